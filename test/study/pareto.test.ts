import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront, type Tradeoff } from '../../src/study/pareto';

function dominates(a: Tradeoff, b: Tradeoff): boolean {
  return a.cost <= b.cost && a.gain >= b.gain && (a.cost < b.cost || a.gain > b.gain);
}

describe('Pareto front', () => {
  it('keeps every point that no other dominates, and only these', () => {
    // Few different values, so that ties are frequent.
    const value = fc.integer({ min: 0, max: 6 });
    const points = fc.array(fc.record({ cost: value, gain: value }), { maxLength: 30 });
    fc.assert(
      fc.property(points, (all) => {
        const front = paretoFront(all);
        const expected = all.filter((point) => !all.some((other) => dominates(other, point)));
        expect(new Set(front)).toEqual(new Set(expected));
        expect(front.length).toBe(expected.length);
        expect(front.map(({ cost }) => cost)).toEqual(front.map(({ cost }) => cost).sort());
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('keeps equal points and drops equal accuracy at a higher cost', () => {
    const [a, b, dearer] = [
      { cost: 1, gain: 5 },
      { cost: 1, gain: 5 },
      { cost: 2, gain: 5 },
    ];
    expect(paretoFront([dearer, a, b])).toEqual([a, b]);
  });
});
