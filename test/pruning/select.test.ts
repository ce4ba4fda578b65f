import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { methodOf, METHODS } from '../../src/pruning/methods';
import type { MethodId, Plan, Ranking, Rounding, Scope } from '../../src/pruning/plan';
import { channelCost } from '../../src/pruning/channelCost';
import { rank, type Ranked } from '../../src/pruning/rank';
import { prunableLayers, setsInScope } from '../../src/pruning/scope';
import { select, type ChannelCut, type WeightCut } from '../../src/pruning/select';
import { defaultPlan, SCOPES } from '../../src/pruning/validatePlan';
import { randomStatistics, randomWeights, sameBytes, SMALL } from './networks';

const weights = randomWeights(SMALL, 21);
const statistics = randomStatistics(SMALL, 22);
const layers = prunableLayers(SMALL);
const WEIGHTS = layers.reduce(
  (sum, { inChannels, outChannels }) => sum + inChannels * outChannels,
  0,
);

function ranked(method: MethodId, changes: Partial<Plan> = {}): Ranked {
  return rank(SMALL, weights, { ...defaultPlan(method), ...changes }, statistics);
}

function cutWeights(from: Ranked, level: number): WeightCut {
  const cut = select(from, level, 1, 1);
  if (!cut.ok || cut.value.kind !== 'weights')
    throw new Error(`no weights cut: ${JSON.stringify(cut)}`);
  return cut.value;
}

function cutChannels(from: Ranked, level: number, rounding: Rounding = 1, least = 1): ChannelCut {
  const cut = select(from, level, rounding, least);
  if (!cut.ok || cut.value.kind !== 'channels')
    throw new Error(`no channels cut: ${JSON.stringify(cut)}`);
  return cut.value;
}

function zerosOf(mask: Uint8Array | null): number {
  return mask ? mask.reduce((zeros, stays) => zeros + 1 - stays, 0) : 0;
}

function zeros({ masks }: WeightCut): number {
  return masks.reduce((sum, mask) => sum + zerosOf(mask), 0);
}

const sizes = (cut: ChannelCut) => cut.kept.map(({ length }) => length);
const removed = (cut: ChannelCut) =>
  SMALL.sets.reduce((sum, { index, size }) => sum + size - cut.kept[index].length, 0);

const rankings = METHODS.flatMap(({ id, rankings }) =>
  rankings.map((ranking) => [id, ranking] as const),
);

describe.each(rankings)('%s by %s', (method, ranking) => {
  it('changes nothing at level 0', () => {
    const cut = select(ranked(method, { ranking, scope: 'all' }), 0, 4, 8);
    if (!cut.ok) throw new Error(cut.message);
    if (cut.value.kind === 'weights') expect(zeros(cut.value)).toBe(0);
    else expect(sizes(cut.value)).toEqual(SMALL.sets.map(({ size }) => size));
  });

  it('cuts the same twice', () => {
    const level = methodOf(method).levels?.[1] ?? 0.4;
    const [once, again] = [1, 2].map(() => {
      const cut = select(ranked(method, { ranking }), level, 1, 1);
      if (!cut.ok) throw new Error(cut.message);
      return cut.value.kind === 'weights' ? cut.value.masks : cut.value.kept;
    });
    for (const [i, part] of once.entries()) {
      if (part === null) expect(again[i]).toBeNull();
      else expect(sameBytes(part, again[i]!)).toBe(true);
    }
  });
});

const levels = fc.double({ min: 0, max: 0.95, noNaN: true });
const unstructured = ['magnitude-global', 'lamp', 'random-weights'] as const;

describe('weights', () => {
  it.each(unstructured)('%s zeroes exactly the asked number of all together', (method) => {
    const order = ranked(method, { ranking: 'global' });
    fc.assert(
      fc.property(levels, (level) => {
        expect(zeros(cutWeights(order, level))).toBe(Math.round(level * WEIGHTS));
      }),
      { seed: 2, numRuns: 20 },
    );
  });

  it.each(['magnitude-layer', 'random-weights'] as const)(
    '%s zeroes exactly the asked number a layer',
    (method) => {
      const order = ranked(method, { ranking: 'set' });
      fc.assert(
        fc.property(levels, (level) => {
          const { masks } = cutWeights(order, level);
          for (const { index, inChannels, outChannels } of layers) {
            expect(zerosOf(masks[index])).toBe(Math.round(level * inChannels * outChannels));
          }
        }),
        { seed: 3, numRuns: 20 },
      );
    },
  );

  it('leaves stem, depthwise and classifier alone', () => {
    const { masks } = cutWeights(ranked('magnitude-global'), 0.9);
    for (const { index, kind } of SMALL.layers)
      expect(masks[index] !== null).toBe(kind === 'pointwise');
  });

  it('global magnitude cuts no weight that is larger than one it keeps', () => {
    const { masks } = cutWeights(ranked('magnitude-global'), 0.6);
    let largestCut = 0;
    let smallestKept = Infinity;
    for (const { index } of layers) {
      for (const [i, w] of weights[index].kernel.entries()) {
        if (masks[index]![i]) smallestKept = Math.min(smallestKept, Math.abs(w));
        else largestCut = Math.max(largestCut, Math.abs(w));
      }
    }
    expect(largestCut).toBeLessThanOrEqual(smallestKept);
  });

  it('ranking by multiplications cuts more of them for as many zeros', () => {
    const macs = (ranking: Ranking) => {
      const { masks } = cutWeights(ranked('magnitude-global', { ranking }), 0.5);
      return layers.reduce(
        (sum, { index, outSize }) => sum + zerosOf(masks[index]) * outSize ** 2,
        0,
      );
    };
    expect(macs('global-macs')).toBeGreaterThan(1.2 * macs('global'));
    expect(macs('global-bytes')).toBe(macs('global'));
  });

  it('keeps the largest weight of every layer at the highest level', () => {
    const tiny = weights.map((layer, index) =>
      index === 2 ? { ...layer, kernel: layer.kernel.map((w) => w * 1e-6) } : layer,
    );
    const order = rank(SMALL, tiny, defaultPlan('magnitude-global'));
    const { masks } = cutWeights(order, (WEIGHTS - layers.length) / WEIGHTS);
    for (const { index } of layers) {
      const kernel = tiny[index].kernel.map(Math.abs);
      const kept = [...masks[index]!.keys()].filter((i) => masks[index]![i]);
      expect(kept).toEqual([kernel.indexOf(kernel.reduce((a, b) => Math.max(a, b)))]);
    }
  });

  it.each([
    ['nm-2-4', 0.5, 2],
    ['nm-1-4', 0.75, 1],
  ] as const)('%s keeps the largest of every group', (method, level, stay) => {
    const { masks } = cutWeights(ranked(method), level);
    for (const { index, inChannels, outChannels } of layers) {
      const { kernel } = weights[index];
      for (let o = 0; o < outChannels; o++) {
        for (let first = 0; first < inChannels; first += 4) {
          const members = [0, 1, 2, 3].map((m) => (first + m) * outChannels + o);
          const largest = members
            .sort((a, b) => Math.abs(kernel[b]) - Math.abs(kernel[a]))
            .slice(0, stay);
          const kept = members.filter((i) => masks[index]![i]);
          if (kept.length !== stay || !largest.every((i) => kept.includes(i))) {
            expect.fail(
              `${SMALL.layers[index].name}: output ${o}, group at ${first} keeps ${kept}`,
            );
          }
        }
      }
    }
  });

  it('block-1x4 cuts whole blocks and exactly the asked number', () => {
    const { masks } = cutWeights(ranked('block-1x4'), 0.7);
    let cutBlocks = 0;
    for (const { index } of layers) {
      const mask = masks[index]!;
      for (let i = 0; i < mask.length; i += 4) {
        const stays = mask[i] + mask[i + 1] + mask[i + 2] + mask[i + 3];
        if (stays !== 0 && stays !== 4) expect.fail(`a block keeps ${stays} of its weights`);
        if (stays === 0) cutBlocks++;
      }
    }
    expect(cutBlocks).toBe(Math.round(0.7 * (WEIGHTS / 4)));
  });

  it('breaks ties by index', () => {
    const equal = weights.map((layer) => ({ ...layer, kernel: layer.kernel.map(() => 0.5) }));
    const { masks } = cutWeights(rank(SMALL, equal, defaultPlan('magnitude-layer')), 0.25);
    for (const { index } of layers) {
      const mask = masks[index]!;
      expect(mask.indexOf(1)).toBe(Math.round(mask.length / 4));
      expect(mask.lastIndexOf(0)).toBe(Math.round(mask.length / 4) - 1);
    }
  });
});

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

describe('refused by name', () => {
  const message = (
    method: MethodId,
    level: number,
    scope: Scope = 'inner',
    ranking?: Ranking,
    least = 1,
  ) => {
    const cut = select(ranked(method, ranking ? { scope, ranking } : { scope }), level, 1, least);
    return cut.ok ? 'accepted' : cut.message;
  };

  it.each([Number.NaN, 1, -0.1, 7])('level %s', (level) => {
    expect(message('l1-norm', level)).toContain(`invalid level: ${level}`);
  });

  it('a level that would empty a layer', () => {
    expect(message('magnitude-layer', 0.9999)).toMatch(
      /level too high: 0.9999; at most 127 of 128 weights can be cut, so that block_0\/project keeps one/,
    );
    expect(message('magnitude-global', 0.99999)).toMatch(
      /level too high: 0.99999; .* so that every layer keeps one/,
    );
  });

  it('a level that would leave a set too small', () => {
    expect(message('l1-norm', 0.99)).toMatch(
      /level too high: 0.99; inner 1 would keep 0 of 48 channels/,
    );
    expect(message('l1-norm', 0.8, 'all', 'set', 4)).toContain('fewer than 4');
    expect(message('l1-norm', 0.999, 'all', 'global', 8)).toContain('below 8 channels');
  });

  it('a level that N:M cannot have', () => {
    expect(message('nm-2-4', 0.3)).toContain('invalid level: 0.3; nm-2-4 can only have 0 or 0.5');
  });
});
