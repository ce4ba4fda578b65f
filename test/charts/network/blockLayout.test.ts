/** An open block: kernels in proportion, channels where their set says they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDescription } from '../../model/family';
import { LAB } from '../../pruning/networks';
import { blockLayout, channelAt, sliceOf } from '../../../src/charts/network/blockLayout';
import { blocksOf } from '../../../src/model/blocks';
import { findChannelSets } from '../../../src/model/channelSets';
import { coupledSlices } from '../../../src/model/coupledSlices';
import { networkOf } from '../../../src/model/networkOf';

const FRAME = { width: 600, tallest: 110 };

describe('an open block', () => {
  it('has kernels in one scale, one below the other, within the frame', () => {
    const any = fc.property(anyDescription, (description) => {
      for (const block of blocksOf(networkOf(description))) {
        const { tensors, height, width } = blockLayout(block, FRAME);
        const scales = tensors.map((tensor) => tensor.width / tensor.columns.count);
        for (const scale of scales) expect(scale).toBeCloseTo(scales[0], 9);
        let bottom = 0;
        for (const tensor of tensors) {
          expect(tensor.y).toBeGreaterThan(bottom);
          bottom = tensor.y + tensor.height;
          expect(tensor.x + tensor.width).toBeLessThanOrEqual(width + 1e-9);
          expect(tensor.height).toBeLessThanOrEqual(FRAME.tallest + 1e-9);
        }
        expect(height).toBeGreaterThanOrEqual(bottom);
      }
    });
    fc.assert(any, { seed: 3, numRuns: 100 });
  });

  it('lights up exactly the slices of the set, each inside its kernel', () => {
    for (const block of blocksOf(LAB)) {
      const { tensors } = blockLayout(block, FRAME);
      for (const set of LAB.sets) {
        const slices = coupledSlices(set).filter(({ layer }) =>
          block.layers.some(({ index }) => index === layer),
        );
        for (const channel of [0, set.size - 1]) {
          const lit = tensors.flatMap((tensor) =>
            sliceOf(tensor, { set: set.index, channel }).map((box) => ({ tensor, box })),
          );
          expect(lit.map(({ tensor }) => tensor.layer.index)).toEqual(
            slices.map(({ layer }) => layer),
          );
          for (const { tensor, box } of lit) {
            expect(box.x).toBeGreaterThanOrEqual(tensor.x - 3.001);
            expect(box.x + box.width).toBeLessThanOrEqual(tensor.x + tensor.width + 3.001);
            expect(box.y).toBeGreaterThanOrEqual(tensor.y - 3.001);
            expect(box.y + box.height).toBeLessThanOrEqual(tensor.y + tensor.height + 3.001);
          }
        }
      }
    }
  });

  it('has the line of a residual where something is added', () => {
    for (const block of blocksOf(LAB))
      expect(blockLayout(block, FRAME).residual !== null).toBe(block.residual !== null);
  });

  it('finds the channel under a finger', () => {
    expect([-4, 0, 49, 51, 99, 200].map((offset) => channelAt(offset, 100, 2))).toEqual([
      ...[0, 0, 0, 1, 1, 1],
    ]);
  });
});

it('what goes with a channel is what the search for channel sets finds', () => {
  const found = findChannelSets(LAB.layers);
  for (const { producers, carriers, consumers } of found.sets) {
    const set = LAB.sets.find(({ producers: own }) => own[0] === producers[0])!;
    const layersOf = (axis: string) =>
      coupledSlices(set)
        .filter((slice) => slice.axis === axis)
        .map(({ layer }) => layer);
    expect(layersOf('output')).toEqual([...producers]);
    expect(layersOf('filter')).toEqual([...carriers]);
    expect(layersOf('input')).toEqual([...consumers]);
  }
});
