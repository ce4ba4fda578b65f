import type { Ranking } from '../../src/pruning/ranking';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank } from '../../src/pruning/rank';
import { prunableLayers } from '../../src/pruning/scope';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { cutWeights, ranked, weights, zeros, zerosOf } from './cuts';
import { SMALL } from './networks';

const layers = prunableLayers(SMALL);
const WEIGHTS = layers.reduce(
  (sum, { inChannels, outChannels }) => sum + inChannels * outChannels,
  0,
);
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

  it.each([
    ['block-inputs', 4],
    ['pair-inputs', 2],
  ] as const)('%s cuts whole blocks of %i inputs, but for the last ones', (method, height) => {
    const { masks } = cutWeights(ranked(method), 0.7);
    const within = Array.from({ length: height }, (_, i) => i);
    let cut = 0;
    let parts = 0;
    for (const { index, inChannels, outChannels } of layers) {
      const mask = masks[index]!;
      for (let first = 0; first < inChannels; first += height) {
        for (let o = 0; o < outChannels; o++) {
          const stays = within.reduce((n, i) => n + mask[(first + i) * outChannels + o], 0);
          if (stays !== 0 && stays !== height) parts++;
          cut += height - stays;
        }
      }
    }
    expect(cut).toBe(Math.round(0.7 * WEIGHTS));
    // Where blocks of one worth meet the limit.
    expect(parts).toBeLessThan(5);
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
