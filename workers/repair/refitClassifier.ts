/**
 * The classifier alone, fitted to what the repaired network tells it: softmax regression on the pooled features of
 * training images, which are computed once. Every step solves with the curvature's upper bound ½·C + λ (Böhning 1992),
 * so that no rate has to be chosen and the loss falls at every step; images held back say when to stop.
 */
import type { Outcome } from '../../src/base/outcome';
import * as tf from '@tensorflow/tfjs-core';
import type { SubjectImages } from '../../src/subject/preprocess';
import type { Network, Weights } from '../../src/model/network';
import { imageTensor } from '../runtime/evaluate';
import { Executor } from '../runtime/executor';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';
import { factorise, solveFactorised } from './cholesky';
import { calibrationBatch, evenBatches } from './recalibrate';

/** Every fifth image is held back. */
const HELD_BACK = 5;
const MOST_STEPS = 60;
/** λ as a share of the mean square of a feature. */
const RIDGE = 1e-2;

/** Features [count][features], the last of them 1, with the classes. */
export interface Features {
  readonly width: number;
  readonly values: Float32Array;
  readonly labels: Uint16Array;
}

/**
 * New weights that share everything but the classifier's with the old ones.
 * @param images the first `count` of them are used
 */
export async function refitClassifier(
  network: Network,
  weights: Weights,
  images: SubjectImages,
  count: number,
  superseded: () => boolean,
  onProgress: () => void,
): Promise<Outcome<Weights>> {
  const features = await pooledFeatures(network, weights, images, count, superseded, onProgress);
  if (!features.ok) return features;
  const { kernel, bias } = weights[weights.length - 1];
  const fitted = fitSoftmax(features.value, joined(kernel, bias!), network.classes);
  const last = {
    kernel: fitted.slice(0, kernel.length),
    norm: null,
    bias: fitted.slice(kernel.length),
  };
  return { ok: true, value: [...weights.slice(0, -1), last] };
}

async function pooledFeatures(
  network: Network,
  weights: Weights,
  images: SubjectImages,
  count: number,
  superseded: () => boolean,
  onProgress: () => void,
): Promise<Outcome<Features>> {
  const classifier = network.layers[network.layers.length - 1];
  const channels = classifier.inChannels;
  const width = channels + 1;
  const values = new Float32Array(count * width).fill(1);
  const executor = new Executor(network, weights);
  try {
    for (const [from, to] of evenBatches(count, calibrationBatch(network))) {
      await macrotask();
      if (superseded()) return SUPERSEDED;
      const batch = imageTensor(images, from, to);
      executor.runTensor(batch, (layer, output) => {
        if (layer.index !== classifier.from) return;
        const rows = output.dataSync<'float32'>();
        for (let i = 0; i < to - from; i++) {
          values.set(rows.subarray(i * channels, (i + 1) * channels), (from + i) * width);
        }
      });
      batch.dispose();
      onProgress();
    }
  } finally {
    executor.dispose();
  }
  return { ok: true, value: { width, values, labels: images.labels.subarray(0, count) } };
}

/**
 * Ends with the weights that the images held back liked best.
 * @param start [width][classes]
 */
export function fitSoftmax(features: Features, start: Float32Array, classes: number): Float32Array {
  const [held, fitted] = [0, 1].map((part) => partOf(features, part));
  const { width } = features;
  const step = curvatureStep(fitted, width, classes);
  let weights = start;
  let best = { weights, loss: softmaxLoss(held, weights, classes).loss };
  for (let i = 0; i < MOST_STEPS; i++) {
    const { gradient } = softmaxLoss(fitted, weights, classes);
    weights = step(weights, gradient, start);
    const { loss } = softmaxLoss(held, weights, classes);
    if (loss < best.loss) best = { weights, loss };
    else if (loss > best.loss * 1.02) break;
  }
  return best.weights;
}

/** 0: the images held back; 1: the others. */
function partOf({ width, values, labels }: Features, part: number): Features {
  const rows = [...labels.keys()].filter((i) => (i % HELD_BACK === 0) === (part === 0));
  const own = new Float32Array(rows.length * width);
  rows.forEach((row, i) => own.set(values.subarray(row * width, (row + 1) * width), i * width));
  return { width, values: own, labels: Uint16Array.from(rows, (row) => labels[row]) };
}

type Step = (weights: Float32Array, gradient: Float32Array, start: Float32Array) => Float32Array;

/** weights − (½·C + λ)⁻¹·(gradient + λ·(weights − start)) */
function curvatureStep({ values, labels }: Features, width: number, classes: number): Step {
  const factor = secondMoments(values, labels.length, width);
  let trace = 0;
  for (let i = 0; i < width; i++) trace += factor[i * width + i];
  const ridge = (RIDGE * trace) / width + 1e-12;
  for (let i = 0; i < factor.length; i++) factor[i] *= 0.5;
  for (let i = 0; i < width; i++) factor[i * width + i] += ridge;
  if (!factorise(factor, width)) return (weights) => weights;
  return (weights, gradient, start) => {
    const next = weights.slice();
    const column = new Float64Array(width);
    for (let k = 0; k < classes; k++) {
      for (let i = 0; i < width; i++) {
        const at = i * classes + k;
        column[i] = gradient[at] + ridge * (weights[at] - start[at]);
      }
      solveFactorised(factor, width, column);
      for (let i = 0; i < width; i++) next[i * classes + k] -= column[i];
    }
    return next;
  };
}

/** E[xᵀx], [width][width] */
function secondMoments(values: Float32Array, count: number, width: number): Float64Array {
  const x = tf.tensor2d(values, [count, width]);
  const turned = tf.transpose(x);
  const product = tf.matMul(turned, x);
  const moments = Float64Array.from(product.dataSync<'float32'>(), (sum) => sum / count);
  tf.dispose([x, turned, product]);
  return moments;
}

/** Mean cross-entropy in nats, and its gradient [width][classes]. */
export function softmaxLoss(
  { width, values, labels }: Features,
  weights: Float32Array,
  classes: number,
) {
  const count = labels.length;
  const x = tf.tensor2d(values, [count, width]);
  const w = tf.tensor2d(weights, [width, classes]);
  const scores = tf.matMul(x, w);
  const errors = scores.dataSync<'float32'>().slice();
  const loss = toErrors(errors, labels, classes);
  const e = tf.tensor2d(errors, [count, classes]);
  const turned = tf.transpose(x);
  const product = tf.matMul(turned, e);
  const gradient = product.dataSync<'float32'>().slice();
  tf.dispose([x, w, scores, e, turned, product]);
  return { loss, gradient };
}

/** Replaces scores by (softmax − one-hot) / count; returns the mean loss. */
function toErrors(scores: Float32Array, labels: Uint16Array, classes: number): number {
  const count = labels.length;
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const own = scores.subarray(i * classes, (i + 1) * classes);
    const largest = Math.max(...own);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += own[k] = Math.exp(own[k] - largest);
    loss -= Math.log(own[labels[i]] / sum) / count;
    for (let k = 0; k < classes; k++) {
      own[k] = (own[k] / sum - (k === labels[i] ? 1 : 0)) / count;
    }
  }
  return loss;
}

function joined(kernel: Float32Array, bias: Float32Array): Float32Array {
  const both = new Float32Array(kernel.length + bias.length);
  both.set(kernel);
  both.set(bias, kernel.length);
  return both;
}
