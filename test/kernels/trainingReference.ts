/** The network in ordinary TF.js operators, in training mode: what the training program is compared with. */
import * as tf from '@tensorflow/tfjs';
import type { Layer, LayerWeights, Network } from '../../src/model/network';
import { hasNorm, hasWeights, kernelShape, kernelSize } from '../../src/model/costs';
import type { TensorScale } from '../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../src/quantisation/ranges';
import type { Random } from '../../src/base/seededRandom';

export interface ReferenceResult {
  readonly loss: number;
  /** Shaped as weights; the places of the running statistics hold the batch's mean and (biased) variance. */
  readonly gradients: LayerWeights[];
}

/** He initialisation with γ, β a little off 1 and 0, so that every term of a gradient counts. */
export function randomWeights(network: Network, random: Random, spread = 0.2): LayerWeights[] {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const near = (centre: number, length: number) =>
    Float32Array.from({ length }, () => centre + spread * gauss());
  return network.layers.map((layer) => {
    const size = kernelSize(layer);
    if (!hasWeights(layer)) return { kernel: new Float32Array(0), norm: null, bias: null };
    const deviation = Math.sqrt((2 * layer.outChannels) / size);
    const kernel = Float32Array.from({ length: size }, () => deviation * gauss());
    const n = layer.outChannels;
    if (!hasNorm(layer)) return { kernel, norm: null, bias: near(0, n) };
    const statistics = { mean: new Float32Array(n), variance: new Float32Array(n).fill(1) };
    return { kernel, norm: { gamma: near(1, n), beta: near(0, n), ...statistics }, bias: null };
  });
}

const border = (x: tf.Tensor4D, { padding: { top, right, bottom, left } }: Layer) =>
  tf.pad(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);

/** Before its bias or normalisation; a pool's output is a map of one pixel. */
function linearPart(layer: Layer, x: tf.Tensor4D, kernel: tf.Tensor): tf.Tensor4D {
  if (layer.kind === 'pool') return tf.mean(x, [1, 2], true);
  if (layer.kind === 'depthwise') {
    return tf.depthwiseConv2d(border(x, layer), kernel as tf.Tensor4D, layer.stride, 'valid');
  }
  const filter = tf.reshape(kernel, [
    layer.kernelSide,
    layer.kernelSide,
    layer.inChannels,
    layer.outChannels,
  ]) as tf.Tensor4D;
  return tf.conv2d(border(x, layer), filter, layer.stride, 'valid');
}

function activated(x: tf.Tensor4D, { activation }: Layer): tf.Tensor4D {
  if (activation === 'linear') return x;
  return activation === 'relu6' ? tf.relu6(x) : tf.relu(x);
}

/** What its int8 network's integers can stand for, with the rounding left out of the gradients: straight-through. */
function inSteps(x: tf.Tensor, step: number, low = -Infinity, high = Infinity): tf.Tensor4D {
  const op = tf.customGrad((value, save) => {
    const given = value as tf.Tensor;
    (save as (tensors: tf.Tensor[]) => void)([given]);
    const within = tf.minimum(tf.maximum(given, low), high);
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
      tf.mul(dy, tf.cast(tf.logicalAnd(tf.greater(saved, low), tf.less(saved, high)), 'float32'));
    return { value: tf.mul(tf.round(tf.div(within, step)), step), gradFunc };
  });
  return op(x) as tf.Tensor4D;
}

function onScale(x: tf.Tensor, { scale, zeroPoint }: TensorScale): tf.Tensor4D {
  return inSteps(x, scale, scale * (-128 - zeroPoint), scale * (127 - zeroPoint));
}

/** Each output channel in 127 steps up to its largest weight. */
function kernelInSteps(kernel: tf.Tensor, outChannels: number): tf.Tensor {
  const rows = kernel.size / outChannels;
  const values = kernel.dataSync();
  const step = (c: number) =>
    Math.max(...Array.from({ length: rows }, (_, r) => Math.abs(values[r * outChannels + c]))) /
    127;
  const rounded = values.map((v, i) => {
    const own = step(i % outChannels);
    return own === 0 ? 0 : own * Math.round(v / own);
  });
  const op = tf.customGrad(() => ({
    value: tf.tensor(rounded, kernel.shape),
    gradFunc: (dy: tf.Tensor) => dy,
  }));
  return op(kernel);
}

/**
 * Loss and gradients on the current backend of TF.js, for one label an image.
 * @param scales of the int8 network whose rounding is to be learnt; null for none
 */
export function referenceGradients(
  network: Network,
  weights: readonly LayerWeights[],
  images: Float32Array,
  labels: readonly number[],
  labelSmoothing = 0,
  scales: PerMap<TensorScale> | null = null,
): ReferenceResult {
  const { size, planes } = network.input;
  const batch = labels.length;
  const statistics: tf.Tensor[][] = [];
  const variables = network.layers.map((layer, i) => variablesOf(layer, weights[i]));
  const compute = () => {
    const given = tf.tensor4d(images, [batch, size, size, planes]);
    const pixels = scales ? onScale(given, scales.image) : given;
    const outputs: tf.Tensor4D[] = [];
    network.layers.forEach((layer, i) => {
      const v = variables[i];
      const kernel = scales ? kernelInSteps(v.kernel, layer.outChannels) : v.kernel;
      let x = linearPart(layer, layer.from === null ? pixels : outputs[layer.from], kernel);
      if (hasNorm(layer)) {
        const { mean, variance } = tf.moments(x, [0, 1, 2]);
        statistics[i] = [tf.keep(mean.clone()), tf.keep(variance.clone())];
        const inverse = tf.rsqrt(tf.add(variance, layer.epsilon!));
        x = tf.add(tf.mul(tf.mul(tf.sub(x, mean), inverse), v.gamma!), v.beta!);
      } else if (v.bias) x = tf.add(x, v.bias);
      x = activated(x, layer);
      if (scales) x = onScale(x, scales.outputs[i]);
      if (layer.adds !== null) x = tf.add(x, outputs[layer.adds]);
      if (scales && layer.adds !== null) x = inSteps(x, scales.sums[i].scale);
      outputs[i] = x;
    });
    const scores = tf.reshape(outputs[outputs.length - 1], [batch, network.classes]);
    const classes = network.classes;
    const hard = tf.oneHot(tf.tensor1d(labels as number[], 'int32'), classes);
    const target = tf.add(tf.mul(hard, 1 - labelSmoothing), labelSmoothing / classes);
    return tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(scores)), 1))) as tf.Scalar;
  };
  const list = variables.flatMap((v) => Object.values(v) as tf.Variable[]);
  const { value, grads } = tf.variableGrads(compute, list);
  const gradients = variables.map((v, i) => {
    const of = (variable?: tf.Variable) =>
      variable && variable.size > 0
        ? (grads[variable.name].dataSync() as Float32Array)
        : new Float32Array(0);
    const [mean, variance] = (statistics[i] ?? []).map((s) => s.dataSync() as Float32Array);
    const norm = v.gamma ? { gamma: of(v.gamma), beta: of(v.beta), mean, variance } : null;
    return { kernel: of(v.kernel), norm, bias: v.bias ? of(v.bias) : null };
  });
  const loss = value.dataSync()[0];
  list.forEach((variable) => variable.dispose());
  return { loss, gradients };
}

interface LayerVariables {
  kernel: tf.Variable;
  gamma?: tf.Variable;
  beta?: tf.Variable;
  bias?: tf.Variable;
}

function variablesOf(layer: Layer, w: LayerWeights): LayerVariables {
  const variable = (values: Float32Array, shape?: number[]) =>
    tf.variable(tf.tensor(values, shape ?? [values.length]));
  const kernel = variable(w.kernel, kernelShape(layer));
  if (w.norm) return { kernel, gamma: variable(w.norm.gamma), beta: variable(w.norm.beta) };
  return w.bias ? { kernel, bias: variable(w.bias) } : { kernel };
}
