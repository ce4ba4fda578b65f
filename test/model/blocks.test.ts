/** A network's blocks: every layer in one, and MobileNetV2's as the paper draws them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDescription, cifarMobilenetV2, mobilenetV1, teachableMachine } from './family';
import { blocksOf } from '../../src/model/blocks';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { networkOf } from '../../src/model/networkOf';

const LAB = mobilenetV2({ width: 1, inputSize: 32, stemStride: 1, classes: 10 });

describe('blocks', () => {
  it('of MobileNetV2 are a stem, 17 inverted residuals, a head and a classifier', () => {
    const blocks = blocksOf(LAB);
    expect(blocks.map(({ kind }) => kind)).toEqual([
      'stem',
      ...Array.from({ length: 17 }, () => 'block'),
      'head',
      'classifier',
    ]);
    for (const { number, layers, maps, residual } of blocks.slice(1, 18)) {
      expect(layers.every(({ name }) => name.startsWith(`block_${number}/`))).toBe(true);
      expect(maps).toHaveLength(2);
      expect(maps[1].set).toBe(layers.at(-1)!.outSet);
      expect(residual).toBe(layers.at(-1)!.adds);
    }
    expect(blocks.filter(({ residual }) => residual !== null)).toHaveLength(10);
    expect(blocks[1].maps.map(({ channels }) => channels)).toEqual([32, 16]);
    expect(blocks[2].maps[0]).toMatchObject({ channels: 96, fromSize: 32, toSize: 16 });
    expect(blocks[18].maps).toMatchObject([{ channels: 1280, fromSize: 2, toSize: 1 }]);
  });

  it('of the relatives follow their depthwise layers', () => {
    const kinds = (description: Parameters<typeof networkOf>[0]) =>
      blocksOf(networkOf(description)).map(({ kind }) => kind.charAt(0));
    expect(kinds(mobilenetV1(32, 2, 10)).join('')).toBe(`s${'b'.repeat(13)}hc`);
    expect(kinds(teachableMachine()).join('')).toBe('sbbhc');
    expect(kinds(cifarMobilenetV2()).join('')).toBe('sbbbbbbhc');
    const [, , second] = blocksOf(networkOf(cifarMobilenetV2()));
    expect(second.layers.map(({ name }) => name)).toContain('block_1/shortcut');
    expect(second.residual).toBeNull();
  });

  it('of any network hold each layer once, in order, each map with its own channels', () => {
    const any = fc.property(anyDescription, (description) => {
      const network = networkOf(description);
      const blocks = blocksOf(network);
      const layers = blocks.flatMap((block) => block.layers).map(({ index }) => index);
      expect(layers.toSorted((a, b) => a - b)).toEqual([...network.layers.keys()]);
      const firsts = blocks.map((block) => block.layers[0].index);
      expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
      for (const block of blocks) {
        expect(block.maps.flatMap((map) => map.layers)).toHaveLength(block.layers.length);
        for (const { layers: chain, channels, set } of block.maps)
          for (const layer of chain)
            expect([layer.outChannels, layer.outSet]).toEqual([channels, set]);
      }
    });
    fc.assert(any, { seed: 7, numRuns: 200 });
  });
});
