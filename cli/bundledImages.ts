import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { FileRecord } from '../src/download/checksum';
import { parseLabelledImages, type LabelledImages } from '../src/formats/idx/idx';

const FOLDER = new URL('../public/datasets/fashion-mnist/', import.meta.url);
const PREFIX = { train: 'train', test: 't10k' };
const CLASSES = 10;
const LABELS_HEADER_BYTES = 8;

/** How many images there are, from the length that dataset.json knows of their labels: nothing is unpacked. */
export function bundledImageCount(split: 'train' | 'test'): number {
  const record = JSON.parse(readFileSync(new URL('dataset.json', FOLDER), 'utf8')) as {
    readonly files: readonly FileRecord[];
  };
  const labels = `${PREFIX[split]}-labels-idx1-ubyte.gz`;
  const bytes = record.files.find(({ name }) => name === labels)?.unpackedBytes;
  if (bytes === undefined) throw new Error(`dataset.json does not know the length of ${labels}`);
  return bytes - LABELS_HEADER_BYTES;
}

/** Fashion-MNIST's 60,000 training or 10,000 test images. */
export function bundledImages(split: 'train' | 'test'): LabelledImages {
  const read = (what: string) => {
    const name = `${PREFIX[split]}-${what}-ubyte.gz`;
    return { name, bytes: new Uint8Array(gunzipSync(readFileSync(new URL(name, FOLDER)))) };
  };
  const images = parseLabelledImages(read('images-idx3'), read('labels-idx1'), CLASSES);
  if (!images.ok) throw new Error(images.message);
  return images.value;
}
