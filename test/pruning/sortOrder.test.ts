import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ascendingOrder, places } from '../../src/pruning/sortOrder';

const scores = fc.array(
  fc.oneof(fc.constantFrom(0, 1, 1.5, 1e-42, Infinity), fc.float({ min: 0, noNaN: true })),
  { maxLength: 300 },
);

it('sorts like a comparison, equal scores by index', () => {
  fc.assert(
    fc.property(scores, (values) => {
      const keys = Float32Array.from(values, Math.abs);
      const expected = [...keys.keys()].sort(
        (a, b) => (keys[a] < keys[b] ? -1 : +(keys[a] > keys[b])) || a - b,
      );
      expect([...ascendingOrder(keys)]).toEqual(expected);
    }),
    { seed: 1 },
  );
});

it('reads a view at its own offset', () => {
  expect([...ascendingOrder(Float32Array.of(0, 3, 1, 2).subarray(1))]).toEqual([1, 2, 0]);
});

it('turns an order into places', () => {
  expect([...places(Uint32Array.of(2, 0, 1))]).toEqual([1, 2, 0]);
});
