import { describe, expect, it } from 'vitest';
import { adviceSentence } from '../../src/study/adviceSentence';
import { shortName } from '../../src/pruning/planName';
import type { Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { betterPoint } from '../../src/study/betterPoint';
import type { OperatingPoint } from '../../src/study/point';
import { words } from '../../src/words/words';
import { ENVIRONMENT, ORIGIN, samplePoint } from './sampleStudy';

interface Figures {
  readonly correct: number;
  readonly encoded: number;
  /** Of the dense network's; null where it was not timed. */
  readonly time?: number | null;
}

function pointOf(
  fields: Partial<Plan>,
  { correct, encoded, time = null }: Figures,
): OperatingPoint {
  const point = samplePoint({ ...defaultPlan('magnitude-global'), ...fields });
  const accuracy = { correct, total: 10_000 };
  const latency = { ...{ median: 1, p25: 1, p75: 1, p95: 1, runs: 30 } };
  const vsDense = time && { denseMedian: 1, ratio: time, low: time / 1.05, high: time * 1.05 };
  return {
    ...point,
    bytes: { ...point.bytes, encoded },
    accuracy: { afterCutting: accuracy, afterRepair: accuracy },
    latencyMs: vsDense ? { kernels: { ...latency, vsDense } } : {},
  };
}

/** As the README has them. */
const cut = pointOf({ level: 0.75 }, { correct: 9329, encoded: 2_964_000, time: 0.79 });
const whole = pointOf(
  { level: 0, precision: 'int8' },
  { correct: 9338, encoded: 2_341_000, time: 0.47 },
);
const both = pointOf(
  { level: 0.75, precision: 'int8' },
  { correct: 9321, encoded: 1_001_000, time: 0.48 },
);

describe('a better point', () => {
  it('is the uncut network in int8 where that is what was measured', () => {
    const better = betterPoint(cut, [cut, both, whole])!;
    expect(better).toMatchObject({ point: whole, quantisedFirst: true });
    expect(better.time!.ratio).toBeCloseTo(0.47 / 0.79, 5);
    const { advice } = words.plan;
    const told = {
      ...{ name: shortName(whole.plan), more: 9, bytes: 2_341_000, ownBytes: 2_964_000 },
      time: better.time!.ratio,
    };
    expect(adviceSentence(cut, better)).toBe(advice.quantiseFirst(advice.better(told)));
    expect(shortName(whole.plan)).toContain('int8');
  });

  it('is none where a picture more is worth the bytes', () => {
    expect(betterPoint(both, [cut, whole, both])).toBeNull();
    expect(betterPoint(whole, [cut, whole, both])).toBeNull();
  });

  it('is the same cut in int8 where that loses nothing, which is no word against pruning', () => {
    const lossless = pointOf(
      { level: 0.75, precision: 'int8' },
      { correct: 9329, encoded: 1_001_000 },
    );
    expect(betterPoint(cut, [whole, lossless])).toEqual({
      ...{ point: lossless, time: null, quantisedFirst: false },
    });
    const told = adviceSentence(cut, betterPoint(cut, [lossless])!);
    expect(told).not.toContain(words.plan.advice.quantiseFirst(''));
  });

  it('is never slower, of other pictures, or of another environment', () => {
    const slow = pointOf(whole.plan, { correct: 9338, encoded: 2_341_000, time: 0.95 });
    expect(betterPoint(cut, [slow])).toBeNull();
    const few = { correct: 470, total: 500 };
    const other = { ...whole, accuracy: { afterCutting: few, afterRepair: few } };
    expect(betterPoint(cut, [other])).toBeNull();
    const environment = { ...ENVIRONMENT, workers: 3 };
    expect(betterPoint(cut, [{ ...whole, origin: { ...ORIGIN, environment } }])).toBeNull();
  });
});
