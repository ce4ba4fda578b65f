/** The network in ordinary TF.js operators, in training mode: what the training program is compared with. */
import * as tf from '@tensorflow/tfjs';
import type { LayerWeights, Network } from '../../src/model/network';
import { kernelSize } from '../../src/model/costs';
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
    if (layer.kind === 'pool') return { kernel: new Float32Array(0), norm: null, bias: null };
    const deviation = Math.sqrt((2 * layer.outChannels) / size);
    const kernel = Float32Array.from({ length: size }, () => deviation * gauss());
    const n = layer.outChannels;
    if (layer.kind === 'dense') return { kernel, norm: null, bias: near(0, n) };
    const statistics = { mean: new Float32Array(n), variance: new Float32Array(n).fill(1) };
    return { kernel, norm: { gamma: near(1, n), beta: near(0, n), ...statistics }, bias: null };
  });
}

const border = (x: tf.Tensor4D) =>
  tf.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);

/** Loss and gradients on the current backend of TF.js, for one label an image. */
export function referenceGradients(
  network: Network,
  weights: readonly LayerWeights[],
  images: Float32Array,
  labels: readonly number[],
  labelSmoothing = 0,
): ReferenceResult {
  const size = network.input.size;
  const batch = labels.length;
  const statistics: tf.Tensor[][] = [];
  const variables = network.layers.map((layer, i) =>
    variablesOf(layer.kind, weights[i], network, i),
  );
  const compute = () => {
    let x: tf.Tensor = tf.tensor4d(images, [batch, size, size, 3]);
    const outputs: tf.Tensor[] = [];
    network.layers.forEach((layer, i) => {
      const v = variables[i];
      const strides = layer.stride;
      if (layer.kind === 'pool') return;
      if (layer.kind === 'dense') {
        x = tf.add(tf.matMul(tf.mean(x, [1, 2]) as tf.Tensor2D, v.kernel as tf.Tensor2D), v.bias!);
        return;
      }
      const kernel = v.kernel as tf.Tensor4D;
      if (layer.kind === 'pointwise') x = tf.conv2d(x as tf.Tensor4D, kernel, 1, 'valid');
      else {
        const padded = border(x as tf.Tensor4D);
        const convolution = layer.kind === 'convolution' ? tf.conv2d : tf.depthwiseConv2d;
        x = convolution(padded, kernel, strides, 'valid');
      }
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      statistics[i] = [tf.keep(mean.clone()), tf.keep(variance.clone())];
      const inverse = tf.rsqrt(tf.add(variance, layer.epsilon!));
      x = tf.add(tf.mul(tf.mul(tf.sub(x, mean), inverse), v.gamma!), v.beta!);
      if (layer.activation === 'relu6') x = tf.relu6(x);
      if (layer.adds !== null) x = tf.add(x, outputs[layer.adds]);
      outputs[i] = x;
    });
    const classes = network.classes;
    const hard = tf.oneHot(tf.tensor1d(labels as number[], 'int32'), classes);
    const target = tf.add(tf.mul(hard, 1 - labelSmoothing), labelSmoothing / classes);
    return tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(x)), 1))) as tf.Scalar;
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

function variablesOf(kind: string, w: LayerWeights, network: Network, i: number): LayerVariables {
  const { inChannels, outChannels } = network.layers[i];
  const shapes: Record<string, number[]> = {
    convolution: [3, 3, inChannels, outChannels],
    pointwise: [1, 1, inChannels, outChannels],
    depthwise: [3, 3, outChannels, 1],
    pool: [0],
    dense: [inChannels, outChannels],
  };
  const variable = (values: Float32Array, shape?: number[]) =>
    tf.variable(tf.tensor(values, shape ?? [values.length]));
  const kernel = variable(w.kernel, shapes[kind]);
  if (w.norm) return { kernel, gamma: variable(w.norm.gamma), beta: variable(w.norm.beta) };
  return w.bias ? { kernel, bias: variable(w.bias) } : { kernel };
}
