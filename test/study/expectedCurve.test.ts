import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import {
  expectedAt,
  EXPECTED_LEVELS,
  flatCurve,
  missOf,
  withNode,
} from '../../src/study/expectedCurve';

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const curves = fc.array(share, {
  minLength: EXPECTED_LEVELS.length,
  maxLength: EXPECTED_LEVELS.length,
});

function point(level: number, correct: number, total = 100) {
  const accuracy = { afterCutting: { correct: 0, total }, afterRepair: { correct, total } };
  return { plan: { ...defaultPlan(), level }, accuracy };
}

describe('an expected curve', () => {
  it('goes through its nodes, straight between them, and no further', () => {
    fc.assert(
      fc.property(curves, fc.nat(8), fc.double({ min: 0, max: 1, noNaN: true }), (curve, i, t) => {
        expect(expectedAt(curve, EXPECTED_LEVELS[i])).toBeCloseTo(curve[i], 12);
        const level = EXPECTED_LEVELS[i] + t * (EXPECTED_LEVELS[i + 1] - EXPECTED_LEVELS[i]);
        const between = curve[i] + t * (curve[i + 1] - curve[i]);
        expect(expectedAt(curve, level)).toBeCloseTo(between, 9);
        expect(expectedAt(curve, 0.91)).toBeNull();
      }),
      { seed: 5 },
    );
  });

  it('moves one node at a time, to whole per cents between 0 and 100', () => {
    const moved = withNode(flatCurve(0.93), 3, 0.4567);
    expect(moved.filter((accuracy) => accuracy !== 0.93)).toEqual([0.46]);
    expect(moved[3]).toBe(0.46);
    expect([withNode(moved, 3, -2)[3], withNode(moved, 3, 2)[3]]).toEqual([0, 1]);
  });

  it('is as far off as its points are on average', () => {
    const measured = [point(0.1, 90), point(0.55, 70)];
    const curve = withNode(flatCurve(0.9), 6, 0.5);
    // At 55 % halfway between 0.9 and 0.5: right by chance.
    expect(missOf(curve, measured)).toEqual({ mean: expect.closeTo(0, 9), points: 2 });
    expect(missOf(flatCurve(1), measured)).toEqual({ mean: expect.closeTo(0.2, 9), points: 2 });
  });

  it('is not judged by the uncut network, by points without pictures, or beyond its end', () => {
    expect(missOf(flatCurve(1), [point(0, 93), point(0.5, 0, 0), point(0.95, 10)])).toBeNull();
  });
});
