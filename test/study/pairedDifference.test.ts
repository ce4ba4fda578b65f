import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { mayBeChance, pairedDifference } from '../../src/study/pairedDifference';

const RIGHT = 3;
/** Networks mostly err alike. */
const WRONG = 5;

/** Two networks of which so many images are answered rightly by both, by one alone, by neither. */
function pair(both: number, onlyFirst: number, onlySecond: number, neither: number) {
  const labels = new Uint16Array(both + onlyFirst + onlySecond + neither).fill(RIGHT);
  const first = Uint16Array.from(labels, (_, i) => (i < both + onlyFirst ? RIGHT : WRONG));
  const second = Uint16Array.from(labels, (_, i) =>
    i < both || (i >= both + onlyFirst && i < both + onlyFirst + onlySecond) ? RIGHT : WRONG,
  );
  return pairedDifference(first, second, labels);
}

describe('a paired difference', () => {
  // Of the first less the second. Newcombe (1998), table III, method 10; Altman et al., "Statistics with confidence"
  // (2000), table 6.2; Fagerland et al., "Statistical analysis of contingency tables" (2017), table 8.4.
  it.each([
    ['Newcombe', [36, 12, 2, 0], 0.0569, 0.3404],
    ['Newcombe', [20, 12, 2, 16], 0.0562, 0.3292],
    ['Newcombe', [53, 0, 0, 1], -0.0729, 0.0729],
    ['Altman', [14, 5, 0, 22], 0.0115, 0.2265],
    ['Fagerland', [1, 1, 7, 12], -0.5069, -0.0256],
  ] as const)(
    'has the published interval: %s %j',
    (_, [both, first, second, neither], low, high) => {
      const found = pair(both, first, second, neither);
      expect(-found.high).toBeCloseTo(low, 4);
      expect(-found.low).toBeCloseTo(high, 4);
      expect(found.difference).toBeCloseTo(
        (second - first) / (both + first + second + neither),
        12,
      );
    },
  );

  it('turns round when the networks do, and lies inside its interval', () => {
    const counts = fc
      .tuple(fc.nat(900), fc.nat(60), fc.nat(60), fc.nat(200))
      .filter((cells) => cells.some((count) => count > 0));
    fc.assert(
      fc.property(counts, ([both, a, b, neither]) => {
        const [one, other] = [pair(both, a, b, neither), pair(both, b, a, neither)];
        expect(one.low).toBeCloseTo(-other.high, 12);
        expect(one.difference).toBeCloseTo(-other.difference, 12);
        expect(one.low).toBeLessThanOrEqual(one.difference);
        expect(one.high).toBeGreaterThanOrEqual(one.difference);
        expect(one.low).toBeGreaterThanOrEqual(-1);
        expect(one.high).toBeLessThanOrEqual(1);
      }),
      { seed: 20_221_028 },
    );
  });

  /** How often the interval covers the truth, and how often chance alone is called a difference. */
  function trials(images: number, onlyFirst: number, onlySecond: number, accuracy: number) {
    const random = seededRandom(7, images);
    let [covered, called] = [0, 0];
    const runs = 1500;
    for (let run = 0; run < runs; run++) {
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < images; i++) {
        const drawn = random();
        if (drawn < onlyFirst) counts[1]++;
        else if (drawn < onlyFirst + onlySecond) counts[2]++;
        else counts[random() < accuracy ? 0 : 3]++;
      }
      const [both, first, second, neither] = counts;
      const found = pair(both, first, second, neither);
      const truth = onlySecond - onlyFirst;
      if (found.low <= truth && truth <= found.high) covered++;
      if (!mayBeChance(found)) called++;
    }
    return { covered: covered / runs, called: called / runs };
  }

  it.each([
    [200, 0.01, 0.01],
    [500, 0.005, 0.005],
    [1000, 0.03, 0.02],
  ])(
    'is covered in 95 of 100 trials: %i images, %f and %f apart',
    (images, onlyFirst, onlySecond) => {
      const { covered, called } = trials(images, onlyFirst, onlySecond, 0.94);
      // 1,500 trials tell 95 % from 93.9 %, not from 94.
      expect(covered).toBeGreaterThanOrEqual(0.939);
      if (onlyFirst === onlySecond) expect(called).toBeLessThanOrEqual(0.05);
    },
  );

  it('may be chance where the exact test or the interval says so', () => {
    // p = 0.0625, though half of a per cent of one side alone.
    expect(mayBeChance(pair(900, 0, 5, 95))).toBe(true);
    expect(mayBeChance(pair(900, 5, 10, 85))).toBe(true);
    expect(mayBeChance(pair(900, 5, 30, 65))).toBe(false);
    const apart = { p: 0.01, low: 0.001, high: 0.02 };
    expect(mayBeChance(apart)).toBe(false);
    for (const p of [0.05, 0.06, 1]) expect(mayBeChance({ ...apart, p })).toBe(true);
    for (const interval of [
      { low: -0.001, high: 0.02 },
      { low: 0, high: 0.02 },
      { low: -0.02, high: 0 },
    ])
      expect(mayBeChance({ ...apart, ...interval })).toBe(true);
  });
});
