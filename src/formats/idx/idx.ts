/**
 * IDX, the format of MNIST and its successors (big-endian):
 *   labels   uint32 0x00000801 · uint32 count · count × uint8
 *   images   uint32 0x00000803 · uint32 count · uint32 rows · uint32 columns · count × rows × columns × uint8
 * and what the format allows for more classes and for colours:
 *   labels   uint32 0x00000b01 · uint32 count · count × int16
 *   images   uint32 0x00000804 · uint32 count · uint32 rows · uint32 columns · uint32 planes · their product × uint8
 */
import type { Outcome } from '../../base/outcome';
import { refusal } from '../../words/refusal';
import { behind, type ByteSource } from '../byteSource';
import type { PixelTable } from '../pixelTable';

const LABELS_MAGIC = 0x00000801;
const WIDE_LABELS_MAGIC = 0x00000b01;
const LABELS_HEADER = 8;
const IMAGES_MAGIC = 0x00000803;
const COLOUR_MAGIC = 0x00000804;

/** Images with their classes, as files hold them. */
export interface LabelledImages extends Omit<PixelTable, 'labels' | 'classNames'> {
  /** Class of each image. */
  readonly labels: Uint16Array;
}

interface NamedBytes {
  readonly name: string;
  readonly bytes: ByteSource;
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
  const pictures = parseImages(images, most);
  if (!pictures.ok) return pictures;
  const values = parseLabels(labels);
  if (!values.ok) return values;
  const all = viewOf(images.bytes, 4, 8).getUint32(0);
  if (values.value.length !== all) {
    return refusal('idx-counts', {
      labels: labels.name,
      labelCount: values.value.length,
      images: images.name,
      imageCount: all,
    });
  }
  const strange = values.value.findIndex((label) => label >= classes);
  if (strange >= 0) {
    const label = { image: strange, label: values.value[strange] };
    return refusal('idx-class', { name: labels.name, ...label, classes });
  }
  return {
    ok: true,
    value: { ...pictures.value, labels: values.value.slice(0, pictures.value.count) },
  };
}

/**
 * Refused with `idx-magic`, `idx-header` or `idx-length`.
 * @param most images that are read, as of `parseLabelledImages`
 */
export function parseImages(
  file: NamedBytes,
  most = Infinity,
): Outcome<Omit<LabelledImages, 'labels'>> {
  const colour = magicOf(file.bytes) === COLOUR_MAGIC;
  const magic = colour ? COLOUR_MAGIC : IMAGES_MAGIC;
  const sizes = readHeader(file, magic, { dimensions: colour ? 4 : 3, of: 'images', most });
  if (!sizes.ok) return sizes;
  const [all, rows, columns, planes = 1] = sizes.value;
  if (planes !== 1 && planes !== 3) return refusal('idx-planes', { name: file.name, planes });
  const pixels = behind(file.bytes, imagesHeader(colour ? 3 : 1));
  return { ok: true, value: { count: Math.min(all, most), rows, columns, planes, pixels } };
}

/** Refused with `idx-magic`, `idx-header` or `idx-length`. */
export function parseLabels(file: NamedBytes): Outcome<Uint16Array> {
  const wide = magicOf(file.bytes) === WIDE_LABELS_MAGIC;
  const magic = wide ? WIDE_LABELS_MAGIC : LABELS_MAGIC;
  const valueBytes = wide ? 2 : 1;
  const sizes = readHeader(file, magic, { dimensions: 1, of: 'labels', valueBytes });
  if (!sizes.ok) return sizes;
  const view = viewOf(file.bytes, LABELS_HEADER, file.bytes.length);
  const value = Uint16Array.from({ length: sizes.value[0] }, (_, i) =>
    wide ? view.getUint16(2 * i) : view.getUint8(i),
  );
  return { ok: true, value };
}

/** By the first four bytes; null for any other file. */
export function idxKind(bytes: ByteSource): 'images' | 'labels' | null {
  const magic = magicOf(bytes);
  if (magic === IMAGES_MAGIC || magic === COLOUR_MAGIC) return 'images';
  return magic === LABELS_MAGIC || magic === WIDE_LABELS_MAGIC ? 'labels' : null;
}

/** What stands before the pixels. */
export function imagesFileStart(
  count: number,
  { height, width, planes }: ImageSides,
): Uint8Array<ArrayBuffer> {
  return planes === 1
    ? words([IMAGES_MAGIC, count, height, width])
    : words([COLOUR_MAGIC, count, height, width, planes]);
}

/** A label file, in the narrow form where every label fits it. */
export function labelsFile(labels: Uint16Array): Uint8Array<ArrayBuffer> {
  const wide = labels.some((label) => label > 255);
  const start = words([wide ? WIDE_LABELS_MAGIC : LABELS_MAGIC, labels.length]);
  const file = new Uint8Array(start.length + labels.length * (wide ? 2 : 1));
  file.set(start);
  if (!wide) file.set(labels, LABELS_HEADER);
  const view = new DataView(file.buffer, LABELS_HEADER);
  if (wide) labels.forEach((label, i) => view.setUint16(2 * i, label));
  return file;
}

interface ImageSides {
  readonly height: number;
  readonly width: number;
  readonly planes: 1 | 3;
}

/** Bytes of the beginning of an image file that ends behind `count` images. */
export function imageFileBytes(count: number, { height, width, planes }: ImageSides): number {
  return imagesHeader(planes) + count * height * width * planes;
}

function imagesHeader(planes: 1 | 3): number {
  return planes === 1 ? 16 : 20;
}

function magicOf(bytes: ByteSource): number | null {
  return bytes.length < 4 ? null : viewOf(bytes, 0, 4).getUint32(0);
}

function viewOf(bytes: ByteSource, from: number, to: number): DataView {
  const span = bytes.subarray(from, to);
  return new DataView(span.buffer, span.byteOffset, span.byteLength);
}

function words(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => view.setUint32(4 * i, value));
  return new Uint8Array(view.buffer);
}

interface Expected {
  readonly dimensions: number;
  readonly of: 'images' | 'labels';
  /** Of the first size that follow. */
  readonly most?: number;
  /** Default 1. */
  readonly valueBytes?: number;
}

/** The sizes of an IDX file, whose product is the number of values that follow. */
function readHeader(
  { name, bytes }: NamedBytes,
  magic: number,
  { dimensions, of, most = Infinity, valueBytes = 1 }: Expected,
): Outcome<number[]> {
  const header = 4 + 4 * dimensions;
  if (bytes.length < header)
    return refusal('idx-header', { name, bytes: bytes.length, least: header });
  const view = viewOf(bytes, 0, header);
  const found = view.getUint32(0);
  if (found !== magic) return refusal('idx-magic', { name, found, expected: magic, of });
  const sizes = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const [all, ...inner] = sizes;
  const values = inner.reduce((product, size) => product * size, Math.min(all, most));
  const expected = header + values * valueBytes;
  if (bytes.length !== expected)
    return refusal('idx-length', { name, bytes: bytes.length, expected });
  return { ok: true, value: sizes };
}
