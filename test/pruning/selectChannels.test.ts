import { SCOPES } from '../../src/pruning/scope';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelCost } from '../../src/pruning/channelCost';
import type { Plan, Rounding } from '../../src/pruning/plan';
import { rank } from '../../src/pruning/rank';
import { setsInScope } from '../../src/pruning/scope';
import type { ChannelCut } from '../../src/pruning/select';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { cutChannels, ranked, sizes, weights } from './cuts';
import { SMALL } from './networks';

const removed = (cut: ChannelCut) =>
  SMALL.sets.reduce((sum, { index, size }) => sum + size - cut.kept[index].length, 0);

describe('channels', () => {
  it.each(SCOPES)('cut round(level × size) of every set in scope %s and of no other', (scope) => {
    const cut = cutChannels(ranked('l1-norm', { scope }), 0.3);
    const inScope = new Set(setsInScope(SMALL, scope).map(({ index }) => index));
    for (const { index, size } of SMALL.sets) {
      expect(cut.kept[index].length).toBe(
        inScope.has(index) ? size - Math.round(0.3 * size) : size,
      );
    }
  });

  it('stay in ascending order, the best ones', () => {
    const set = SMALL.sets.find(({ name }) => name === 'inner 3')!;
    const kept = cutChannels(ranked('l1-norm'), 0.5).kept[set.index];
    const { kernel } = weights[set.producers[0]];
    const norms = new Float64Array(set.size);
    for (const [i, w] of kernel.entries()) norms[i % set.size] += Math.abs(w);
    const best = [...norms.keys()].sort((a, b) => norms[b] - norms[a]).slice(0, kept.length);
    expect([...kept]).toEqual(best.sort((a, b) => a - b));
  });

  it.each(['global', 'global-macs', 'global-bytes'] as const)(
    'ranked by %s: exactly the asked number go, never below the minimum',
    (ranking) => {
      const order = ranked('l1-norm', { ranking, scope: 'all' });
      const total = SMALL.sets.reduce((sum, { size }) => sum + size, 0);
      const plans = fc.tuple(
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.integer({ min: 1, max: 8 }),
      );
      fc.assert(
        fc.property(plans, ([level, least]) => {
          const cut = cutChannels(order, level, 1, least);
          expect(removed(cut)).toBe(Math.round(level * total));
          expect(Math.min(...sizes(cut))).toBeGreaterThanOrEqual(least);
        }),
        { seed: 4, numRuns: 50 },
      );
    },
  );

  it('are ranked globally by what they are worth within their set', () => {
    const { producers } = SMALL.sets.find(({ name }) => name === 'inner 6')!;
    const louder = weights.map((layer, index) =>
      producers.includes(index) ? { ...layer, kernel: layer.kernel.map((w) => 8 * w) } : layer,
    );
    const plan: Plan = { ...defaultPlan('l1-norm'), ranking: 'global' };
    expect(sizes(cutChannels(rank(SMALL, louder, plan), 0.4))).toEqual(
      sizes(cutChannels(ranked('l1-norm', plan), 0.4)),
    );
  });

  it('keep a global minimum that no plain ranking would keep', () => {
    const order = ranked('bn-scale', { ranking: 'global-macs', scope: 'all' });
    const unprotected = Math.min(...sizes(cutChannels(order, 0.7, 1, 1)));
    expect(unprotected).toBeLessThan(8);
    expect(Math.min(...sizes(cutChannels(order, 0.7, 1, 8)))).toBe(8);
  });

  it('are rounded up to a multiple, at most to the size of the set', () => {
    const plans = fc.tuple(
      fc.constantFrom<Rounding>(4, 8, 16),
      fc.double({ min: 0, max: 0.8, noNaN: true }),
    );
    const order = ranked('fpgm', { scope: 'inner-streams' });
    fc.assert(
      fc.property(plans, ([rounding, level]) => {
        const exact = cutChannels(order, level);
        const rounded = cutChannels(order, level, rounding);
        for (const { index, size } of SMALL.sets) {
          const up = Math.ceil(exact.kept[index].length / rounding) * rounding;
          expect(rounded.kept[index].length).toBe(Math.min(size, up));
          expect(exact.kept[index].every((c) => rounded.kept[index].includes(c))).toBe(true);
        }
      }),
      { seed: 5, numRuns: 30 },
    );
  });

  it('with equal scores go by index', () => {
    const equal = weights.map((layer) => ({ ...layer, kernel: layer.kernel.map(() => 0.5) }));
    const order = rank(SMALL, equal, { ...defaultPlan('l1-norm'), scope: 'all' });
    for (const kept of cutChannels(order, 0.5).kept) {
      expect([...kept]).toEqual([...kept.keys()].map((k) => kept.length + k));
    }
  });

  it('of a random plan do not depend on the scope', () => {
    const inner = cutChannels(ranked('random-channels', { scope: 'inner' }), 0.5);
    const all = cutChannels(ranked('random-channels', { scope: 'all' }), 0.5);
    for (const { index } of setsInScope(SMALL, 'inner'))
      expect(all.kept[index]).toEqual(inner.kept[index]);
  });
});

it('a channel costs its column, its depthwise filter and its row', () => {
  const set = SMALL.sets.find(({ name }) => name === 'inner 2')!;
  const [expand, depthwise, project] = [set.producers, set.carriers, set.consumers].map(
    ([index]) => SMALL.layers[index],
  );
  const { macs, bytes } = channelCost(SMALL, set);
  expect(macs).toBe(
    expand.inChannels * expand.outSize ** 2 +
      9 * depthwise.outSize ** 2 +
      project.outChannels * project.outSize ** 2,
  );
  expect(bytes).toBe(4 * (expand.inChannels + 4 + 9 + 4 + project.outChannels));
});
