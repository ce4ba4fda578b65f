/** Calibration in TF.js's operators, for batches of any size: what the kernels' is held against, and their stand-in. */
import * as tf from '@tensorflow/tfjs-core';
import { hasNorm } from '../../src/model/costs';
import type { BatchNorm, Layer, LayerWeights, Network, Weights } from '../../src/model/network';
import type { Calibration, CalibrationOptions } from '../kernels/training/calibration';
import { channelMeans } from '../runtime/channelMeans';
import { Convolution } from '../runtime/convolution';
import { layerRunner, type LayerRunner } from '../runtime/layerRunner';
import { runLayers } from '../runtime/runLayers';

export class TfjsCalibration implements Calibration {
  private readonly network: Network;
  private readonly given: Weights;
  /** Up to the last one that is normalised: nothing in front of it depends on the rest. */
  private readonly layers: readonly Layer[];
  private readonly runners: readonly (CalibratedLayer | LayerRunner)[];
  private readonly batch: number;
  private seen: number;

  constructor(network: Network, weights: Weights, { batch, seen = 0 }: CalibrationOptions) {
    this.network = network;
    this.given = weights;
    this.batch = batch;
    this.seen = seen;
    this.layers = network.layers.slice(0, network.layers.findLastIndex(hasNorm) + 1);
    this.runners = this.layers.map((layer) => {
      const own = weights[layer.index];
      return own.norm ? new CalibratedLayer(layer, own, own.norm) : layerRunner(layer, own);
    });
  }

  absorb(images: Float32Array): void {
    const { size, planes } = this.network.input;
    this.seen += this.batch;
    const share = this.batch / this.seen;
    tf.tidy(() => {
      const batch = tf.tensor4d(images, [this.batch, size, size, planes]);
      runLayers(this.layers, batch, { run: ({ index }, x) => this.runners[index].run(x, share) });
    });
  }

  weights(): Weights {
    return this.given.map((old, i) => {
      const runner = this.runners[i];
      return runner instanceof CalibratedLayer ? { ...old, norm: runner.norm } : old;
    });
  }

  dispose(): void {
    for (const runner of this.runners) runner.dispose();
  }
}

class CalibratedLayer {
  /** Collects the averages. */
  readonly norm: BatchNorm;
  private readonly layer: Layer;
  private readonly convolution: Convolution;

  constructor(layer: Layer, { kernel }: LayerWeights, norm: BatchNorm) {
    this.layer = layer;
    this.norm = { ...norm, mean: norm.mean.slice(), variance: norm.variance.slice() };
    this.convolution = new Convolution(layer, kernel, null);
  }

  /** @param share of this batch in the averages */
  run(x: tf.Tensor4D, share: number): tf.Tensor4D {
    const y = this.convolution.run(x);
    const { mean, variance } = channelMoments(y);
    const positions = y.size / mean.length;
    const unbiased = positions / Math.max(1, positions - 1);
    for (let c = 0; c < mean.length; c++) {
      this.norm.mean[c] += share * (mean[c] - this.norm.mean[c]);
      this.norm.variance[c] += share * (variance[c] * unbiased - this.norm.variance[c]);
    }
    const normalised = normalise(this.layer, y, { ...this.norm, mean, variance });
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
  { activation, epsilon }: Layer,
  maps: tf.Tensor4D,
  { gamma, beta, mean, variance }: BatchNorm,
): tf.Tensor4D {
  const scale = gamma.map((g, c) => g / Math.sqrt(variance[c] + epsilon!));
  const shift = beta.map((b, c) => b - mean[c] * scale[c]);
  const filter = tf.tensor4d(scale, [1, 1, scale.length, 1]);
  const bias = tf.tensor1d(shift);
  const options = { x: maps, filter, bias, strides: 1, pad: 0, activation } as const;
  const result = tf.fused.depthwiseConv2d(options);
  tf.dispose([filter, bias]);
  return result;
}
