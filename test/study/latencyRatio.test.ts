import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyRatio, mayBeEqual, ratioBetween, SAME } from '../../src/study/latencyRatio';

const SEED = 20_221_028;

describe('a ratio', () => {
  it('is the median of the rounds, between the ranks of a sign test', () => {
    const dense = Array(30).fill(2);
    const own = Array.from({ length: 30 }, (_, i) => (2 * (i + 1)) / 10);
    // Of 30, the 10th and the 21st hold the median in 95.7 % of cases, the 11th and the 20th in 90.1 %.
    const expected = { denseMedian: 2, ratio: 1.55, low: 1, high: 2.1 };
    const found = latencyRatio(own.toReversed(), dense, 0)!;
    for (const [key, value] of Object.entries(expected))
      expect(found[key as keyof typeof expected]).toBeCloseTo(value, 12);
  });

  it('does not know how fast the machine was in each round', () => {
    const rounds = fc.array(
      fc.tuple(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
      ),
      { minLength: 6, maxLength: 40 },
    );
    fc.assert(
      fc.property(rounds, (drawn) => {
        const calm = latencyRatio(
          drawn.map(([own]) => own),
          drawn.map(([, dense]) => dense),
          0,
        )!;
        const drifting = latencyRatio(
          drawn.map(([own, , slow]) => own * slow),
          drawn.map(([, dense, slow]) => dense * slow),
          0,
        )!;
        for (const key of ['ratio', 'low', 'high'] as const)
          expect(drifting[key]).toBeCloseTo(calm[key], 9);
        expect(calm.low).toBeLessThanOrEqual(calm.ratio);
        expect(calm.high).toBeGreaterThanOrEqual(calm.ratio);
      }),
      { seed: SEED },
    );
  });

  it('turns round when the networks do', () => {
    const own = [1, 1.1, 0.9, 1.2, 1.05, 0.8, 1.3];
    const dense = [2, 2.1, 2, 1.9, 2.2, 2, 1.8];
    const [one, other] = [latencyRatio(own, dense, 0)!, latencyRatio(dense, own, 0)!];
    expect(one.ratio).toBeCloseTo(1 / other.ratio, 12);
    expect(one.low).toBeCloseTo(1 / other.high, 12);
  });

  it('hides half a tick of a coarse timer on either side', () => {
    const { ratio, low, high } = latencyRatio(Array(30).fill(0.2), Array(30).fill(0.8), 0.1)!;
    expect(ratio).toBeCloseTo(0.25, 12);
    expect(low).toBeCloseTo(0.25 * (1 - 0.25 - 0.0625), 12);
    expect(high).toBeCloseTo(0.25 * (1 + 0.25 + 0.0625), 12);
    // Of a network that takes one tick nothing is known but that it takes no less than none.
    expect(latencyRatio(Array(30).fill(0.1), Array(30).fill(0.1), 0.15)!.low).toBe(0);
  });

  it('is not given where 95 % cannot be had', () => {
    expect(latencyRatio([1, 1, 1, 1, 1], [1, 1, 1, 1, 1], 0)).toBeNull();
    expect(latencyRatio([1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1], 0)).not.toBeNull();
    expect(latencyRatio(Array(30).fill(1), [0, ...Array(29).fill(1)], 0.1)).toBeNull();
    expect(latencyRatio([0, ...Array(29).fill(1)], Array(30).fill(1), 0.1)).toBeNull();
  });

  it('refuses rounds that do not belong together', () => {
    expect(() => latencyRatio([1, 2], [1], 0)).toThrow('2 runs beside 1 dense');
  });

  it('whose interval holds 1 may be chance', () => {
    expect(mayBeEqual({ low: 0.98, high: 1.01 })).toBe(true);
    expect(mayBeEqual({ low: 1, high: 1.2 })).toBe(true);
    expect(mayBeEqual({ low: 0.8, high: 1 })).toBe(true);
    expect(mayBeEqual({ low: 0.5, high: 0.99 })).toBe(false);
    expect(mayBeEqual({ low: 1.01, high: 1.2 })).toBe(false);
  });
});

describe('a ratio of two networks through the dense one', () => {
  const half = { ratio: 0.5, low: 0.48, high: 0.53 };

  it('against the dense network is the ratio itself, and turns round', () => {
    const same = ratioBetween(half, SAME);
    expect(same.ratio).toBe(0.5);
    expect(same.low).toBeCloseTo(0.48, 12);
    expect(same.high).toBeCloseTo(0.53, 12);
    const turned = ratioBetween(SAME, half);
    expect(turned.ratio).toBe(2);
    expect(turned.low).toBeCloseTo(1 / 0.53, 12);
    expect(turned.high).toBeCloseTo(1 / 0.48, 12);
  });

  it('adds both errors in squares', () => {
    const other = { ratio: 0.8, low: 0.8 / Math.exp(0.03), high: 0.8 * Math.exp(0.03) };
    const one = { ratio: 0.4, low: 0.4 / Math.exp(0.04), high: 0.4 * Math.exp(0.04) };
    const between = ratioBetween(one, other);
    expect(between.ratio).toBeCloseTo(0.5, 12);
    expect(Math.log(between.high / 0.5)).toBeCloseTo(0.05, 12);
    expect(Math.log(0.5 / between.low)).toBeCloseTo(0.05, 12);
  });
});
