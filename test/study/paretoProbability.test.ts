import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalShare } from '../../src/base/normal';
import { seededRandom } from '../../src/base/seededRandom';
import { paretoFront } from '../../src/study/pareto';
import { paretoProbabilities, type UncertainTradeoff } from '../../src/study/paretoProbability';
import { exactly } from '../../src/study/uncertain';

const WORLDS = 4000;
const probabilities = (points: readonly UncertainTradeoff[], seed = 1) =>
  paretoProbabilities(points, WORLDS, seededRandom(seed, 0));
const about = (value: number, sd: number) => ({ value, sd, shared: [] });

describe('the probability to be on the Pareto front', () => {
  it('is 0 or 1, as the front says, where everything is exact', () => {
    const point = fc.record({
      cost: fc.integer({ min: 0, max: 9 }),
      gain: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), (points) => {
        const front = new Set(paretoFront(points));
        const found = paretoProbabilities(
          points.map(({ cost, gain }) => ({ cost: exactly(cost), loss: exactly(-gain) })),
          3,
          seededRandom(1, 0),
        );
        expect(found).toEqual(points.map((own) => (front.has(own) ? 1 : 0)));
      }),
      { seed: 16, numRuns: 300 },
    );
  });

  it('is that of the better of two accuracies where the cheaper one may be it', () => {
    const [cheap, dear] = probabilities([
      { cost: exactly(1), loss: about(0.02, 0.01) },
      { cost: exactly(2), loss: about(0.01, 0.01) },
    ]);
    expect(cheap).toBe(1);
    expect(dear).toBeCloseTo(normalShare(0.01 / Math.hypot(0.01, 0.01)), 1);
  });

  it('agrees with all worlds drawn one by one, surely beaten points and all', () => {
    const random = seededRandom(7, 0);
    const points = Array.from({ length: 60 }, () => ({
      cost: about(random(), 0.03 * random()),
      loss: about(random(), 0.05 * random()),
    }));
    const fast = probabilities(points, 2);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const counts = points.map(() => 0);
    for (let world = 0; world < WORLDS; world++) {
      const drawn = points.map(({ cost, loss }, at) => ({
        at,
        cost: cost.value + cost.sd * normal(),
        gain: -loss.value - loss.sd * normal(),
      }));
      for (const { at } of paretoFront(drawn)) counts[at]++;
    }
    for (const [at, share] of fast.entries()) expect(share).toBeCloseTo(counts[at] / WORLDS, 1);
  });

  it('does not blame a point for what errs in both alike', () => {
    const shared = [{ cause: 'meter', sd: 0.5 }];
    const [cheap, dear] = probabilities([
      { cost: { value: 1, sd: 0, shared }, loss: exactly(0.01) },
      { cost: { value: 1.1, sd: 0, shared }, loss: exactly(0.01) },
    ]);
    expect([cheap, dear]).toEqual([1, 0]);
  });
});
