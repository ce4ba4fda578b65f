import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseLabelledImages, type LabelledImages } from '../src/data/idx';

const FOLDER = new URL('../public/datasets/fashion-mnist/', import.meta.url);
const PREFIX = { train: 'train', test: 't10k' };
const CLASSES = 10;

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
