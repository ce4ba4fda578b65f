import { describe, expect, it } from 'vitest';
import { joulesOf, lossOf, millisecondsOf, paceOf } from '../../src/study/pointQuantities';
import { deviation } from '../../src/study/uncertain';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { samplePoint } from './sampleStudy';

const POINT = samplePoint({ ...defaultPlan('l1-norm'), level: 0.5 });
const DENSE = samplePoint({ ...defaultPlan('l1-norm'), level: 0 });
const RUNS = { median: 2, p25: 1.9, p75: 2.1, p95: 3, runs: 30 };

function beside(denseMedian: number, ratio: number) {
  const vsDense = { denseMedian, ratio, low: ratio - 0.1, high: ratio + 0.1 };
  return { ...POINT, latencyMs: { kernels: { ...RUNS, vsDense } } };
}

describe('what a point is known to be', () => {
  it('loses accuracy against dense on the same pictures, surer than either accuracy', () => {
    const paired = { onlyFirst: 20, onlySecond: 5, images: 1000, p: 1, low: 0, high: 0 };
    const point = { ...POINT, accuracyVsDense: { ...paired, difference: -0.015 } };
    const loss = lossOf(point, null)!;
    expect(loss.value).toBe(0.015);
    expect(deviation(loss)).toBeCloseTo(
      Math.sqrt(26 / 1002 - (15 / 1002) ** 2) / Math.sqrt(1002),
      9,
    );
    const { accuracyVsDense: _, ...apart } = point;
    void _;
    const alone = lossOf(apart, { correct: 930, total: 1000 })!;
    expect(deviation(alone)).toBeGreaterThan(deviation(loss));
    expect(lossOf(apart, null)).toBeNull();
    expect(deviation(lossOf(DENSE, null)!)).toBe(0);
  });

  it('takes its ratio to dense at the dense network’s usual pace', () => {
    const points = [beside(1, 0.5), beside(4, 0.5)];
    const pace = paceOf(points, 'kernels')!;
    expect(pace.denseMs).toBeCloseTo(2, 9);
    const ms = millisecondsOf(points[0], 'kernels', pace)!;
    expect(ms.value).toBeCloseTo(1, 9);
    expect(ms.sd).toBeCloseTo((2 * 0.1) / 1.96, 3);
    expect(ms.shared[0].sd).toBeCloseTo(pace.drift, 9);
    expect(millisecondsOf(points[0], 'tfjs', pace)).toBeNull();
  });

  it('needs joules whose meter errs in all alike', () => {
    const gross = { mean: 1, low: 0.8, high: 1.2, random: 0.0196, systematic: 0.196 };
    const energy = {
      ...({ source: 'measured', meter: 'a', windows: [] } as const),
      perInferenceJ: { gross, aboveIdle: gross },
    };
    const joules = joulesOf({ energy })!;
    expect(joules.sd).toBeCloseTo(0.01, 4);
    expect(joules.shared[0].sd).toBeCloseTo(0.1, 4);
    const estimated = joulesOf({ energy: { ...energy, source: 'estimated' } })!;
    expect(estimated.sd).toBe(0);
    expect(deviation(estimated)).toBeCloseTo(0.2 / 1.96, 4);
    expect(joulesOf({ energy: null })).toBeNull();
  });
});
