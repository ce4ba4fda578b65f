/** Times a training step for the benchmark: "train 32px b64" against the same step in TF.js. */
import * as tf from '@tensorflow/tfjs-core';
import { kernelShape } from '../../src/model/costs';
import type { LayerWeights, Network } from '../../src/model/network';
import { seededRandom } from '../../src/base/seededRandom';
import { initialWeights } from '../kernels/training/initialWeights';
import type { TrainingProgram } from '../kernels/training/trainingProgram';

export interface TrainingTime {
  /** Median of the steps. */
  readonly millisecondsPerStep: number;
  readonly imagesPerSecond: number;
}

/** Random images and labels: the time does not depend on them. */
export function randomBatch(network: Network, batch: number) {
  const random = seededRandom(1, 0);
  const values = batch * 3 * network.input.size ** 2;
  const images = Float32Array.from({ length: values }, () => 2 * random() - 1);
  const labels = Int32Array.from({ length: batch }, () => random() * network.classes);
  return { images, labels };
}

/** Steps of the lab's own kernels. @param warmUp steps that are not counted */
export function timeTraining(
  program: TrainingProgram,
  network: Network,
  steps = 15,
  warmUp = 5,
): TrainingTime {
  const { images, labels } = randomBatch(network, program.batch);
  const options = { learningRate: 0.01, momentum: 0.9, weightDecay: 4e-5 };
  const times: number[] = [];
  for (let i = 0; i < warmUp + steps; i++) {
    const start = performance.now();
    program.step(images, labels, options);
    if (i >= warmUp) times.push(performance.now() - start);
  }
  return asTime(times, program.batch);
}

/** Loss, gradients and update of the same network in ordinary operators, on the current backend of TF.js. */
export function timeTfjsTraining(network: Network, batch: number, steps = 1): TrainingTime {
  const { images, labels } = randomBatch(network, batch);
  const weights = initialWeights(network, seededRandom(2, 0));
  const variables = weights.map((layer, i) => layerVariables(network, layer, i));
  const optimizer = tf.train.momentum(0.01, 0.9, true);
  const times: number[] = [];
  for (let i = 0; i < steps; i++) {
    const start = performance.now();
    const loss = optimizer.minimize(() => tfjsLoss(network, variables, images, labels), true);
    loss?.dataSync();
    times.push(performance.now() - start);
    loss?.dispose();
  }
  optimizer.dispose();
  for (const layer of variables) Object.values(layer).forEach((v: tf.Variable) => v.dispose());
  return asTime(times, batch);
}

interface LayerVariables {
  readonly kernel: tf.Variable;
  readonly gamma?: tf.Variable;
  readonly beta?: tf.Variable;
  readonly bias?: tf.Variable;
}

function layerVariables(network: Network, weights: LayerWeights, index: number): LayerVariables {
  const shape = kernelShape(network.layers[index]);
  const vector = (values: Float32Array) => tf.variable(tf.tensor1d(values));
  const kernel = tf.variable(tf.tensor(weights.kernel, shape));
  if (weights.norm) {
    return { kernel, gamma: vector(weights.norm.gamma), beta: vector(weights.norm.beta) };
  }
  return weights.bias ? { kernel, bias: vector(weights.bias) } : { kernel };
}

function tfjsLoss(
  network: Network,
  variables: readonly LayerVariables[],
  images: Float32Array,
  labels: Int32Array,
): tf.Scalar {
  const { size, planes } = network.input;
  let x: tf.Tensor = tf.tensor4d(images, [labels.length, size, size, planes]);
  const outputs: tf.Tensor[] = [];
  for (const { index, kind, stride, activation, adds, epsilon } of network.layers) {
    if (kind === 'pool') continue;
    const { kernel, gamma, beta, bias } = variables[index];
    if (kind === 'dense') {
      const pooled = tf.mean(x, [1, 2]) as tf.Tensor2D;
      x = tf.add(tf.matMul(pooled, kernel as tf.Tensor2D), bias!);
      break;
    }
    const convolution = kind === 'depthwise' ? tf.depthwiseConv2d : tf.conv2d;
    const input = kind === 'pointwise' ? x : tf.pad(x, BORDER);
    x = convolution(input as tf.Tensor4D, kernel as tf.Tensor4D, stride, 'valid');
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const scale = tf.mul(gamma!, tf.rsqrt(tf.add(variance, epsilon!)));
    x = tf.add(tf.mul(tf.sub(x, mean), scale), beta!);
    if (activation === 'relu6') x = tf.relu6(x);
    if (adds !== null) x = tf.add(x, outputs[adds]);
    outputs[index] = x;
  }
  const hard = tf.oneHot(tf.tensor1d(labels, 'int32'), network.classes);
  return tf.losses.softmaxCrossEntropy(hard, x);
}

const BORDER: [number, number][] = [
  [0, 0],
  [1, 1],
  [1, 1],
  [0, 0],
];

function asTime(times: number[], batch: number): TrainingTime {
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  return { millisecondsPerStep: median, imagesPerSecond: (1000 * batch) / median };
}
