import { expect, it } from 'vitest';
import { imageFileBytes, imagesFileStart, labelsFile } from '../../src/formats/idx/idx';
import type { ReadFile } from '../../src/download/fetchFile';
import { preprocess } from '../../src/subject/preprocess';
import { Resources } from '../../workers/files/resources';
import { StoredBytes } from '../../workers/files/storedBytes';
import { unwrap } from '../lab/bundled';

const SIDES = { height: 5, width: 4, planes: 3 } as const;
const COUNT = 40;
const PIXELS = Uint8Array.from({ length: COUNT * 60 }, (_, i) => (i * 7) & 255);
const IMAGES = new Uint8Array([...imagesFileStart(COUNT, SIDES), ...PIXELS]);
const LABELS = labelsFile(Uint16Array.from({ length: COUNT }, (_, i) => i % 3));
const SUM = 'a'.repeat(64);

const RECORD = {
  name: 'Mine',
  files: [{ name: 'test-images', bytes: IMAGES.length, sha256: SUM }],
  classNames: ['a', 'b', 'c'],
  preprocessing: {
    source: SIDES,
    target: { size: 6, planes: 3 },
    ...{ padding: 0, mean: [0, 0, 0], deviation: [1, 1, 1] },
  },
  test: { count: COUNT, images: 'test-images', labels: 'test-labels' },
};

/** A part of a file, and what is read of it: a browser reads it at once, Node does not. */
function fileOf(bytes: Uint8Array<ArrayBuffer>, from = 0, read: number[] = []) {
  const file = {
    bytes,
    size: bytes.length,
    slice: (a: number, b: number) => fileOf(bytes.subarray(a, b), from + a, read).file,
  };
  return { file: file as unknown as Blob, read };
}

function readNow(part: Blob): ArrayBuffer {
  return (part as unknown as { bytes: Uint8Array<ArrayBuffer> }).bytes.slice().buffer;
}

const readFile: ReadFile = ({ url }) => {
  if (url.endsWith('test-images')) throw new Error('read whole');
  const bytes = url.endsWith('json') ? new TextEncoder().encode(JSON.stringify(RECORD)) : LABELS;
  return Promise.resolve({ ok: true, value: bytes });
};

it('leaves images in their file, and reads the same from it in any order', async () => {
  const stored = new StoredBytes(fileOf(IMAGES).file, readNow);
  const open = (url: string) => Promise.resolve(url.endsWith('test-images') ? stored : null);
  const request = { modelUrl: 'm/', datasetUrl: 'd/' };
  const resources = new Resources(readFile, request, null, open);
  const images = unwrap(await resources.images('test', () => {}));
  expect(imageFileBytes(COUNT, SIDES)).toBe(IMAGES.length);
  const whole = { ...images, pixels: PIXELS };
  for (const [from, to] of [
    [0, 40],
    [7, 9],
    [39, 40],
    [0, 1],
  ])
    expect(preprocess(images, from, to)).toEqual(preprocess(whole, from, to));
  expect(unwrap(await resources.dataset()).bundle.checksums['test-images']).toBe(SUM);
});

it('reads ahead where spans follow each other, and no more than a span elsewhere', () => {
  const sizes: number[] = [];
  const bytes = new Uint8Array(9 << 20);
  const stored = new StoredBytes(fileOf(bytes).file, (part) => {
    sizes.push(part.size);
    return readNow(part);
  });
  for (let at = 0; at < 8 << 20; at += 1 << 20) stored.subarray(at, at + (1 << 20));
  expect(sizes).toEqual([4 << 20, 4 << 20]);
  stored.subarray(100, 200);
  expect(sizes.at(-1)).toBe(100);
});
