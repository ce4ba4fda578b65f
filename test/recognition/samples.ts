/** Files of strangers beside the checkout, with outputs of independent runtimes; tests of them are skipped elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SAMPLES = join(import.meta.dirname, '../../../shared/samples');

export const SAMPLES_ARE_THERE = existsSync(SAMPLES);
if (!SAMPLES_ARE_THERE)
  console.warn(`Tests of strangers’ files are skipped: there is no ${SAMPLES}.`);

export function sample(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(SAMPLES, path)));
}

export interface Reference<Output> {
  readonly outputs: Readonly<Record<'ramp' | 'lcg', Output>>;
}

export function reference<Output>(folder: string): Reference<Output> {
  return JSON.parse(
    new TextDecoder().decode(sample(join(folder, 'reference.json'))),
  ) as Reference<Output>;
}

/** The two pictures of the references, as bytes [size][size][planes]. */
export const PICTURES = {
  ramp: (size: number, planes: number) =>
    bytesOf(size, planes, (y, x, c) => (3 * x + 5 * y + 85 * c) & 255),
  lcg: (size: number, planes: number) => {
    let state = 1;
    return bytesOf(size, planes, () => {
      state = (Math.imul(1664525, state) + 1013904223) >>> 0;
      return state >>> 24;
    });
  },
} as const;

function bytesOf(
  size: number,
  planes: number,
  value: (y: number, x: number, c: number) => number,
): Uint8Array {
  const bytes = new Uint8Array(size * size * planes);
  let at = 0;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) for (let c = 0; c < planes; c++) bytes[at++] = value(y, x, c);
  return bytes;
}
