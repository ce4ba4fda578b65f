import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { dequantise, quantise } from '../../src/quantisation/arithmetic';
import { Histogram } from '../../src/quantisation/histogram';
import { RANGE_CHOOSERS, type RangeChooserId } from '../../src/quantisation/rangeChoosers';
import type { Range } from '../../src/quantisation/ranges';
import { scaleOf } from '../../src/quantisation/tensorScale';

/** Half of them zero, as behind a relu, most within 0…2, and one far out. */
function values(): Float32Array {
  const random = seededRandom(7, 1);
  const many = Float32Array.from({ length: 40_000 }, (_, i) =>
    i % 2 ? 0 : 2 * random() * random(),
  );
  many[100] = 80;
  return many;
}

function chosen(id: RangeChooserId, seen: Float32Array): Range {
  const histogram = new Histogram();
  histogram.add(seen);
  return RANGE_CHOOSERS.find((row) => row.id === id)!.choose(histogram);
}

function squareError(seen: Float32Array, range: Range): number {
  const scale = scaleOf(range);
  return seen.reduce((sum, v) => sum + (v - dequantise(quantise(v, scale), scale)) ** 2, 0);
}

describe('choice of an activation’s range', () => {
  it('takes the extremes', () => {
    expect(chosen('min-max', values())).toEqual({ low: 0, high: 80 });
    expect(chosen('min-max', Float32Array.of(-3, 1))).toEqual({ low: -3, high: 1 });
  });

  it('leaves one value of ten thousand out at either end', () => {
    const { low, high } = chosen('percentile', values());
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(1.9);
    expect(high).toBeLessThan(2.1);
  });

  it('finds a range of less square error than others', () => {
    const seen = values().map((value, i) => (i % 3 ? value : -value / 4));
    const found = squareError(seen, chosen('mean-square', seen));
    for (const high of [80, 40, 20, 2])
      for (const low of [-20, -1, -0.5])
        expect(found).toBeLessThanOrEqual(1.02 * squareError(seen, { low, high }));
  });

  it('takes whatever ends where nothing but zeros was seen', () => {
    for (const { choose } of RANGE_CHOOSERS)
      expect(choose(new Histogram())).toEqual({ low: 0, high: 0 });
  });
});
