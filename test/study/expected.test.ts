import { describe, expect, it } from 'vitest';
import { curveKey, curveOf, expectedAt } from '../../src/study/expected';
import { notMeasured } from '../../src/study/example';
import { sampleStudy } from './sampleStudy';

const { points } = sampleStudy();
const cut = points.find(({ plan, accuracy }) => plan.level > 0 && accuracy.afterRepair !== null)!;
const at = (level: number, correct: number) => ({
  ...cut,
  plan: { ...cut.plan, level },
  accuracy: { ...cut.accuracy, afterRepair: { correct, total: 100 } },
});
const curve = curveOf(curveKey(cut.plan), [at(0.2, 90), at(0.6, 50), at(0.4, 80)]);

describe('what to expect of a plan', () => {
  it('lies on the line between its nearest neighbours, and on a neighbour itself', () => {
    expect(expectedAt(0.3, curve, 'kernels')!.accuracy).toBeCloseTo(0.85);
    expect(expectedAt(0.5, curve, 'kernels')!.accuracy).toBeCloseTo(0.65);
    expect(expectedAt(0.4, curve, 'kernels')!.accuracy).toBe(0.8);
  });

  it('is unknown beyond the last neighbour, and of another curve', () => {
    expect(expectedAt(0.7, curve, 'kernels')).toBeNull();
    expect(expectedAt(0.1, curve, 'kernels')).toBeNull();
    const other = { ...cut.plan, method: 'fpgm', seed: 7 } as const;
    expect(curveOf(curveKey(other), [at(0.2, 90)])).toEqual([]);
  });

  it('comes from no point without pictures', () => {
    const none = {
      ...at(0.3, 0),
      accuracy: { afterCutting: { correct: 0, total: 0 }, afterRepair: null },
    };
    expect(curveOf(curveKey(cut.plan), [none])).toEqual([]);
  });
});

it('an example’s point makes room for the same plan, measured here', () => {
  expect(notMeasured(points, [points[1]])).not.toContain(points[1]);
  expect(notMeasured(points, [])).toEqual(points);
});
