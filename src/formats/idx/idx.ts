/**
 * IDX, the format of MNIST and its successors (big-endian):
 *   labels   uint32 0x00000801 · uint32 count · count × uint8
 *   images   uint32 0x00000803 · uint32 count · uint32 rows · uint32 columns · count × rows × columns × uint8
 */
import type { Outcome } from '../../base/outcome';
import { refusal } from '../../words/refusal';

const LABELS_MAGIC = 0x00000801;
const IMAGES_MAGIC = 0x00000803;
const IMAGES_HEADER = 16;

/** Images with their classes, as files hold them. */
export interface LabelledImages {
  readonly count: number;
  /** Height and width in pixels. */
  readonly rows: number;
  readonly columns: number;
  /** 1: grey; 3: red, green, blue. */
  readonly planes: 1 | 3;
  /** [count][rows][columns][planes], 0 is black. */
  readonly pixels: Uint8Array;
  /** Class of each image. */
  readonly labels: Uint16Array;
}

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Joins an image file and a label file, both unpacked.
 * Refused with `idx-magic`, `idx-header`, `idx-length`, `idx-counts` or `idx-class`.
 * @param classes number of classes; every label must be smaller
 * @param most images that are read, from the first on: the image file may end behind them
 */
export function parseLabelledImages(
  images: NamedBytes,
  labels: NamedBytes,
  classes: number,
  most = Infinity,
): Outcome<LabelledImages> {
  const imageSizes = readHeader(images, IMAGES_MAGIC, 3, most);
  if (!imageSizes.ok) return imageSizes;
  const labelSizes = readHeader(labels, LABELS_MAGIC, 1);
  if (!labelSizes.ok) return labelSizes;
  const [all, rows, columns] = imageSizes.value;
  if (labelSizes.value[0] !== all) {
    return refusal('idx-counts', {
      labels: labels.name,
      labelCount: labelSizes.value[0],
      images: images.name,
      imageCount: all,
    });
  }
  const values = Uint16Array.from(labels.bytes.subarray(8));
  const strange = values.findIndex((label) => label >= classes);
  if (strange >= 0) {
    const label = { image: strange, label: values[strange] };
    return refusal('idx-class', { name: labels.name, ...label, classes });
  }
  const count = Math.min(all, most);
  const pixels = images.bytes.subarray(IMAGES_HEADER);
  const own = values.slice(0, count);
  return { ok: true, value: { count, rows, columns, planes: 1, pixels, labels: own } };
}

/** Bytes of the beginning of an image file that ends behind `count` images. */
export function imageFileBytes(
  count: number,
  { height, width }: { readonly height: number; readonly width: number },
): number {
  return IMAGES_HEADER + count * height * width;
}

/**
 * The sizes of an IDX file of bytes, whose product is the number of values that follow.
 * @param most of the first size that follow
 */
function readHeader(
  { name, bytes }: NamedBytes,
  magic: number,
  dimensions: number,
  most = Infinity,
): Outcome<number[]> {
  const header = 4 + 4 * dimensions;
  if (bytes.length < header)
    return refusal('idx-header', { name, bytes: bytes.length, least: header });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic) {
    const of = dimensions === 1 ? 'labels' : 'images';
    return refusal('idx-magic', { name, found, expected: magic, of });
  }
  const sizes = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const [all, ...inner] = sizes;
  const expected = header + inner.reduce((product, size) => product * size, Math.min(all, most));
  if (bytes.length !== expected)
    return refusal('idx-length', { name, bytes: bytes.length, expected });
  return { ok: true, value: sizes };
}
