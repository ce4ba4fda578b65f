import { expect, it } from 'vitest';
import { kernelSize, networkCosts } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';

const network = mobilenetV2({ width: 1, inputSize: 32, stemStride: 1, classes: 10 });

it('counts a zero in a pointwise kernel once a pixel', () => {
  const layer = network.layers.find(({ name }) => name === 'block_3/expand')!;
  const nonZeros: (number | undefined)[] = [];
  nonZeros[layer.index] = kernelSize(layer) - 100;
  const dense = networkCosts(network);
  const cut = networkCosts(network, nonZeros);
  expect(dense.macs - cut.macs).toBe(100 * layer.outSize ** 2);
  expect(dense.nonZeros - cut.nonZeros).toBe(100);
  expect(cut.parameters).toBe(dense.parameters);
});

it('puts 24.5 million multiplications into an image of 32 pixels at stem stride 1', () => {
  expect(networkCosts(network).macs / 1e6).toBeCloseTo(24.5, 1);
});

it('adds up its layers', () => {
  const { layers, macs } = networkCosts(network);
  expect(layers.reduce((sum, layer) => sum + layer.macs, 0)).toBe(macs);
});
