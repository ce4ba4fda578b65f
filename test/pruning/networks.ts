/** Networks with weights for tests: a small one with random weights and the bundled one. */
import { readFileSync } from 'node:fs';
import { hasNorm, hasWeights, kernelSize } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { BatchNorm, Layer, LayerWeights, Network, Weights } from '../../src/model/network';
import { seededRandom, type Random } from '../../src/base/seededRandom';
import { REFERENCE_MODEL } from '../fixtures/referenceModel';
import { prunableLayers } from '../../src/pruning/scope';
import type { Statistics } from '../../src/pruning/statistics';

export const SMALL = mobilenetV2({ width: 0.35, inputSize: 8, stemStride: 1, classes: 10 });
export const LAB = mobilenetV2({ width: 1, inputSize: 32, stemStride: 1, classes: 10 });

/** Random weights under which activations neither die out nor explode. */
export function randomWeights(network: Network, seed: number): Weights {
  return network.layers.map((layer) => {
    const random = seededRandom(seed, layer.index);
    const kernel = between(random, kernelSize(layer), -1, 1);
    const spread = Math.sqrt(kernelSize(layer) / layer.outChannels / 3);
    return {
      kernel: kernel.map((w) => w / spread),
      norm: hasNorm(layer) ? randomNorm(random, layer) : null,
      bias: hasNorm(layer) || !hasWeights(layer) ? null : between(random, layer.outChannels, -1, 1),
    };
  });
}

function randomNorm(random: Random, { outChannels }: Layer): BatchNorm {
  return {
    gamma: between(random, outChannels, -1.5, 1.5),
    beta: between(random, outChannels, -0.5, 1.5),
    mean: between(random, outChannels, -0.5, 0.5),
    variance: between(random, outChannels, 0.2, 2),
  };
}

export function between(random: Random, length: number, low: number, high: number): Float32Array {
  return Float32Array.from({ length }, () => low + random() * (high - low));
}

export function randomStatistics(network: Network, seed: number): Required<Statistics> {
  const sets = network.sets.map(({ index, size }) => {
    const random = seededRandom(seed, index);
    return { zeroShare: between(random, size, 0, 1), meanMagnitude: between(random, size, 0, 3) };
  });
  const kernels = network.layers.map((layer) => {
    const random = seededRandom(seed, network.sets.length + layer.index);
    const prunable = prunableLayers(network).includes(layer);
    return prunable ? between(random, kernelSize(layer), 0, 1) : null;
  });
  const channels = sets.map(({ meanMagnitude }) => meanMagnitude.map((a) => a ** 2));
  const saliency = kernels.map((scores) => scores && { meanMagnitude: scores, ofMean: scores });
  return {
    activations: { images: 1, sets },
    gradients: { images: 1, channels, weights: saliency },
    movement: { steps: 1, weights: kernels },
  };
}

/** The reference checkpoint, by the names in its manifest. */
export function bundledWeights(network: Network = LAB): Weights {
  const { weightsManifest } = JSON.parse(readFileSync(`${REFERENCE_MODEL}/manifest.json`, 'utf8'));
  const bytes = readFileSync(`${REFERENCE_MODEL}/weights.bin`);
  const values = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  const found = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape } of weightsManifest[0].weights as { name: string; shape: number[] }[]) {
    const length = shape.reduce((product, side) => product * side, 1);
    found.set(name, values.slice(at, at + length));
    at += length;
  }
  return network.layers.map(({ name, kind }) => layerWeights(found, name, kind));
}

function layerWeights(
  found: Map<string, Float32Array>,
  layer: string,
  kind: Layer['kind'],
): LayerWeights {
  const value = (name: string) => {
    const array = found.get(`${layer}/${name}`);
    if (!array) throw new Error(`the bundled checkpoint has no ${layer}/${name}`);
    return array;
  };
  if (kind === 'pool') return { kernel: new Float32Array(0), norm: null, bias: null };
  if (kind === 'dense') return { kernel: value('kernel'), norm: null, bias: value('bias') };
  return {
    kernel: value(kind === 'depthwise' ? 'conv/depthwise_kernel' : 'conv/kernel'),
    norm: {
      gamma: value('bn/gamma'),
      beta: value('bn/beta'),
      mean: value('bn/moving_mean'),
      variance: value('bn/moving_variance'),
    },
    bias: null,
  };
}

/** Whether two large arrays are equal; `toEqual` takes seconds for them. */
export function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
    Buffer.from(buffer, byteOffset, byteLength);
  return bytes(a).equals(bytes(b));
}

/** Every array of a network's weights in one piece. */
export function flatWeights(weights: Weights): Float32Array {
  const arrays = weights.flatMap(({ kernel, norm, bias }) =>
    norm
      ? [kernel, norm.gamma, norm.beta, norm.mean, norm.variance]
      : [kernel, bias ?? new Float32Array(0)],
  );
  const flat = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    flat.set(array, at);
    at += array.length;
  }
  return flat;
}
