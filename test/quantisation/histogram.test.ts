/** Counts of values against the values themselves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../src/quantisation/histogram';

const values = fc.array(
  fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 }), {
    maxLength: 30,
  }),
  { maxLength: 5 },
);

describe('histogram of activations', () => {
  it('counts every value that is not zero within a bin of it', () => {
    fc.assert(
      fc.property(values, (parts) => {
        const histogram = new Histogram();
        for (const part of parts) histogram.add(Float32Array.from(part));
        const all = parts.flat();
        expect(histogram.total).toBe(all.length);
        // Whichever of the two zeros it is.
        expect(histogram.least + 0).toBe(Math.min(0, ...all) + 0);
        expect(histogram.most + 0).toBe(Math.max(0, ...all) + 0);
        const middles = [...histogram.bins()].flatMap(({ middle, count }) =>
          Array<number>(count).fill(middle),
        );
        const sorted = all.filter((value) => value !== 0).sort((a, b) => a - b);
        expect(middles.length).toBe(sorted.length);
        // 4096 bins a sign, of which the largest value fills more than half.
        const bin = Math.max(histogram.most, -histogram.least, 2 ** -13) / 2048;
        sorted.forEach((value, i) => expect(Math.abs(value - middles[i])).toBeLessThan(bin));
      }),
      { seed: 1 },
    );
  });

  it('tells of values that are no finite numbers', () => {
    for (const odd of [NaN, Infinity, -Infinity]) {
      const histogram = new Histogram();
      histogram.add(Float32Array.of(1, odd, 2));
      expect(Number.isFinite(histogram.most - histogram.least)).toBe(false);
    }
  });
});
