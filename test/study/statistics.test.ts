import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusionMatrix, correctAnswers, perClassAccuracy } from '../../src/study/confusion';
import { meanCrossEntropy } from '../../src/study/crossEntropy';
import { summarizeLatency } from '../../src/study/latency';
import { mcnemarTest } from '../../src/study/mcnemar';
import { quantile } from '../../src/study/quantiles';
import { wilsonInterval } from '../../src/study/wilson';

const SEED = 20_221_028;

describe('Wilson interval', () => {
  // scipy.stats.binomtest(correct, total).proportion_ci(method='wilson')
  it.each([
    [81, 263, 0.2552885, 0.3662096],
    [15, 148, 0.0623864, 0.1604872],
    [0, 20, 0, 0.1611252],
    [1, 29, 0.0061132, 0.1717552],
  ])('of %i in %i is [%f, %f]', (correct, total, low, high) => {
    const interval = wilsonInterval({ correct, total });
    expect(interval.low).toBeCloseTo(low, 7);
    expect(interval.high).toBeCloseTo(high, 7);
  });

  it('is closed under swapping right and wrong, and inside [0, 1]', () => {
    const counts = fc
      .integer({ min: 1, max: 10_000 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(counts, ([correct, total]) => {
        const { low, high } = wilsonInterval({ correct, total });
        const mirror = wilsonInterval({ correct: total - correct, total });
        expect(low).toBeCloseTo(1 - mirror.high, 12);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(correct / total);
        expect(high).toBeGreaterThanOrEqual(correct / total);
      }),
      { seed: SEED },
    );
  });

  it('solves its defining equation (p − p̂)² = z² p (1 − p) / n', () => {
    const { low, high } = wilsonInterval({ correct: 1864, total: 2000 });
    for (const p of [low, high]) {
      const lost = (p - 0.932) ** 2 - (1.959963984540054 ** 2 * p * (1 - p)) / 2000;
      expect(lost).toBeCloseTo(0, 12);
    }
  });
});

describe('McNemar test', () => {
  /** Answers of two networks of which exactly `onlyFirst` and `onlySecond` images tell them apart. */
  function pair(onlyFirst: number, onlySecond: number) {
    const labels = new Uint16Array(onlyFirst + onlySecond + 7).fill(3);
    const first = Uint16Array.from(labels);
    const second = Uint16Array.from(labels);
    second.fill(5, 0, onlyFirst);
    first.fill(5, onlyFirst, onlyFirst + onlySecond);
    return mcnemarTest(first, second, labels);
  }

  // scipy.stats.binomtest(b, b + c).pvalue
  it.each([
    [5, 15, 0.0413894653],
    [0, 5, 0.0625],
    [1, 9, 0.021484375],
    [6, 6, 1],
    [0, 0, 1],
    [86, 150, 3.71593614e-5],
  ])('of %i against %i gives p = %f', (b, c, p) => {
    expect(pair(b, c)).toMatchObject({ onlyFirst: b, onlySecond: c });
    expect(pair(b, c).p / p).toBeCloseTo(1, 7);
  });

  it('equals the sum of binomial terms counted with whole numbers', () => {
    const exact = (b: number, c: number) => {
      let [choose, sum] = [1n, 0n];
      for (let k = 0; k <= Math.min(b, c); k++) {
        sum += choose;
        choose = (choose * BigInt(b + c - k)) / BigInt(k + 1);
      }
      const scaled = (2n * sum * 10n ** 15n) / 2n ** BigInt(b + c);
      return Math.min(1, Number(scaled) / 1e15);
    };
    for (const [b, c] of [
      [3, 4],
      [10, 31],
      [400, 480],
      [1100, 1000],
    ]) {
      expect(pair(b, c).p).toBeCloseTo(exact(b, c), 9);
    }
  });

  it('ignores images that both get wrong', () => {
    expect(mcnemarTest([1, 2, 0], [2, 1, 0], [0, 0, 0]).p).toBe(1);
  });

  it('refuses answers to different images', () => {
    expect(() => mcnemarTest([1], [1, 2], [1, 2])).toThrow('compare the same images');
  });
});

describe('quantiles', () => {
  // numpy.quantile([1, 2, 4, 8, 16], q)
  it.each([
    [0, 1],
    [0.25, 2],
    [0.5, 4],
    [0.75, 8],
    [0.9, 12.8],
    [0.95, 14.4],
    [1, 16],
  ])('at %f is %f', (q, value) => {
    expect(quantile([1, 2, 4, 8, 16], q)).toBeCloseTo(value, 12);
  });

  it('of a latency ignore the order of the runs', () => {
    const summary = { median: 2.5, p25: 1.75, p75: 3.25, p95: expect.closeTo(3.85, 12), runs: 4 };
    expect(summarizeLatency([4, 1, 3, 2])).toEqual(summary);
    expect(summarizeLatency(Float64Array.of(1, 2, 3, 4))).toEqual(summary);
    // Sorted as texts, 10 would come before 9.
    expect(summarizeLatency([10, 9, 8]).median).toBe(9);
  });

  it('of nothing are refused', () => {
    expect(() => quantile([], 0.5)).toThrow('no values');
  });
});

describe('confusion matrix', () => {
  const labels = [0, 0, 1, 1, 1, 3, 2];
  const matrix = confusionMatrix([0, 1, 1, 1, 0, 3], labels, 4);

  it('counts true classes in rows and predicted ones in columns', () => {
    expect([...matrix.counts]).toEqual([1, 1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('gives top-1, in total and per class', () => {
    expect(correctAnswers(matrix)).toEqual({ correct: 4, total: 6 });
    expect(perClassAccuracy(matrix)).toEqual([
      { correct: 1, total: 2 },
      { correct: 2, total: 3 },
      null,
      { correct: 1, total: 1 },
    ]);
  });

  it('refuses more answers than labels', () => {
    expect(() => confusionMatrix([0, 0], [0], 2)).toThrow('2 answers to 1 labels');
  });
});

describe('cross-entropy', () => {
  it('of unequal parts weighs images, not parts', () => {
    const parts = [
      { crossEntropySum: 30, images: 100 },
      { crossEntropySum: 1, images: 1 },
    ];
    expect(meanCrossEntropy(parts)).toBeCloseTo(31 / 101, 12);
  });
});
