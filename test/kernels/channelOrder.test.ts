/** Int8 networks whose channels were reordered so that zeros meet: fewer quads to multiply, the same integers. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { networkOf } from '../../src/model/networkOf';
import type { QuantisedLayer, QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { withZerosTogether } from '../../workers/kernels/int8/channelOrder';
import { zeroQuadShare } from '../../workers/kernels/int8/packing';
import { int8Scores } from '../../workers/kernels/reference/int8Network';
import { anyDescription } from './anyNetwork';
import { randomInt8Network } from './int8Network';

const config = { width: 0.35, inputSize: 16, stemStride: 1, classes: 7 } as const;

/** Weights cleared one by one. */
function pruned(network: QuantisedNetwork, zeros: number): QuantisedNetwork {
  const random = seededRandom(3, 0);
  const layers = network.layers.map((layer) => ({
    ...{ ...layer, kernel: layer.kernel.map((weight) => (random() < zeros ? 0 : weight)) },
  }));
  return { ...network, layers };
}

function emptyQuads({ layers }: QuantisedNetwork, kind: RegExp): number {
  const shareOf = ({ kernel, layer }: QuantisedLayer) => zeroQuadShare(kernel, layer.outChannels);
  const shares = layers.filter(({ layer }) => kind.test(layer.name)).map(shareOf);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

it('gives the same scores for whatever network the graph describes', () => {
  fc.assert(
    fc.property(anyDescription, fc.nat(1000), (description, seed) => {
      const network = networkOf(description);
      const { size, planes } = network.input;
      const quantised = pruned(randomInt8Network(network, seededRandom(seed, 1)), 0.7);
      const image = Float32Array.from({ length: size ** 2 * planes }, (_, i) => Math.sin(i + seed));
      expect(int8Scores(withZerosTogether(quantised), image)).toEqual(int8Scores(quantised, image));
    }),
    { numRuns: 60, seed: 4 },
  );
});

it('empties more quads where few outputs read many inputs', () => {
  const quantised = pruned(randomInt8Network(mobilenetV2(config), seededRandom(1, 3)), 0.9);
  const before = emptyQuads(quantised, /project/);
  // One minus 0.9⁴ of them hold a weight.
  expect(before).toBeCloseTo(0.66, 1);
  expect(emptyQuads(withZerosTogether(quantised), /project/)).toBeGreaterThan(before + 0.08);
});

it('leaves blocks of four inputs together', () => {
  const quantised = randomInt8Network(mobilenetV2(config), seededRandom(1, 3), 0.8);
  const before = emptyQuads(quantised, /expand|project/);
  expect(emptyQuads(withZerosTogether(quantised), /expand|project/)).toBeGreaterThanOrEqual(before);
});

it('leaves a network without zeros as it is', () => {
  const quantised = randomInt8Network(mobilenetV2(config), seededRandom(1, 3));
  expect(withZerosTogether(quantised).layers).toEqual(quantised.layers);
});
