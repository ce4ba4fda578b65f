/** Two studies side by side: which networks both have, and how far apart their figures are. */
import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { seededRandom } from '../../src/base/seededRandom';
import { summarizeLatency } from '../../src/study/latency';
import {
  accuracyBetween,
  energyBetween,
  latencyBetween,
  matchedPoints,
} from '../../src/study/matchedPoints';
import { importedPoint } from '../../src/study/measuredPoint';
import { medianInterval } from '../../src/study/medianInterval';
import type { OperatingPoint } from '../../src/study/point';
import { samplePoint } from './sampleStudy';

const at = (level: number) => samplePoint({ ...defaultPlan('l1-norm'), level });
const item = (point: OperatingPoint) => importedPoint(point);

function faster(point: OperatingPoint, times: number): OperatingPoint {
  const { median, p25, p75, p95, runs } = point.latencyMs.tfjs!;
  const [m, a, b, c] = [median, p25, p75, p95].map((ms) => ms / times);
  return { ...point, latencyMs: { kernels: { median: m, p25: a, p75: b, p95: c, runs } } };
}

function answering(point: OperatingPoint, correct: number, total: number): OperatingPoint {
  return {
    ...point,
    accuracy: { afterCutting: { correct: 0, total }, afterRepair: { correct, total } },
  };
}

describe('networks that two studies have', () => {
  it('are matched by what their plans make, the one on most images of each', () => {
    const [few, many] = [answering(at(0.5), 450, 500), answering(at(0.5), 1800, 2000)];
    const first = [at(0.25), few, many].map(item);
    const second = [at(0.75), many, few].map(item);
    const matched = matchedPoints(first, second);
    expect(matched.map(({ plan }) => plan.level)).toEqual([0.5]);
    expect(matched[0].first.point).toBe(many);
    expect(matched[0].second.point).toBe(many);
  });

  it('are the same dense network where a repair has nothing to do', () => {
    const [repaired, bare] = [at(0), { ...at(0), plan: { ...at(0).plan, repair: [] } }];
    expect(matchedPoints([item(repaired)], [item(bare)])).toHaveLength(1);
  });

  it('differ by milliseconds on the runtime of each side, never surer than the runs', () => {
    const pair = { first: item(at(0.5)), second: item(faster(at(0.5), 8)) };
    const { ratio, low, high } = latencyBetween(pair, ['tfjs', 'kernels'])!;
    expect(ratio).toBeCloseTo(1 / 8, 12);
    expect(low).toBeLessThan(1 / 8);
    expect(high).toBeGreaterThan(1 / 8);
    expect(latencyBetween(pair, ['tfjs', 'tfjs'])).toBeNull();
  });

  it('differ by accuracy, with the interval of counts where answers are not at hand', () => {
    const [pair] = matchedPoints(
      [item(answering(at(0.5), 1800, 2000))],
      [item(answering(at(0.5), 1700, 2000))],
    );
    const found = accuracyBetween(pair, null)!;
    expect(found.difference).toBeCloseTo(-0.05, 12);
    expect(found.high).toBeLessThan(0);
  });

  it('differ by joules where a meter took both', () => {
    const joules = (mean: number, source: 'measured' | 'estimated') => ({
      ...at(0.5),
      energy: {
        ...{ source, meter: null, windows: [] },
        perInferenceJ: {
          gross: { mean, low: 0.99 * mean, high: 1.01 * mean, random: 0, systematic: 0, gain: 0 },
          aboveIdle: { mean: 0, low: 0, high: 0, random: 0, systematic: 0, gain: 0 },
        },
      },
    });
    const between = (one: OperatingPoint, other: OperatingPoint) =>
      energyBetween({ first: item(one), second: item(other) });
    expect(between(joules(2, 'measured'), joules(3, 'measured'))!.ratio).toBeCloseTo(1.5, 12);
    expect(between(joules(2, 'measured'), joules(3, 'estimated'))).toBeNull();
    expect(between(joules(2, 'estimated'), joules(3, 'estimated'))).toBeNull();
  });
});

it('the interval of a median covers it about as often as it says', () => {
  const random = seededRandom(5, 0);
  // Sum of uniform draws: near enough to normal, with the median 6.
  const run = () => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, 0);
  const covered = Array.from({ length: 600 }, () => {
    const { low, high } = medianInterval(summarizeLatency(Array.from({ length: 30 }, run)));
    return low <= 6 && 6 <= high;
  }).filter(Boolean).length;
  expect(covered / 600).toBeGreaterThan(0.91);
  expect(covered / 600).toBeLessThan(0.985);
});
