import { describe, expect, it } from 'vitest';
import type { ChannelSet, ChannelSetKind } from '../../../src/model/network';
import { measuredLayer } from '../../../src/pruning/activationStatistics';
import { apoz, meanActivation } from '../../../src/pruning/criteria/activations';
import { bnScale } from '../../../src/pruning/criteria/bnScale';
import type { ChannelCriterion } from '../../../src/pruning/criteria/criterion';
import { fpgm } from '../../../src/pruning/criteria/fpgm';
import { l1Norm } from '../../../src/pruning/criteria/l1Norm';
import { l2Norm } from '../../../src/pruning/criteria/l2Norm';
import { randomChannels } from '../../../src/pruning/criteria/random';
import { seededRandom } from '../../../src/base/seededRandom';
import { randomStatistics, randomWeights, SMALL } from '../networks';

const weights = randomWeights(SMALL, 11);
const statistics = randomStatistics(SMALL, 12);

function score(criterion: ChannelCriterion, set: ChannelSet): Float32Array {
  return criterion.score(set, {
    network: SMALL,
    weights,
    statistics,
    random: seededRandom(1, set.index),
  });
}

function setNamed(name: string): ChannelSet {
  return SMALL.sets.find((set) => set.name === name)!;
}

/** The filters of a layer as plain arrays, [filter][row]. */
function filtersOf(layer: number): number[][] {
  const { outChannels } = SMALL.layers[layer];
  const { kernel } = weights[layer];
  const rows = kernel.length / outChannels;
  return Array.from({ length: outChannels }, (_, f) =>
    Array.from({ length: rows }, (_, row) => kernel[row * outChannels + f]),
  );
}

type Reference = (filters: number[][]) => number[];
const l1: Reference = (filters) => filters.map((f) => f.reduce((sum, w) => sum + Math.abs(w), 0));
const l2: Reference = (filters) => filters.map((f) => Math.hypot(...f));
const distances: Reference = (filters) =>
  filters.map((a) => filters.reduce((sum, b) => sum + Math.hypot(...a.map((w, i) => w - b[i])), 0));

describe.each([
  ['L1 norm', l1Norm, l1],
  ['L2 norm', l2Norm, l2],
  ['FPGM', fpgm, distances],
] as const)('%s', (_, criterion, reference) => {
  it.each(['stem', 'inner 1', 'inner 5', 'stream 16'])('scores the filters of %s', (name) => {
    const set = setNamed(name);
    const expected = reference(filtersOf(set.producers[0]));
    for (const [c, value] of score(criterion, set).entries()) {
      expect(value / expected[c]).toBeCloseTo(1, 5);
    }
  });

  it('adds the normalised scores of all blocks of a stream', () => {
    const set = setNamed('stream 32');
    expect(set.producers).toHaveLength(3);
    const expected = new Array<number>(set.size).fill(0);
    for (const producer of set.producers) {
      const scores = reference(filtersOf(producer));
      const mean = scores.reduce((sum, s) => sum + s, 0) / scores.length;
      for (const [c, s] of scores.entries()) expected[c] += s / mean;
    }
    for (const [c, value] of score(criterion, set).entries()) {
      expect(value).toBeCloseTo(expected[c], 5);
    }
  });
});

it('FPGM gives equal filters no distance', () => {
  const set = setNamed('stream 16');
  const kernel = weights[set.producers[0]].kernel.map((_, i) => Math.sin(Math.floor(i / set.size)));
  const equal = weights.with(set.producers[0], { ...weights[set.producers[0]], kernel });
  const source = { network: SMALL, weights: equal, statistics, random: seededRandom(1, 0) };
  for (const value of fpgm.score(set, source)) expect(value).toBeLessThan(1e-6);
});

describe('BN scale', () => {
  const gamma = (layer: string, channel: number) =>
    Math.abs(weights[SMALL.layers.find(({ name }) => name === layer)!.index].norm!.gamma[channel]);

  it('multiplies the two scales that an inner channel passes', () => {
    const value = score(bnScale, setNamed('inner 4'))[5];
    expect(value).toBeCloseTo(gamma('block_4/expand', 5) * gamma('block_4/depthwise', 5), 6);
  });

  it('adds the scales of the blocks of a stream', () => {
    const value = score(bnScale, setNamed('stream 24'))[3];
    expect(value).toBeCloseTo(gamma('block_1/project', 3) + gamma('block_2/project', 3), 6);
  });
});

describe('activations', () => {
  const kinds: ChannelSetKind[] = ['stem', 'inner', 'head'];

  it.each(kinds)('APoZ is the share that is not zero in a %s set', (kind) => {
    const set = SMALL.sets.find((candidate) => candidate.kind === kind)!;
    const { zeroShare } = statistics.activations.sets[set.index];
    expect(score(apoz, set)).toEqual(zeroShare.map((zeros) => 1 - zeros));
  });

  it('APoZ is mean |a| in streams, which have no ReLU', () => {
    const set = setNamed('stream 64');
    expect(score(apoz, set)).toEqual(statistics.activations.sets[set.index].meanMagnitude);
  });

  it('mean activation is mean |a|', () => {
    const set = setNamed('inner 2');
    expect(score(meanActivation, set)).toEqual(
      statistics.activations.sets[set.index].meanMagnitude,
    );
  });

  it('are measured where the next layers read them', () => {
    const measured = (name: string) => SMALL.layers[measuredLayer(setNamed(name))].name;
    expect(['stem', 'inner 3', 'stream 64', 'head'].map(measured)).toEqual([
      'stem',
      'block_3/depthwise',
      'block_9/project',
      'head',
    ]);
  });

  it('are asked for by name where they are missing', () => {
    const source = { network: SMALL, weights, statistics: null, random: seededRandom(1, 0) };
    expect(() => apoz.score(setNamed('inner 2'), source)).toThrow('inner 2');
  });
});

it('random channels repeat with their seed', () => {
  const draw = (seed: number) =>
    randomChannels.score(SMALL.sets[3], {
      network: SMALL,
      weights,
      statistics: null,
      random: seededRandom(seed, 3),
    });
  expect(draw(4)).toEqual(draw(4));
  expect(draw(4)).not.toEqual(draw(5));
});
