import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakRate } from '../../src/training/fineTuningRecipe';
import { epochOrder } from '../../src/training/order';
import { DEFAULT_RECIPE, differingField } from '../../src/training/recipe';
import { cosine, learningRate, oneCycle } from '../../src/training/schedule';

describe('learning rates', () => {
  it('one-cycle starts at 1/25 of the peak, reaches it at 30 % and ends at almost nothing', () => {
    expect(oneCycle(0.2, 0)).toBeCloseTo(0.008, 10);
    expect(oneCycle(0.2, 0.15)).toBeCloseTo(0.104, 10);
    expect(oneCycle(0.2, 0.3)).toBeCloseTo(0.2, 10);
    expect(oneCycle(0.2, 1)).toBeCloseTo(0.2 / 2.5e5, 12);
  });

  it('cosine falls from the peak to 0', () => {
    expect(cosine(0.1, 0)).toBe(0.1);
    expect(cosine(0.1, 0.5)).toBeCloseTo(0.05, 12);
    expect(cosine(0.1, 1)).toBeCloseTo(0, 12);
  });

  it('are found by their names', () => {
    expect(learningRate('cosine', 0.1, 0)).toBe(0.1);
    expect(learningRate('one-cycle', 0.1, 0)).toBe(oneCycle(0.1, 0));
  });
});

it('the peak of a fine-tuning is 0.01 from 200 steps on, and half of it up to 100', () => {
  expect([1, 100, 150, 200, 1e6, Infinity].map(peakRate)).toEqual([
    0.005, 0.005, 0.0075, 0.01, 0.01, 0.01,
  ]);
});

describe('the order of an epoch', () => {
  it('is a permutation, another one for every epoch and seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 300 }),
        fc.nat(1000),
        fc.nat(50),
        (count, seed, epoch) => {
          const order = epochOrder(count, seed, epoch);
          expect([...order].sort((a, b) => a - b)).toEqual(
            Array.from({ length: count }, (_, i) => i),
          );
          expect(epochOrder(count, seed, epoch)).toEqual(order);
        },
      ),
      { seed: 1 },
    );
    expect(epochOrder(100, 1, 0)).not.toEqual(epochOrder(100, 1, 1));
    expect(epochOrder(100, 1, 0)).not.toEqual(epochOrder(100, 2, 0));
  });
});

describe('recipes', () => {
  it('are told apart by the first field that differs', () => {
    expect(differingField(DEFAULT_RECIPE, { ...DEFAULT_RECIPE })).toBeNull();
    expect(differingField(DEFAULT_RECIPE, { ...DEFAULT_RECIPE, seed: 2 })).toBe('seed');
  });
});
