/** Any network of the family in TF.js's unfused operators on its cpu backend, layer by layer. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Layer, LayerWeights, Network, Weights } from '../../src/model/network';

interface CpuRun {
  /** Output of each layer: [images][height][width][channels]. */
  readonly maps: readonly Float32Array[];
  /** By layer, of its own batch before normalisation; null where it has none. */
  readonly moments: readonly (Moments | null)[];
}

interface Moments {
  readonly mean: Float32Array;
  /** Biased. */
  readonly variance: Float32Array;
}

/**
 * @param images [images][size][size][planes]
 * @param norms what each layer is normalised by: its running statistics, or its batch's as in training
 * @param silenced by channel set: channels that are 0 wherever the set appears
 */
export async function cpuRun(
  { input: { size, planes }, layers }: Network,
  weights: Weights,
  images: Float32Array,
  norms: 'running' | 'batch' = 'running',
  silenced: readonly ReadonlySet<number>[] = [],
): Promise<CpuRun> {
  const backend = tf.getBackend();
  await tf.setBackend('cpu');
  const count = images.length / (size * size * planes);
  const moments: (Moments | null)[] = [];
  const maps = tf.tidy(() => {
    const outputs: tf.Tensor4D[] = [];
    const image = tf.tensor4d(images, [count, size, size, planes]);
    for (const layer of layers) {
      const x = layer.from === null ? image : outputs[layer.from];
      const own = weights[layer.index];
      const raw = linear(layer, x, own.kernel);
      const y = layer.kind === 'pool' ? raw : activated(layer, shifted(layer, raw, own, norms));
      moments.push(own.norm ? momentsOf(raw) : null);
      const added = layer.adds === null ? y : tf.add<tf.Tensor4D>(y, outputs[layer.adds]);
      const quiet = layer.outSet === null ? undefined : silenced[layer.outSet];
      const gate = Array.from({ length: layer.outChannels }, (_, c) => (quiet?.has(c) ? 0 : 1));
      outputs.push(tf.mul(added, tf.tensor1d(gate)));
    }
    return outputs.map((output) => output.dataSync<'float32'>().slice());
  });
  await tf.setBackend(backend);
  return { maps, moments };
}

function linear(layer: Layer, x: tf.Tensor4D, kernel: Float32Array): tf.Tensor4D {
  const { kind, kernelSide, stride, inChannels, outChannels, padding } = layer;
  if (kind === 'pool') return tf.mean(x, [1, 2], true);
  if (kind === 'dense') {
    const rows = tf.reshape(x, [-1, inChannels]);
    const product = tf.matMul(rows, tf.tensor2d(kernel, [inChannels, outChannels]));
    return tf.reshape(product, [-1, 1, 1, outChannels]);
  }
  const { top, right, bottom, left } = padding;
  const padded = tf.pad4d(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  if (kind === 'depthwise') {
    const filter = tf.tensor4d(kernel, [kernelSide, kernelSide, outChannels, 1]);
    return tf.depthwiseConv2d(padded, filter, stride, 'valid');
  }
  const filter = tf.tensor4d(kernel, [kernelSide, kernelSide, inChannels, outChannels]);
  return tf.conv2d(padded, filter, stride, 'valid');
}

function shifted(
  { epsilon }: Layer,
  x: tf.Tensor4D,
  { norm, bias }: LayerWeights,
  norms: 'running' | 'batch',
): tf.Tensor4D {
  if (!norm) return tf.add(x, tf.tensor1d(bias!));
  const { mean, variance } = norms === 'running' ? norm : momentsOf(x);
  const { gamma, beta } = norm;
  const vectors = [mean, variance, beta, gamma].map((values) => tf.tensor1d(values));
  const [m, v, b, g] = vectors;
  return tf.batchNorm4d(x, m, v, b, g, epsilon!);
}

function momentsOf(x: tf.Tensor4D): Moments {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return {
    mean: mean.dataSync<'float32'>().slice(),
    variance: variance.dataSync<'float32'>().slice(),
  };
}

function activated({ activation }: Layer, x: tf.Tensor4D): tf.Tensor4D {
  if (activation === 'linear') return x;
  return activation === 'relu' ? tf.relu(x) : tf.relu6(x);
}
