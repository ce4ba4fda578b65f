/** Two points in depth: their classes, their pictures, and what fewer multiplications bought. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { classChanges } from '../../src/study/classChange';
import { importedPoint, type MeasuredPoint } from '../../src/study/measuredPoint';
import { agreeing, pairAnswers, pairFlips } from '../../src/study/pairFlips';
import { proportionDifference } from '../../src/study/proportionDifference';
import { promiseKept, speedUps } from '../../src/study/speedUp';
import { samplePoint } from './sampleStudy';

const RUNS = { seed: 11, numRuns: 200 } as const;
const CLASSES = 4;
const POINT = samplePoint({ ...defaultPlan('l1-norm'), level: 0.5 });

function answered(predictions: readonly number[], confidences?: readonly number[]): MeasuredPoint {
  const afterRepair = Uint16Array.from(predictions);
  const afterCutting = new Uint16Array(predictions.length);
  const sure = confidences && {
    confidences: {
      afterCutting: new Float32Array(predictions.length),
      afterRepair: Float32Array.from(confidences),
    },
  };
  return { id: '', point: POINT, answers: { afterCutting, afterRepair, ...sure } };
}

const anyClasses = fc.array(fc.nat(CLASSES - 1), { minLength: 1, maxLength: 60 });
const threeLists = anyClasses.chain((labels) => {
  const other = fc.array(fc.nat(CLASSES - 1), {
    minLength: labels.length,
    maxLength: labels.length,
  });
  return fc.tuple(fc.constant(Uint16Array.from(labels)), other, other);
});

describe('the change of each class', () => {
  it('is that of its pictures, worst first, inside its interval', () => {
    fc.assert(
      fc.property(threeLists, ([labels, one, other]) => {
        const { changes, paired } = classChanges(answered(one), answered(other), labels)!;
        expect(paired).toBe(true);
        for (const { index, images, difference, low, high } of changes) {
          const own = [...labels.keys()].filter((image) => labels[image] === index);
          const right = (of: readonly number[]) => own.filter((i) => of[i] === index).length;
          expect(images).toBe(own.length);
          expect(difference).toBeCloseTo((right(other) - right(one)) / own.length, 12);
          expect(low).toBeLessThanOrEqual(difference);
          expect(high).toBeGreaterThanOrEqual(difference);
        }
        expect(changes.map(({ index }) => index).sort()).toEqual([...new Set(labels)].sort());
        const order = changes.map(({ difference }) => difference);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('comes from counts where single answers are not at hand, and says so', () => {
    const of = (correct: number) => ({
      ...POINT,
      perClass: { afterCutting: [], afterRepair: [{ correct, total: 40 }, null] },
    });
    const found = classChanges(importedPoint(of(36)), importedPoint(of(30)), null)!;
    expect(found.paired).toBe(false);
    expect(found.changes).toEqual([
      expect.objectContaining({ index: 0, images: 40, difference: 30 / 40 - 36 / 40 }),
    ]);
    expect(classChanges(importedPoint(POINT), importedPoint(of(30)), null)).toBeNull();
  });
});

it('the difference of two proportions has its published interval', () => {
  // Newcombe (1998), table II, method 10: 56/70 less 48/80; 9/10 less 3/10; 0/10 less 0/20.
  const difference = (a: number, m: number, b: number, n: number) =>
    proportionDifference({ correct: b, total: n }, { correct: a, total: m })!;
  expect(difference(56, 70, 48, 80).low).toBeCloseTo(0.0524, 4);
  expect(difference(56, 70, 48, 80).high).toBeCloseTo(0.3339, 4);
  expect(difference(9, 10, 3, 10).low).toBeCloseTo(0.1705, 4);
  expect(difference(9, 10, 3, 10).high).toBeCloseTo(0.809, 4);
  expect(difference(0, 10, 0, 20).high).toBeCloseTo(0.2775, 4);
  expect(proportionDifference({ correct: 0, total: 0 }, { correct: 1, total: 2 })).toBeNull();
});

describe('pictures that tell two networks apart', () => {
  it('are those on which one alone is right; on the others they agree', () => {
    fc.assert(
      fc.property(threeLists, ([labels, one, other]) => {
        const answers = pairAnswers(answered(one), answered(other), labels)!;
        const only = (a: readonly number[], b: readonly number[]) =>
          [...labels.keys()].filter((i) => a[i] === labels[i] && b[i] !== labels[i]);
        const [lost, gained] = [pairFlips(answers, 'lost'), pairFlips(answers, 'gained')];
        expect([...lost].sort((a, b) => a - b)).toEqual(only(one, other));
        expect([...gained].sort((a, b) => a - b)).toEqual(only(other, one));
        expect(agreeing(answers)).toBe(labels.length - lost.length - gained.length);
      }),
      RUNS,
    );
  });

  it('begin with those of which both were surest', () => {
    const labels = Uint16Array.of(0, 0, 0);
    const [first, second] = [answered([0, 0, 0], [0.5, 0.9, 0.7]), answered([1, 1, 1], [1, 1, 1])];
    expect(pairFlips(pairAnswers(first, second, labels)!, 'lost')).toEqual([1, 2, 0]);
    expect(pairFlips(pairAnswers(second, first, labels)!, 'gained')).toEqual([1, 2, 0]);
    expect(pairAnswers(importedPoint(POINT), second, labels)).toBeNull();
  });
});

describe('a speed-up', () => {
  const timed = (ratio: number, low: number, high: number) => ({
    ...{ plan: POINT.plan, macs: 50 },
    latencyMs: {
      kernels: {
        ...{ median: 1, p25: 1, p75: 1, p95: 1, runs: 30 },
        vsDense: { denseMedian: 1 / ratio, ratio, low, high },
      },
    },
  });

  it('is what the dense network needs against what is left, with its interval turned round', () => {
    expect(speedUps(timed(0.8, 0.75, 0.85), 100)).toEqual([
      { runtime: 'kernels', promised: 2, measured: 1 / 0.8, low: 1 / 0.85, high: 1 / 0.75 },
    ]);
    expect(speedUps({ ...timed(0.8, 0.75, 0.85), plan: { ...POINT.plan, level: 0 } }, 100)).toEqual(
      [],
    );
  });

  it.each([
    [0.8, 0.75, 0.85, 'less'],
    [0.5, 0.48, 0.52, 'kept'],
    [0.4, 0.38, 0.42, 'more'],
    [0.97, 0.92, 1.02, 'chance'],
    [1.3, 1.2, 1.4, 'slower'],
  ])('of ratio %d (%d to %d) where half was promised is %4$s', (ratio, low, high, kept) => {
    expect(promiseKept(speedUps(timed(ratio, low, high), 100)[0])).toBe(kept);
  });
});
