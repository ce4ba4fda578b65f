import * as tf from '@tensorflow/tfjs-core';
import type { BatchNorm, Layer, LayerWeights } from '../../src/model/network';
import { channelMeans } from '../runtime/channelMeans';
import { Convolution } from '../runtime/convolution';

/** A convolution that is normalised by the batch it sees, as in training; `dispose` gives its memory back. */
export class BatchLayer {
  private readonly layer: Layer;
  private readonly gamma: Float32Array;
  private readonly beta: Float32Array;
  private readonly convolution: Convolution;

  constructor(layer: Layer, { kernel }: LayerWeights, norm: BatchNorm) {
    this.layer = layer;
    this.gamma = norm.gamma;
    this.beta = norm.beta;
    this.convolution = new Convolution(layer, kernel, null);
  }

  /** A new tensor after the activation; the input stays. */
  run(x: tf.Tensor4D): tf.Tensor4D {
    const maps = this.convolution.run(x);
    const { scale, shift } = this.normalisation(maps);
    // A 1×1 depthwise convolution: multiplication, addition and activation in one pass.
    const filter = tf.tensor4d(scale, [1, 1, scale.length, 1]);
    const bias = tf.tensor1d(shift);
    const { activation } = this.layer;
    const options = { x: maps, filter, bias, strides: 1, pad: 0, activation } as const;
    const result = tf.fused.depthwiseConv2d(options);
    tf.dispose([maps, filter, bias]);
    return result;
  }

  dispose(): void {
    this.convolution.dispose();
  }

  private normalisation(maps: tf.Tensor4D) {
    const squared = tf.square(maps);
    const mean = channelMeans(maps);
    const meanSquare = channelMeans(squared);
    squared.dispose();
    const scale = this.gamma.map((gamma, c) => {
      const variance = Math.max(0, meanSquare[c] - mean[c] * mean[c]);
      return gamma / Math.sqrt(variance + this.layer.epsilon!);
    });
    return { scale, shift: this.beta.map((beta, c) => beta - mean[c] * scale[c]) };
  }
}
