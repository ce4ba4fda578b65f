/** Training with fake quantisation against TF.js, against the int8 network's own integers, and against itself. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import { seededRandom } from '../../src/base/seededRandom';
import type { LayerWeights, Network } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import { quantiseAt } from '../../src/quantisation/quantise';
import type { TensorScale } from '../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../src/quantisation/ranges';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import { int8Scores } from '../../workers/kernels/reference/int8Network';
import type { TrainingKernels } from '../../workers/kernels/training/kernels';
import {
  compileTrainingProgram,
  type TrainingProgram,
} from '../../workers/kernels/training/trainingProgram';
import { batchOf, narrowNetwork, startTrainingKernels, worst } from './narrowNetwork';
import { randomWeights, referenceGradients } from './trainingReference';

const heap = new BumpHeap();
let kernels: TrainingKernels;

beforeAll(async () => {
  kernels = await startTrainingKernels(heap);
  await tf.setBackend('cpu');
});

const BATCH = 8;
const normed = { epsilon: 1e-3 };
const window3 = { kernelSide: 3, padding: 'same' } as const;

/** Coarse, and with ends within what the maps take: every one saturates somewhere. */
function coarseScales({ layers }: Network, seed: number): PerMap<TensorScale> {
  const random = seededRandom(seed, 3);
  const scaleOf = (activation: string): TensorScale =>
    activation === 'linear'
      ? { scale: Math.fround(0.011 + 0.004 * random()), zeroPoint: Math.floor(40 * random()) - 20 }
      : { scale: Math.fround(0.009 + 0.02 * random()), zeroPoint: -128 };
  const sum = { scale: Math.fround(0.06), zeroPoint: 3 };
  const outputs: TensorScale[] = [];
  const sums: TensorScale[] = [];
  for (const { index, kind, from, activation, adds } of layers) {
    outputs[index] = kind === 'pool' ? sums[from!] : scaleOf(activation);
    sums[index] = adds === null ? outputs[index] : sum;
  }
  return { image: { scale: Math.fround(1 / 100), zeroPoint: 0 }, outputs, sums };
}

function compile(
  network: Network,
  weights: LayerWeights[],
  scales: PerMap<TensorScale> | null,
): TrainingProgram {
  return orThrow(compileTrainingProgram(network, weights, BATCH, kernels, heap, scales));
}

describe('fake quantisation', () => {
  const network = narrowNetwork({ inputSize: 9 }, 3);
  const weights = randomWeights(network, seededRandom(4, 0));
  const scales = coarseScales(network, 5);
  const { images, labels } = batchOf(network, BATCH, 7);

  it('has the loss and the straight-through gradients that TF.js gives', () => {
    const program = compile(network, weights, scales);
    const { loss } = program.backpropagate(images, labels);
    const own = program.readGradients();
    program.dispose();
    const expected = referenceGradients(network, weights, images, labels, 0, scales);
    const plain = referenceGradients(network, weights, images, labels);
    expect(loss).toBeCloseTo(expected.loss, 4);
    expect(Math.abs(plain.loss - expected.loss)).toBeGreaterThan(0.01);
    network.layers.forEach(({ name }, i) => {
      const theirs = expected.gradients[i];
      expect(worst(own[i].kernel, theirs.kernel), `${name} kernel`).toBeLessThan(1e-2);
      if (theirs.bias) expect(worst(own[i].bias!, theirs.bias), name).toBeLessThan(1e-3);
      const both = ({ norm }: LayerWeights) => new Float32Array([...norm!.gamma, ...norm!.beta]);
      if (theirs.norm) expect(worst(both(own[i]), both(theirs)), name).toBeLessThan(1e-2);
    });
  });

  it('answers as the integers do', () => {
    const shallowWeights = randomWeights(shallow, seededRandom(6, 0));
    const shallowScales = coarseScales(shallow, 8);
    const still = shallowWeights.map((layer) => withStatistics(layer, (own) => own.map(() => 0)));
    const program = compile(shallow, still, shallowScales);
    const { loss } = program.backpropagate(images, labels);
    const batchWeights = program.readWeights().map((layer, i) => {
      // A tenth of the batch's statistics, the variance unbiased.
      const count = BATCH * shallow.layers[i].outSize ** 2;
      return withStatistics(layer, (own, name) =>
        own.map((v) => 10 * v * (name === 'variance' ? (count - 1) / count : 1)),
      );
    });
    program.dispose();
    const quantised = orThrow(quantiseAt(shallow, batchWeights, shallowScales));
    const size = images.length / BATCH;
    const losses = labels.map((label, i) =>
      crossEntropy(int8Scores(quantised, images.subarray(i * size, (i + 1) * size)), label),
    );
    const integers = losses.reduce((sum, own) => sum + own, 0) / BATCH;
    expect(loss).toBeCloseTo(integers, 3);
  });

  it('teaches the weights that are rounded from, and leaves masked ones at zero', () => {
    const program = compile(network, weights, scales);
    program.setMask(
      3,
      Uint8Array.from(weights[3].kernel, (_, i) => i % 2),
    );
    const before = program.readWeights();
    program.backpropagate(images, labels);
    expect(program.readWeights().map(({ kernel }) => kernel)).toEqual(
      before.map(({ kernel }) => kernel),
    );
    const gradients = program.readGradients();
    program.update({ learningRate: 1e-6, momentum: 0, weightDecay: 0 });
    const after = program.readWeights();
    expect(after[3].kernel.filter((_, i) => i % 2 === 0)).toEqual(
      new Float32Array(Math.ceil(weights[3].kernel.length / 2)),
    );
    const expected = before[5].kernel.map((w, i) => w - 1e-6 * gradients[5].kernel[i]);
    expect(worst(after[5].kernel, expected)).toBeLessThan(1e-6);
    program.dispose();
  });
});

/** One block, so that a value at the edge between two steps has no long way on which to grow. */
const shallow = networkOf({
  input: { size: 9, planes: 3 },
  layers: [
    { name: 'stem', kind: 'convolution', channels: 5, ...window3, ...normed, activation: 'relu6' },
    { name: 'expand', kind: 'pointwise', channels: 9, ...normed, activation: 'relu6' },
    { name: 'depthwise', kind: 'depthwise', ...window3, ...normed, activation: 'relu' },
    { name: 'project', kind: 'pointwise', channels: 5, adds: 'stem', ...normed },
    { name: 'pool', kind: 'pool' },
    { name: 'scores', kind: 'dense', channels: 5 },
  ],
});

function withStatistics(
  layer: LayerWeights,
  change: (values: Float32Array, name: 'mean' | 'variance') => Float32Array,
): LayerWeights {
  const { norm } = layer;
  if (!norm) return layer;
  const { mean, variance } = norm;
  return {
    ...layer,
    norm: { ...norm, mean: change(mean, 'mean'), variance: change(variance, 'variance') },
  };
}

function crossEntropy(scores: Float32Array, label: number): number {
  const most = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  return Math.log(total) + most - scores[label];
}
