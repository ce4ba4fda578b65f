/** Carries out what a `Preprocessing` describes. */
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { LabelledImages } from '../formats/idx/idx';
import type { Preprocessing } from './preprocessing';

/** Images with how the subject's network reads them. */
export interface SubjectImages extends LabelledImages {
  /** Class of each image; those behind the last have none. */
  readonly labels: Uint16Array;
  readonly preprocessing: Preprocessing;
  /** What a byte becomes: [target planes][256]. */
  readonly values: Float32Array;
  /** An input without an image: [size][size][target planes]. */
  readonly blank: Float32Array;
}

/** Where an image lies, from the middle of the input. */
export interface Placement {
  readonly down: number;
  readonly right: number;
  readonly flipped: boolean;
}

const CENTRED: Placement = { down: 0, right: 0, flipped: false };

/**
 * Refused with `other-images` where they are not those that are described.
 * @param name of their file
 * @param count of images
 */
export function subjectImages(
  name: string,
  images: LabelledImages,
  { count, preprocessing }: { readonly count: number; readonly preprocessing: Preprocessing },
): Outcome<SubjectImages> {
  const { height, width, planes } = preprocessing.source;
  const { rows, columns } = images;
  const found = { count: images.count, height: rows, width: columns, planes: images.planes };
  const described = { count, height, width, planes };
  if (!sameImages(found, described)) return refusal('other-images', { name, found, described });
  const values = byteValues(preprocessing);
  return {
    ok: true,
    value: { ...images, preprocessing, values, blank: blank(preprocessing, values) },
  };
}

/**
 * Those whose class is known, for what learns from it; what only looks at images takes all of them.
 * Refused with `no-labelled-images`.
 */
export function withLabels(images: SubjectImages): Outcome<SubjectImages> {
  const count = Math.min(images.count, images.labels.length);
  if (count === 0) return refusal('no-labelled-images');
  return { ok: true, value: { ...images, count } };
}

/** No images at all: `preprocess` gives a blank input for any. */
export function noImages(preprocessing: Preprocessing): SubjectImages {
  const { planes } = preprocessing.source;
  const none = { count: 0, rows: 0, columns: 0, planes, pixels: new Uint8Array(0) };
  const values = byteValues(preprocessing);
  return {
    ...{ ...none, labels: new Uint16Array(0), preprocessing, values },
    blank: blank(preprocessing, values),
  };
}

function sameImages(a: Found, b: Found): boolean {
  const { count, height, width, planes } = b;
  return a.count === count && a.height === height && a.width === width && a.planes === planes;
}

type Found = Preprocessing['source'] & { readonly count: number };

function byteValues({ mean, deviation }: Preprocessing): Float32Array {
  const values = mean.flatMap((own, plane) =>
    Array.from({ length: 256 }, (_, byte) => (byte / 255 - own) / deviation[plane]),
  );
  return Float32Array.from(values);
}

function blank({ target: { size, planes }, padding }: Preprocessing, values: Float32Array) {
  return Float32Array.from(
    { length: size * size * planes },
    (_, i) => values[(i % planes) * 256 + padding],
  );
}

/** Images `from` to `to` (not included) as NHWC: [to − from][size][size][target planes]. */
export function preprocess(
  images: SubjectImages,
  from: number,
  to: number,
): Float32Array<ArrayBuffer> {
  const { length } = images.blank;
  const result = new Float32Array((to - from) * length);
  for (let image = from; image < to; image++) {
    writeImage(images, image, CENTRED, result, (image - from) * length);
  }
  return result;
}

/** @param at where the input begins in `target` */
export function writeImage(
  images: SubjectImages,
  image: number,
  { down, right, flipped }: Placement,
  target: Float32Array,
  at: number,
): void {
  const { rows, columns, planes: sourcePlanes, values } = images;
  const { size, planes } = images.preprocessing.target;
  const top = Math.floor((size - rows) / 2) + down;
  const left = Math.floor((size - columns) / 2) + right;
  const [firstColumn, endColumn] = [Math.max(0, -left), Math.min(columns, size - left)];
  const endRow = Math.min(rows, size - top);
  const start = flipped ? columns - 1 - firstColumn : firstColumn;
  const step = flipped ? -sourcePlanes : sourcePlanes;
  const planeStep = sourcePlanes === 1 ? 0 : 1;
  const length = rows * columns * sourcePlanes;
  const pixels = images.pixels.subarray(image * length, (image + 1) * length);
  target.set(images.blank, at);
  for (let row = Math.max(0, -top); row < endRow; row++) {
    let source = (row * columns + start) * sourcePlanes;
    let to = at + ((top + row) * size + left + firstColumn) * planes;
    for (let column = firstColumn; column < endColumn; column++, source += step) {
      for (let p = 0; p < planes; p++) {
        target[to++] = values[256 * p + pixels[source + p * planeStep]];
      }
    }
  }
}
