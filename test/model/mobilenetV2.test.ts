import { describe, expect, it } from 'vitest';
import { networkCosts } from '../../src/model/costs';
import { mobilenetV2, scaledChannels } from '../../src/model/mobilenetV2';
import type { ChannelSetKind } from '../../src/model/network';
import { widthGroups } from '../../src/pruning/layerTimes';
import { SETS, WIDTHS } from './mobilenetV2Sets';
import { contradiction } from '../../src/model/contradiction';

const IMAGENET = { width: 1, inputSize: 224, stemStride: 2, classes: 1000 } as const;
const TEN_CLASSES = { ...IMAGENET, classes: 10 };
const SMALL_IMAGES = { ...TEN_CLASSES, inputSize: 96 };

describe('published figures', () => {
  it('has 3,504,872 parameters and 300,774,272 MACs at 1.0, 224, 1,000 classes', () => {
    const { parameters, macs } = networkCosts(mobilenetV2(IMAGENET));
    expect({ parameters, macs }).toEqual({ parameters: 3_504_872, macs: 300_774_272 });
  });

  it('has 2,236,682 parameters at 10 classes', () => {
    expect(networkCosts(mobilenetV2(TEN_CLASSES)).parameters).toBe(2_236_682);
  });

  // tensorflow/models, slim/nets/mobilenet: M parameters and M MACs of the paper's other widths at 224.
  it.each([
    [1.4, 6.06, 582],
    [1.3, 5.34, 509],
    [0.75, 2.61, 209],
    [0.5, 1.95, 97],
    [0.35, 1.66, 59],
  ])('agrees with the published costs of width %s', (width, millionParameters, millionMacs) => {
    const { parameters, macs } = networkCosts(mobilenetV2({ ...IMAGENET, width }));
    expect(Math.abs(parameters / 1e6 - millionParameters) / millionParameters).toBeLessThan(0.02);
    expect(Math.abs(macs / 1e6 - millionMacs) / millionMacs).toBeLessThan(0.02);
  });
});

describe('channel sets', () => {
  it.each(WIDTHS.map((width, i) => [width, i]))(
    'are those of the old table at width %s',
    (width, i) => {
      const { layers, sets } = mobilenetV2({ ...IMAGENET, width });
      const names = (indices: readonly number[]) => indices.map((index) => layers[index].name);
      const found = sets.map(({ name, kind, size, producers, carriers, consumers }) => ({
        ...{ name, kind, size },
        ...{ producers: names(producers), carriers: names(carriers), consumers: names(consumers) },
      }));
      expect(found).toEqual(SETS.map(({ sizes, ...row }) => ({ ...row, size: sizes[i] })));
    },
  );

  const network = mobilenetV2(IMAGENET);
  const named = (name: string) => network.sets.find((set) => set.name === name)!;
  const names = (indices: readonly number[]) => indices.map((index) => network.layers[index].name);

  it('are 25 with 9,128 channels', () => {
    expect(network.sets).toHaveLength(25);
    expect(network.sets.reduce((sum, { size }) => sum + size, 0)).toBe(9128);
  });

  it('are one stem, 16 inner, 7 streams and one head', () => {
    const count = (kind: ChannelSetKind) => network.sets.filter((set) => set.kind === kind).length;
    expect([count('stem'), count('inner'), count('stream'), count('head')]).toEqual([1, 16, 7, 1]);
  });

  it('join the stem, its depthwise layer and its projection', () => {
    const { size, producers, carriers, consumers } = named('stem');
    expect(size).toBe(32);
    expect(names(producers)).toEqual(['stem']);
    expect(names(carriers)).toEqual(['block_0/depthwise']);
    expect(names(consumers)).toEqual(['block_0/project']);
  });

  it('join expansion, depthwise and projection of a block', () => {
    const { size, producers, carriers, consumers } = named('inner 14');
    expect(size).toBe(960);
    expect(names(producers)).toEqual(['block_14/expand']);
    expect(names(carriers)).toEqual(['block_14/depthwise']);
    expect(names(consumers)).toEqual(['block_14/project']);
  });

  it('join all blocks that add into one stream', () => {
    const { size, producers, consumers } = named('stream 64');
    expect(size).toBe(64);
    expect(names(producers)).toEqual([6, 7, 8, 9].map((b) => `block_${b}/project`));
    expect(names(consumers)).toEqual([7, 8, 9, 10].map((b) => `block_${b}/expand`));
  });

  it('join the head and the classifier', () => {
    const { size, producers, carriers, consumers } = named('head');
    expect(size).toBe(1280);
    expect(names(producers)).toEqual(['head']);
    expect(carriers).toEqual([]);
    expect(names(consumers)).toEqual(['classifier']);
  });

  it('give residual partners one set', () => {
    const additions = network.layers.filter(({ adds }) => adds !== null);
    expect(additions).toHaveLength(10);
    for (const { outSet, adds } of additions) {
      expect(network.layers[adds!].outSet).toBe(outSet);
    }
  });
});

describe('cut networks', () => {
  const full = mobilenetV2(SMALL_IMAGES);
  const dense = networkCosts(full);
  const scopes: Record<string, readonly ChannelSetKind[]> = {
    inner: ['inner'],
    'inner + streams + stem': ['inner', 'stream', 'stem'],
    everything: ['inner', 'stream', 'stem', 'head'],
  };

  // Percent of parameters and of multiplications left, computed by hand from the table of layers.
  it.each([
    [0.25, 'inner', 80, 78],
    [0.25, 'inner + streams + stem', 61, 59],
    [0.25, 'everything', 57, 58],
    [0.5, 'inner', 60, 57],
    [0.5, 'inner + streams + stem', 31, 29],
    [0.5, 'everything', 26, 28],
    [0.75, 'inner', 39, 35],
    [0.75, 'inner + streams + stem', 11, 10],
    [0.75, 'everything', 7, 8],
  ])(
    'without %s of %s have %s % of the parameters, %s % of the MACs',
    (cut, scope, parameters, macs) => {
      const kept = full.sets.map(({ kind, size }) =>
        scopes[scope].includes(kind) ? size * (1 - cut) : size,
      );
      const costs = networkCosts(mobilenetV2(SMALL_IMAGES, kept));
      expect(Math.round((100 * costs.parameters) / dense.parameters)).toBe(parameters);
      expect(Math.round((100 * costs.macs) / dense.macs)).toBe(macs);
    },
  );

  it('refuse a count outside 1 to the size of its set, by name', () => {
    const kept = full.sets.map(({ size }) => size);
    expect(() => mobilenetV2(SMALL_IMAGES, kept.with(0, 33))).toThrow(
      contradiction('channel-count-range', { set: 'stem', count: 33, most: 32 }),
    );
    expect(() => mobilenetV2(SMALL_IMAGES, kept.with(3, 0))).toThrow(
      contradiction('channel-count-range', { set: 'inner 1', count: 0, most: full.sets[3].size }),
    );
    expect(() => mobilenetV2(SMALL_IMAGES, kept.slice(1))).toThrow(
      contradiction('channel-counts', { given: 24, sets: 25 }),
    );
  });
});

it('rounds scaled channels to multiples of 8 and never loses more than a tenth', () => {
  expect([32, 16, 24].map((channels) => scaledChannels(channels, 0.35))).toEqual([16, 8, 8]);
  expect(scaledChannels(24, 0.75)).toBe(24);
});

it('alternates between streams and other sets', () => {
  const network = mobilenetV2(TEN_CLASSES);
  const first = network.sets.filter((_, set) => widthGroups(network)[set] === 0);
  expect(first).toEqual(network.sets.filter(({ kind }) => kind === 'stream'));
});
