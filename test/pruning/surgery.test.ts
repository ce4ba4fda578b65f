import { SCOPES } from '../../src/pruning/scope';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasWeights, kernelSize } from '../../src/model/costs';
import { METHODS } from '../../src/pruning/methods';
import { rank } from '../../src/pruning/rank';
import { seededRandom } from '../../src/base/seededRandom';
import { select } from '../../src/pruning/select';
import { applyMasks, compact } from '../../src/pruning/surgery';
import { defaultPlan } from '../../src/pruning/validatePlan';
import {
  between,
  flatWeights,
  randomStatistics,
  randomWeights,
  sameBytes,
  SMALL,
} from './networks';
import { referenceForward } from './referenceForward';

const weights = randomWeights(SMALL, 31);
const statistics = randomStatistics(SMALL, 32);
const image = [...between(seededRandom(33, 0), 8 * 8 * 3, -1, 1)];
const everything = SMALL.sets.map(({ size }) => Int32Array.from({ length: size }, (_, c) => c));

const channelMethods = METHODS.filter(({ criterion }) => criterion.kind === 'channels');
const channelPlans = fc.record({
  method: fc.constantFrom(...channelMethods),
  ranking: fc.nat(3),
  scope: fc.constantFrom(...SCOPES),
  level: fc.double({ min: 0.05, max: 0.8, noNaN: true }),
  seed: fc.nat(1000),
});

describe('compaction', () => {
  it('computes what masking after BN and activation computes', () => {
    let spread = 0;
    fc.assert(
      fc.property(channelPlans, ({ method, ranking, ...changes }) => {
        const plan = { ...defaultPlan(method.id), ...changes, ranking: method.rankings[ranking] };
        const cut = select(rank(SMALL, weights, plan, statistics), plan.level, 1, 1);
        if (!cut.ok || cut.value.kind !== 'channels')
          throw new Error(`nothing cut: ${JSON.stringify(cut)}`);
        const small = compact(SMALL, weights, cut.value.kept);
        const silenced = cut.value.kept.map(
          (kept, set) => new Set(everything[set].filter((channel) => !kept.includes(channel))),
        );
        const expected = referenceForward(SMALL, weights, image, silenced);
        const found = referenceForward(small.network, small.weights, image);
        spread = Math.max(spread, Math.max(...expected) - Math.min(...expected));
        for (const [o, score] of found.entries())
          expect(Math.abs(score - expected[o])).toBeLessThan(1e-4);
      }),
      { seed: 6, numRuns: 15 },
    );
    // Scores that are all alike would prove nothing.
    expect(spread).toBeGreaterThan(0.1);
  });

  it('makes every tensor as small as its network says', () => {
    const kept = everything.map((channels) => channels.filter((c) => c % 3 !== 1));
    const small = compact(SMALL, weights, kept);
    for (const layer of small.network.layers) {
      const { kernel, norm, bias } = small.weights[layer.index];
      expect(kernel.length).toBe(kernelSize(layer));
      if (!hasWeights(layer)) continue;
      const vectors = norm ? [norm.gamma, norm.beta, norm.mean, norm.variance] : [bias!];
      for (const vector of vectors) expect(vector.length).toBe(layer.outChannels);
    }
  });

  it('keeps the very same arrays where nothing goes', () => {
    const same = compact(SMALL, weights, everything);
    expect(same.network).toEqual(SMALL);
    for (const { index } of SMALL.layers) expect(same.weights[index]).toBe(weights[index]);
  });

  it('of a compacted network is compaction at once', () => {
    const once = everything.map((channels) => channels.filter((c) => c % 2 === 0));
    const halfOfHalf = once.map((channels) =>
      Int32Array.from({ length: channels.length / 2 }, (_, c) => 2 * c),
    );
    const quarter = everything.map((channels) => channels.filter((c) => c % 4 === 0));
    const half = compact(SMALL, weights, once);
    const twice = compact(half.network, half.weights, halfOfHalf);
    const atOnce = compact(SMALL, weights, quarter);
    expect(twice.network).toEqual(atOnce.network);
    expect(sameBytes(flatWeights(twice.weights), flatWeights(atOnce.weights))).toBe(true);
  });
});

describe('masks', () => {
  it('zero what they mark and leave the rest', () => {
    const cut = select(rank(SMALL, weights, defaultPlan('magnitude-global')), 0.5, 1, 1);
    if (!cut.ok || cut.value.kind !== 'weights') throw new Error('nothing cut');
    const { masks } = cut.value;
    const masked = applyMasks(weights, masks);
    for (const { index } of SMALL.layers) {
      const mask = masks[index];
      const expected = weights[index].kernel.map((w, i) => (!mask || mask[i] ? w : 0));
      expect(sameBytes(masked[index].kernel, expected)).toBe(true);
      expect(masked[index].norm).toBe(weights[index].norm);
      if (!mask) expect(masked[index]).toBe(weights[index]);
    }
  });

  it('leave the dense weights as they were', () => {
    const before = weights[2].kernel.slice();
    applyMasks(weights, [null, null, new Uint8Array(before.length)]);
    expect(sameBytes(weights[2].kernel, before)).toBe(true);
  });
});
