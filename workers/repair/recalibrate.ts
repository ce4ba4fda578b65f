/**
 * Batch-norm recalibration: new means and variances for a network whose channels or weights were cut.
 *
 * Batches of about 50 calibration images run forward once, in training mode: each convolution's output is normalised
 * by the mean and the biased variance of its own batch. What the batches found is averaged, with unbiased variances;
 * γ and β stay. (PyTorch does the same in training mode with momentum None.)
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LabelledImages } from '../../src/data/idx';
import { BATCH_NORM_EPSILON, type BatchNorm } from '../../src/model/network';
import type { Layer, LayerWeights, Network, Weights } from '../../src/model/network';
import type { Outcome } from '../../src/pruning/plan';
import { channelMeans } from '../runtime/channelMeans';
import { imageTensor } from '../runtime/evaluate';
import { Convolution } from '../runtime/convolution';
import { macrotask } from '../runtime/macrotask';
import { SUPERSEDED } from '../runtime/superseded';

/** Enough values in the smallest maps (2×2), and a heap that stays under 100 MB. */
const BATCH = 50;

/**
 * New weights that share every kernel with the old ones.
 * @param images the first `count` of them are used
 * @param onProgress called after every batch
 */
export async function recalibrate(
  network: Network,
  weights: Weights,
  images: LabelledImages,
  count: number,
  superseded: () => boolean,
  onProgress: () => void,
): Promise<Outcome<Weights>> {
  // The classifier has no normalisation: nothing in front of it depends on it.
  const layers = network.layers
    .filter(({ kind }) => kind !== 'classifier')
    .map((layer) => new TrainingLayer(layer, weights[layer.index]));
  try {
    for (const [from, to] of evenBatches(count)) {
      await macrotask();
      if (superseded()) return SUPERSEDED;
      const batch = imageTensor(images, from, to, network.config.inputSize);
      tf.tidy(() => runForward(layers, batch, (to - from) / count));
      batch.dispose();
      onProgress();
    }
  } finally {
    for (const layer of layers) layer.dispose();
  }
  return {
    ok: true,
    value: weights.map((old, index) => (old.norm ? { ...old, norm: layers[index].norm } : old)),
  };
}

/** As few batches as possible, none more than one image larger than another. */
export function evenBatches(count: number): [from: number, to: number][] {
  const batches = Math.ceil(count / BATCH);
  const start = (batch: number) => Math.round((batch * count) / batches);
  return Array.from({ length: batches }, (_, batch) => [start(batch), start(batch + 1)]);
}

function runForward(layers: readonly TrainingLayer[], images: tf.Tensor4D, share: number): void {
  const outputs: tf.Tensor4D[] = [];
  let x = images;
  for (const layer of layers) {
    const y = layer.run(x, share);
    const { residualFrom } = layer.layer;
    const next = residualFrom === null ? y : tf.add<tf.Tensor4D>(y, outputs[residualFrom]);
    outputs.push(next);
    if (next !== y) y.dispose();
    // Only the narrow maps are read again, by residual additions.
    if (layer.wide !== null) outputs[layer.wide].dispose();
    x = next;
  }
}

class TrainingLayer {
  readonly layer: Layer;
  /** Index of the wide map that this layer reads last, or null. */
  readonly wide: number | null;
  /** Collects the averages. */
  readonly norm: BatchNorm;
  private readonly convolution: Convolution;

  constructor(layer: Layer, { kernel, norm }: LayerWeights) {
    if (!norm) throw new Error(`${layer.name} has no batch normalisation`);
    const zeros = () => new Float32Array(norm.gamma.length);
    this.layer = layer;
    this.wide =
      layer.kind === 'depthwise' || layer.activation === 'linear' ? layer.index - 1 : null;
    this.norm = { gamma: norm.gamma, beta: norm.beta, mean: zeros(), variance: zeros() };
    this.convolution = new Convolution(layer, kernel, null);
  }

  /** @param share of all calibration images that `x` holds */
  run(x: tf.Tensor4D, share: number): tf.Tensor4D {
    const y = this.convolution.run(x);
    const { mean, variance } = channelMoments(y);
    const positions = y.size / mean.length;
    const unbiased = positions / Math.max(1, positions - 1);
    for (let c = 0; c < mean.length; c++) {
      this.norm.mean[c] += share * mean[c];
      this.norm.variance[c] += share * variance[c] * unbiased;
    }
    const normalised = normalise(y, { ...this.norm, mean, variance }, this.layer.activation);
    y.dispose();
    return normalised;
  }

  dispose(): void {
    this.convolution.dispose();
  }
}

interface Moments {
  readonly mean: Float32Array;
  /** Biased: divided by the number of values. */
  readonly variance: Float32Array;
}

/** Of each channel over all images and positions. */
export function channelMoments(maps: tf.Tensor4D): Moments {
  const mean = channelMeans(maps);
  const squares = tf.square(maps);
  const meanSquare = channelMeans(squares);
  squares.dispose();
  const variance = meanSquare.map((square, c) => Math.max(0, square - mean[c] * mean[c]));
  return { mean: Float32Array.from(mean), variance: Float32Array.from(variance) };
}

/** A 1×1 depthwise convolution is a multiplication and an addition a channel, with the activation in the same pass. */
function normalise(
  maps: tf.Tensor4D,
  { gamma, beta, mean, variance }: BatchNorm,
  activation: 'relu6' | 'linear',
): tf.Tensor4D {
  const scale = gamma.map((g, c) => g / Math.sqrt(variance[c] + BATCH_NORM_EPSILON));
  const shift = beta.map((b, c) => b - mean[c] * scale[c]);
  const filter = tf.tensor4d(scale, [1, 1, scale.length, 1]);
  const bias = tf.tensor1d(shift);
  const options = { x: maps, filter, bias, strides: 1, pad: 0, activation } as const;
  const result = tf.fused.depthwiseConv2d(options);
  tf.dispose([filter, bias]);
  return result;
}
