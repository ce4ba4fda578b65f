import { refusal, type Code } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../src/model/network';
import {
  searchAllocation,
  sharesOf,
  type SearchRound,
  type SearchSpace,
} from '../../src/pruning/allocationSearch';
import { cutUnits, unitsOf } from '../../src/pruning/cutUnits';
import { networkTime, type LayerTimes } from '../../src/pruning/layerTimes';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { rankKey } from '../../src/pruning/planKey';
import { rank, type RankedChannels } from '../../src/pruning/rank';
import { keptCounts, overallShare, select } from '../../src/pruning/select';
import { defaultPlan, validatePlan } from '../../src/pruning/validatePlan';
import { randomStatistics, randomWeights, SMALL } from './networks';

const weights = randomWeights(SMALL, 71);
const statistics = randomStatistics(SMALL, 72);
const sizes = SMALL.sets.map(({ size }) => size);
const uneven = SMALL.sets.map(({ index, kind }) => (kind === 'inner' ? (index % 4) / 5 : 0));

function rankedBy(method: MethodId, changes: Partial<Plan> = {}) {
  const plan: Plan = { ...defaultPlan(method), ...changes };
  return rank(SMALL, weights, plan, statistics);
}

describe('shares of a plan', () => {
  const ranked = rankedBy('l1-norm', { ranking: 'set', shares: uneven }) as RankedChannels;
  const level = overallShare(SMALL, uneven, ranked.places);
  const countsAt = (at: number) => {
    const counts = keptCounts(ranked, at, 1, 2);
    if (!counts.ok) throw new Error(counts.code);
    return counts.value;
  };

  it('hold as they are at their own level', () => {
    const expected = sizes.map((size, s) => size - Math.round(uneven[s] * size));
    expect(countsAt(level)).toEqual(expected);
  });

  it('grow and shrink together with the level', () => {
    const half = sizes.map((size, s) => size - Math.round((uneven[s] / 2) * size));
    expect(countsAt(level / 2)).toEqual(half);
    expect(countsAt(0)).toEqual(sizes);
    expect(Math.min(...countsAt(0.99))).toBeGreaterThanOrEqual(2);
  });

  it('are all that decides when they are equal', () => {
    const equal = rankedBy('l1-norm', { ranking: 'set', shares: sizes.map(() => 0.3) });
    const uniform = rankedBy('l1-norm', { ranking: 'set' });
    for (const at of [0.1, 0.5]) expect(select(equal, at, 1, 1)).toEqual(select(uniform, at, 1, 1));
  });

  it('make another network, and another key', () => {
    const plan: Plan = { ...defaultPlan('l1-norm'), ranking: 'set' };
    expect(rankKey({ ...plan, shares: uneven })).not.toBe(rankKey(plan));
  });

  it.each<[string, Code, Partial<Plan>]>([
    [
      'with a weight method',
      'shares-not-of-method',
      { method: 'magnitude-global', ranking: 'global', shares: [0.5] },
    ],
    ['with a global ranking', 'shares-not-of-method', { ranking: 'global', shares: [0.5] }],
    ['of 1', 'share-range', { shares: [0.5, 1] }],
    ['below 0', 'share-range', { shares: [-0.1] }],
    ['that are no number', 'share-range', { shares: [NaN] }],
    ['that are no list', 'shares-no-list', { shares: '0.5' as never }],
    ['that are texts', 'share-range', { shares: ['0.5'] as never }],
    ['that are all 0', 'shares-all-zero', { shares: [0, 0] }],
  ])('are refused %s', (_, code, fields) => {
    const plan: Plan = { ...defaultPlan('l1-norm'), ranking: 'set', ...fields };
    expect(validatePlan(plan)).toMatchObject({ ok: false, code });
  });

  it('are refused where there are too few', () => {
    const short = rankedBy('l1-norm', { ranking: 'set', shares: [0.5, 0.5] });
    const refused = refusal('shares-count', { shares: 2, sets: short.network.sets.length });
    expect(select(short, 0.2, 1, 1)).toEqual(refused);
  });
});

describe('cutting units on their own', () => {
  it('takes the lowest channels of one set, as a plan by set does', () => {
    const ranked = rankedBy('fpgm');
    const [unit] = unitsOf(ranked).slice(3);
    const shares = Object.assign([], { [unit.index]: 0.4 }) as number[];
    const cut = cutUnits(ranked, shares, 2);
    const whole = select(ranked, 0.4, 1, 2);
    if (cut.kind !== 'channels' || !whole.ok || whole.value.kind !== 'channels') throw new Error();
    for (const { index, size } of SMALL.sets) {
      if (index === unit.index) expect(cut.kept[index]).toEqual(whole.value.kept[index]);
      else expect(cut.kept[index]).toHaveLength(size);
    }
  });

  it.each<[MethodId, Partial<Plan>]>([
    ['magnitude-global', {}],
    ['magnitude-layer', {}],
    ['nm-2-4', {}],
  ])('takes the smallest weights of one layer: %s', (method, changes) => {
    const ranked = rankedBy(method, changes);
    const unit = unitsOf(ranked)[5];
    const shares = Object.assign([], { [unit.index]: 0.5 }) as number[];
    const cut = cutUnits(ranked, shares, 1);
    if (cut.kind !== 'weights') throw new Error();
    expect(cut.masks.filter((mask) => mask)).toHaveLength(1);
    const mask = cut.masks[unit.index]!;
    expect(mask.reduce((sum, kept) => sum + kept, 0)).toBe(unit.size / 2);
    if (method === 'nm-2-4') return;
    const magnitudes = weights[unit.index].kernel.map(Math.abs);
    const gone = magnitudes.filter((_, i) => mask[i] === 0).reduce((a, b) => Math.max(a, b));
    const kept = magnitudes.filter((_, i) => mask[i] === 1).reduce((a, b) => Math.min(a, b));
    expect(gone).toBeLessThanOrEqual(kept);
  });
});

describe('the time of a network', () => {
  const widths = [0.5, 1];
  /** Every layer takes 1 + stream width + 2 × other width + 4 × their product. */
  const times: LayerTimes = {
    widths,
    milliseconds: SMALL.layers.map(() =>
      Float64Array.from(widths.flatMap((s) => widths.map((o) => 1 + s + 2 * o + 4 * s * o))),
    ),
  };
  const of = (network: Network, stream: number, other: number) =>
    networkTime(
      network,
      times,
      network.sets.map(({ kind, size }) => size * (kind === 'stream' ? stream : other)),
    );

  it('is exact where times grow as products do', () => {
    const expected = (s: number, o: number) =>
      SMALL.layers.reduce((sum, { kind, inSet, outSet }) => {
        const streams = [inSet, outSet].some((i) => i !== null && SMALL.sets[i].kind === 'stream');
        const width = kind === 'depthwise' || !streams ? 1 : s;
        return sum + 1 + width + 2 * o + 4 * width * o;
      }, 0);
    for (const [s, o] of [
      [1, 1],
      [0.5, 0.5],
      [0.75, 0.6],
      [0.25, 0.9],
    ]) {
      expect(of(SMALL, s, o)).toBeCloseTo(expected(s, o), 6);
    }
  });
});

describe('the greedy search', () => {
  /** Each channel of set s costs s + 1 and, once gone, harms by `harms[s]`. */
  const space: SearchSpace = {
    sizes: [10, 10, 10],
    sets: [0, 1, 2],
    minChannels: 2,
    cost: (counts) => counts.reduce((sum, count, s) => sum + count * (s + 1), 0),
  };
  const search = async (harms: readonly number[], budget: number, changes = {}) => {
    const rounds: SearchRound[] = [];
    const outcome = await searchAllocation(
      { ...space, ...changes },
      { budget, rounds: 4 },
      async (candidates) => ({
        ok: true,
        value: candidates.map((counts) =>
          counts.reduce((sum, count, s) => sum + harms[s] * (10 - count), 0),
        ),
      }),
      (round) => rounds.push(round),
    );
    return { outcome, rounds };
  };

  it('takes the set that harms least, by the smallest cut that is enough', async () => {
    const { outcome, rounds } = await search([1, 0.5, 1], 52);
    expect(outcome).toEqual({ ok: true, value: rounds });
    expect(rounds.map(({ set, cost }) => [set, cost])).toEqual([
      [1, 58],
      [1, 56],
      [1, 54],
      [1, 52],
    ]);
    expect(rounds.at(-1)!.counts).toEqual([10, 6, 10]);
    expect(sharesOf(space.sizes, rounds.at(-1)!.counts)).toEqual([0, 0.4, 0]);
  });

  it('goes on with other sets where one is down to its minimum', async () => {
    const { rounds } = await search([1, 0.01, 1], 30);
    expect(rounds.at(-1)!.cost).toBeLessThanOrEqual(30);
    expect(Math.min(...rounds.at(-1)!.counts)).toBeGreaterThanOrEqual(2);
  });

  it('touches only the sets that it may', async () => {
    const { rounds } = await search([1, 1, 0.001], 50, { sets: [0, 1] });
    expect(rounds.at(-1)!.counts[2]).toBe(10);
  });

  it('has nothing to do where the budget is met', async () => {
    expect(await search([1, 1, 1], 60)).toMatchObject({ outcome: { ok: true, value: [] } });
  });

  it('says what is reached where the budget cannot be', async () => {
    const { outcome } = await search([1, 1, 1], 5);
    expect(outcome).toEqual(refusal('budget-too-low', { budget: 5, cost: 12 }));
  });

  it('ends with what the evaluator refuses', async () => {
    const refused = refusal('superseded');
    const outcome = await searchAllocation(
      space,
      { budget: 30, rounds: 2 },
      async () => refused,
      () => {},
    );
    expect(outcome).toEqual(refused);
  });
});
