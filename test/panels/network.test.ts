/** What the panels of the network say and draw of a method, a layer and a block. */
import { describe, expect, it } from 'vitest';
import { LAB } from '../pruning/networks';
import { blocksOf } from '../../src/model/blocks';
import { networkCosts } from '../../src/model/costs';
import { blockZeros } from '../../src/panels/network/blockZeros';
import { cutUnit } from '../../src/panels/network/cutUnit';
import { layerKind } from '../../src/panels/network/layerKind';
import { methodOf } from '../../src/pruning/methods';

const layerOf = (wanted: string) => LAB.layers.find(({ name }) => name === wanted)!;

describe('a method', () => {
  it('cuts single weights, groups or blocks of 1×1 convolutions alone', () => {
    const expand = layerOf('block_3/expand');
    expect(cutUnit(methodOf('magnitude-global'), expand)).toEqual({ outputs: 1, inputs: 1 });
    expect(cutUnit(methodOf('nm-2-4'), expand)).toEqual({ outputs: 1, inputs: 4 });
    expect(cutUnit(methodOf('block-1x4'), expand)).toEqual({ outputs: 4, inputs: 1 });
    expect(cutUnit(methodOf('pair-inputs'), expand)).toEqual({ outputs: 1, inputs: 2 });
    const depthwise = layerOf('block_3/depthwise');
    expect(cutUnit(methodOf('nm-2-4'), depthwise)).toEqual({ outputs: 1, inputs: 1 });
  });
});

it('layers are called after what they do in their block', () => {
  const kinds = ['expand', 'depthwise', 'project'].map((name) => layerOf(`block_3/${name}`));
  expect(kinds.map(layerKind)).toEqual(['expand', 'depthwise', 'project']);
  expect([layerOf('stem'), layerOf('classifier')].map(layerKind)).toEqual(['convolution', 'dense']);
});

it('zeros of a block are those of all its layers', () => {
  const block = blocksOf(LAB)[4];
  const [first] = block.layers;
  const { layers } = networkCosts(LAB, [...Array<undefined>(first.index), 0]);
  const stored = block.layers.reduce((sum, { index }) => sum + layers[index].kernelSize, 0);
  expect(blockZeros(block, { layers })).toBeCloseTo(layers[first.index].kernelSize / stored, 12);
});
