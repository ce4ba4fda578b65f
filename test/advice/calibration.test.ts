/** What advice says of its own sureness, against clouds whose truth is known. */
import { describe, expect, it } from 'vitest';
import { adviceOf, type Advice } from '../../src/advice/advice';
import { limited, type Budgets } from '../../src/advice/quantities';
import { seededRandom, type Random } from '../../src/base/seededRandom';
import { randomCloud, type Cloud } from './randomCloud';

/** More for a closer look: `CLOUDS=5000 npx vitest run test/advice/calibration.test.ts` */
const CLOUDS = Number(process.env.CLOUDS ?? 500);
const QUESTIONS = 4;
const BINS = 5;
/** Fewer say little of a frequency. */
const ENOUGH = 100;

interface Claim {
  readonly stated: number;
  readonly holds: boolean;
}

function randomBudgets(random: Random): Budgets {
  const maybe = (share: number, limit: () => number) => (random() < share ? limit() : undefined);
  return {
    loss: maybe(0.5, () => 0.002 + 0.03 * random()),
    bytes: maybe(0.4, () => 9e6 * (0.2 + 0.7 * random())),
    ms: maybe(0.4, () => 3 * (0.2 + 0.7 * random())),
    joules: maybe(0.3, () => 0.004 * (0.5 + 0.5 * random())),
  };
}

/** By going through all points of the truth. */
function claimsOf({ points, truth }: Cloud, advice: Advice): Record<'satisfies' | 'best', Claim[]> {
  const { recommended, budgets, goal } = advice;
  if (!recommended) return { satisfies: [], best: [] };
  const kept = truth.map((one) => limited(budgets).every((id) => one[id] <= budgets[id]!));
  const at = points.indexOf(recommended.point);
  const least = Math.min(...truth.filter((_, i) => kept[i]).map((one) => one[goal]));
  const limits = limited(budgets).length > 0;
  return {
    satisfies: limits ? [{ stated: recommended.satisfies, holds: kept[at] }] : [],
    best: [{ stated: recommended.best, holds: kept[at] && truth[at][goal] === least }],
  };
}

function share(claims: readonly Claim[], of: (claim: Claim) => number): number {
  return claims.reduce((sum, claim) => sum + of(claim), 0) / claims.length;
}

/** Stated chance and how often it came true, bin by bin. */
function bins(claims: readonly Claim[]) {
  return Array.from({ length: BINS }, (_, bin) =>
    claims.filter(({ stated }) => Math.min(BINS - 1, Math.floor(stated * BINS)) === bin),
  )
    .filter(({ length }) => length >= ENOUGH)
    .map((own) => ({
      claims: own.length,
      stated: share(own, ({ stated }) => stated),
      held: share(own, ({ holds }) => Number(holds)),
    }));
}

/** Standard error of a frequency: of fewer clouds it is larger. */
function sampling({ stated, claims }: { stated: number; claims: number }): number {
  return Math.sqrt((stated * (1 - stated)) / claims);
}

describe('the chances of advice', () => {
  const satisfies: Claim[] = [];
  const best: Claim[] = [];
  for (let seed = 0; seed < CLOUDS; seed++) {
    const random = seededRandom(seed, 0);
    const cloud = randomCloud(random);
    for (let question = 0; question < QUESTIONS; question++) {
      const claims = claimsOf(cloud, adviceOf(cloud, randomBudgets(random)));
      satisfies.push(...claims.satisfies);
      best.push(...claims.best);
    }
  }

  it.each([
    ['to keep to the budget', satisfies],
    ['to be the best', best],
  ])('%s come true as often as they say, to five points', (_, claims) => {
    const all = bins(claims);
    expect(all.length).toBeGreaterThan(1);
    for (const bin of all)
      expect(Math.abs(bin.held - bin.stated), JSON.stringify(bin)).toBeLessThan(
        0.05 + 2 * sampling(bin),
      );
  });
});
