import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../src/advice/advice';
import { adviceSentences } from '../../src/advice/adviceSentences';
import { publishedAnswer } from '../../src/advice/publishedWidths';
import { smallerAnswer } from '../../src/advice/smallerNetworks';
import { seededRandom } from '../../src/base/seededRandom';
import { shortName } from '../../src/pruning/planName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { OperatingPoint } from '../../src/study/point';
import { words } from '../../src/words/words';
import { samplePoint, sampleStudy } from '../study/sampleStudy';
import { randomCloud } from './randomCloud';

const PLAN = defaultPlan('l1-norm');
const DENSE = { ...samplePoint({ ...PLAN, level: 0 }), latencyMs: timed(1.8) };

function timed(ms: number): OperatingPoint['latencyMs'] {
  return { kernels: { median: ms, p25: ms, p75: ms, p95: ms, runs: 30, memoryBytes: 4e6 } };
}

function lossOf(lost: number) {
  const paired = { onlyFirst: lost + 5, onlySecond: 5, images: 1000, difference: -lost / 1000 };
  return { accuracyVsDense: { ...paired, p: 1, low: -1, high: 1 } };
}

/** @param lost as pictures of 1000 */
function point(level: number, lost: number, bytes: number, ms = 1): OperatingPoint {
  const sample = samplePoint({ ...PLAN, level });
  return {
    ...sample,
    bytes: { ...sample.bytes, encoded: bytes },
    ...lossOf(lost),
    latencyMs: timed(ms),
  };
}

describe('advice', () => {
  it('is what going through all points finds', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 2e6, max: 9e6, noNaN: true }), (seed, bytes) => {
        const { points } = randomCloud(seededRandom(seed, 1));
        const { recommended } = adviceOf({ points }, { bytes });
        const fitting = points.filter((one) => one.bytes.encoded <= bytes);
        const losses = fitting.map(({ plan, accuracyVsDense }) =>
          plan.level === 0 ? 0 : -accuracyVsDense!.difference,
        );
        const least = Math.min(...losses);
        const found = recommended?.quantities.loss?.value ?? Infinity;
        expect(found === 0 ? 0 : found).toBe(least === 0 ? 0 : least);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('of equals takes the smaller one, and names the budget that stands in the way', () => {
    const points = [DENSE, point(0.3, 4, 7e6), point(0.5, 4, 5e6), point(0.7, 30, 3e6)];
    const advice = adviceOf({ points }, { bytes: 8e6 });
    expect(advice.recommended?.point.plan.level).toBe(0.5);
    expect(advice.runnerUp?.point.plan.level).toBe(0.3);
    expect(advice.limit).toMatchObject({ quantity: 'bytes', without: { point: DENSE } });
  });

  it('looks for the smallest where the loss alone is limited', () => {
    const points = [DENSE, point(0.3, 4, 7e6), point(0.5, 9, 5e6), point(0.7, 30, 3e6)];
    const advice = adviceOf({ points }, { loss: 0.01 });
    expect(advice.goal).toBe('bytes');
    expect(advice.recommended?.point.plan.level).toBe(0.5);
    expect(advice.recommended!.satisfies).toBeLessThan(0.75);
    expect(adviceOf({ points }, { loss: 0.01 }, { goal: 'loss' }).recommended?.point).toBe(DENSE);
  });

  it('says by how much the nearest misses where nothing satisfies', () => {
    const points = [DENSE, point(0.5, 9, 5e6), point(0.7, 30, 3e6)];
    const advice = adviceOf({ points }, { loss: 0.008, bytes: 4e6 });
    expect(advice.recommended).toBeNull();
    expect(advice.nearest?.candidate.point.plan.level).toBe(0.5);
    expect(advice.nearest?.by.map(({ quantity }) => quantity)).toEqual(['loss', 'bytes']);
    expect(advice.nearest?.by[0].excess).toBeCloseTo(0.001, 9);
    const miss = [words.advice.value.loss(0.001), words.advice.value.bytes(1e6)];
    expect(adviceSentences(advice)).toContain(
      words.advice.nearest(shortName(points[1].plan), words.advice.list(miss)),
    );
  });

  it('leaves out what it does not know enough of, and counts it', () => {
    const untimed = { ...point(0.7, 1, 3e6), latencyMs: {} };
    const advice = adviceOf({ points: [DENSE, point(0.5, 9, 5e6), untimed] }, { ms: 100 });
    expect(advice.known.length).toBe(2);
    expect(advice.leftOut).toBe(1);
    expect(adviceOf({ points: [] }, { ms: 1 })).toMatchObject({ known: [], nearest: null });
  });

  it('says that nothing has to be cut where that is so', () => {
    const study = { points: [DENSE, point(0.5, 9, 5e6)] };
    expect(adviceSentences(adviceOf(study, { bytes: 1e7 }))).toContain(words.advice.uncutDense);
    const plan = { ...PLAN, level: 0, precision: 'int8' } as const;
    const int8 = { ...point(0, 2, 2.4e6), plan };
    const small = adviceOf({ points: [...study.points, int8] }, { bytes: 3e6 });
    expect(small.recommended?.point).toBe(int8);
    expect(adviceSentences(small)).toContain(words.advice.uncutStored('int8'));
  });

  it('knows when a smaller dense network is better', () => {
    const advice = adviceOf({ points: [DENSE, point(0.7, 30, 3e6)] }, { bytes: 3e6 });
    const network = { name: 'half as wide', bytes: 2.8e6, loss: 0.007 };
    expect(smallerAnswer(advice, [network])).toEqual({ network, sure: true });
    expect(smallerAnswer(advice, [{ ...network, loss: 0.04 }])).toBeNull();
    const asksTime = adviceOf({ points: [DENSE, point(0.7, 30, 3e6)] }, { ms: 1.2 });
    expect(smallerAnswer(asksTime, [network])).toEqual({ network, sure: false });
  });

  it('tells of published smaller networks where none lies beside the page', () => {
    const half = { ...point(0.7, 90, 3e6), macs: DENSE.macs / 2 };
    const advice = (lost: number) =>
      adviceOf({ points: [DENSE, { ...half, ...lossOf(lost) }] }, { bytes: 3e6 });
    const published = publishedAnswer(advice(90))!;
    // 69.8 % at 209 of 300 M, 65.4 % at 97, of 71.8 %: at 150 M between them.
    expect(published.loss).toBeCloseTo(0.02 + (0.044 * (209 - 150)) / (209 - 97), 6);
    expect(adviceSentences(advice(90))).toContain(words.advice.published(published));
    expect(publishedAnswer(advice(20))).toBeNull();
  });

  it('takes milliseconds of one machine alone', () => {
    const { points } = sampleStudy();
    const elsewhere = points.map((one) => {
      const environment = { ...one.origin.environment, workers: 2 };
      return { ...one, plan: { ...one.plan, seed: 7 }, origin: { ...one.origin, environment } };
    });
    const mixed = [...points, ...elsewhere.slice(0, 5)];
    const slow = adviceOf({ points: mixed }, { ms: 1.5 }).recommended!;
    expect(slow.point.origin.environment.workers).toBe(4);
  });
});
