import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../src/model/network';

/** A layer's convolution with its tensors on the heap; `dispose` gives their memory back. */
export class Convolution {
  readonly layer: Layer;
  private readonly filter: tf.Tensor4D;
  private readonly bias: tf.Tensor1D | null;

  /** @param bias one value an output channel; null leaves out the bias and the activation behind it */
  constructor(layer: Layer, kernel: Float32Array, bias: Float32Array | null) {
    this.layer = layer;
    this.filter = tf.tensor4d(kernel, filterShape(layer));
    this.bias = bias && tf.tensor1d(bias);
  }

  /** A new tensor; the input stays. */
  run(x: tf.Tensor4D): tf.Tensor4D {
    const { kind, stride, activation } = this.layer;
    const options = {
      x,
      filter: this.filter,
      strides: stride,
      // A number pads all four sides alike, as PyTorch does; TensorFlow's `same` would not at stride 2.
      pad: kind === 'stem' || kind === 'depthwise' ? 1 : 0,
      bias: this.bias ?? undefined,
      activation: this.bias ? activation : 'linear',
    } as const;
    return kind === 'depthwise' ? tf.fused.depthwiseConv2d(options) : tf.fused.conv2d(options);
  }

  dispose(): void {
    this.filter.dispose();
    this.bias?.dispose();
  }
}

/** The classifier runs as a 1×1 convolution of the pooled map. */
function filterShape({ kind, inChannels, outChannels }: Layer): [number, number, number, number] {
  switch (kind) {
    case 'stem':
      return [3, 3, inChannels, outChannels];
    case 'depthwise':
      return [3, 3, outChannels, 1];
    default:
      return [1, 1, inChannels, outChannels];
  }
}
