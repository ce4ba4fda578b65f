import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preprocess } from '../../src/subject/preprocess';
import { seededRandom } from '../../src/base/seededRandom';
import { writeAugmented } from '../../src/training/augment';
import { readBy } from '../subject/images';

const SIDE = 5;
const SIZE = 9;
const COUNT = 20;
const random = seededRandom(3, 0);
const images = readBy(
  {
    ...{ count: COUNT, rows: SIDE, columns: SIDE, planes: 1 },
    pixels: Uint8Array.from({ length: COUNT * SIDE * SIDE }, () => 1 + 255 * random()),
    labels: new Uint16Array(COUNT),
  },
  { size: SIZE, planes: 3 },
);

function augmented(indices: readonly number[], seed: number, epoch: number): Float32Array {
  const target = new Float32Array(indices.length * SIZE * SIZE * 3);
  writeAugmented(images, indices, { seed, epoch }, target);
  return target;
}

/** One plane of an image, moved and perhaps mirrored, with what became of black where nothing is. */
function moved(image: number, down: number, right: number, flipped: boolean): number[] {
  const plain = preprocess(images, image, image + 1);
  const at = (row: number, column: number) =>
    row < 0 || row >= SIZE || column < 0 || column >= SIZE
      ? images.blank[0]
      : plain[(row * SIZE + column) * 3];
  return Array.from({ length: SIZE * SIZE }, (_, i) => {
    const row = Math.floor(i / SIZE) - down;
    const column = (i % SIZE) - right;
    return at(row, flipped ? SIZE - 1 - column : column);
  });
}

describe('augmentation', () => {
  it('is a shift by up to 2 pixels, perhaps of the mirrored image', () => {
    const shifts = [-2, -1, 0, 1, 2];
    const all = shifts.flatMap((down) =>
      shifts.flatMap((right) => [false, true].map((flipped) => ({ down, right, flipped }))),
    );
    fc.assert(
      fc.property(fc.nat(COUNT - 1), fc.nat(99), fc.nat(99), (image, seed, epoch) => {
        const found = augmented([image], seed, epoch);
        const plane = found.filter((_, i) => i % 3 === 0);
        const same = (a: ArrayLike<number>) => plane.every((value, i) => value === a[i]);
        expect(
          all.some(({ down, right, flipped }) => same(moved(image, down, right, flipped))),
        ).toBe(true);
        expect(found.every((value, i) => value === plane[Math.floor(i / 3)])).toBe(true);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('does not depend on which worker writes an image', () => {
    const both = augmented([3, 7], 1, 2);
    expect([...augmented([3], 1, 2), ...augmented([7], 1, 2)]).toEqual([...both]);
  });

  it('is another one in every epoch', () => {
    const epochs = new Set(
      Array.from({ length: 20 }, (_, epoch) => augmented([0], 1, epoch).join()),
    );
    expect(epochs.size).toBeGreaterThan(10);
  });
});
