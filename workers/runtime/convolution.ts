import * as tf from '@tensorflow/tfjs-core';
import { kernelShape } from '../../src/model/costs';
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
      // TF.js's types leave explicit padding out where its kernels take it.
      pad: explicitPadding(this.layer) as unknown as number,
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

/** A dense layer runs as a 1×1 convolution of the pooled map. */
function filterShape(layer: Layer): [number, number, number, number] {
  const { kind, inChannels, outChannels } = layer;
  if (kind === 'dense') return [1, 1, inChannels, outChannels];
  return kernelShape(layer) as [number, number, number, number];
}

/** Of [images][height][width][channels]. */
function explicitPadding({ padding }: Layer): tf.backend_util.ExplicitPadding {
  const { top, right, bottom, left } = padding;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
