/**
 * Runs a network on TF.js's WASM backend: batch normalisation folded, one fused operation a layer.
 * Maps are NHWC: [images][height][width][channels].
 */
import * as tf from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, LayerWeights, Network, Weights } from '../../src/model/network';

/** Sees the output of a layer, after its activation and residual; it must not keep the tensor. */
export type Observer = (layer: Layer, output: tf.Tensor4D) => void;

/** A convolution with the tensors that it needs. */
export class ConvolutionLayer {
  readonly layer: Layer;
  private readonly filter: tf.Tensor4D;
  private readonly bias: tf.Tensor1D | null;

  /** @param bias one value an output channel, or null where there is none */
  constructor(layer: Layer, kernel: Float32Array, bias: Float32Array | null) {
    this.layer = layer;
    this.filter = tf.tensor4d(kernel, filterShape(layer));
    this.bias = bias && tf.tensor1d(bias);
  }

  static folded(layer: Layer, weights: LayerWeights): ConvolutionLayer {
    const { kernel, bias } = foldBatchNorm(weights);
    return new ConvolutionLayer(layer, kernel, bias);
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

/** A network on the heap; `dispose` gives its memory back. */
export class Executor {
  readonly network: Network;
  private readonly layers: readonly ConvolutionLayer[];

  constructor(network: Network, weights: Weights) {
    this.network = network;
    this.layers = network.layers.map((layer) =>
      ConvolutionLayer.folded(layer, weights[layer.index]),
    );
  }

  /**
   * Class scores before the softmax: [images][classes].
   * @param images NHWC as `preprocess` makes them; stays as it is
   */
  run(images: tf.Tensor4D, observe?: Observer): Float32Array {
    const outputs: tf.Tensor4D[] = [];
    const lastReader = lastReaders(this.network);
    let x = images;
    for (const { layer } of this.layers) {
      const y = this.runLayer(layer, x, outputs);
      observe?.(layer, y);
      outputs.push(y);
      x = y;
      // Freed at once rather than by tf.tidy at the end: the working set stays small enough for the cache.
      outputs.forEach((output, index) => lastReader[index] === layer.index && output.dispose());
    }
    const scores = x.dataSync<'float32'>();
    x.dispose();
    return scores;
  }

  dispose(): void {
    for (const layer of this.layers) layer.dispose();
  }

  private runLayer(layer: Layer, x: tf.Tensor4D, outputs: readonly tf.Tensor4D[]): tf.Tensor4D {
    const pooled =
      layer.kind === 'classifier' ? tf.avgPool(x, [x.shape[1], x.shape[2]], 1, 'valid') : x;
    const y = this.layers[layer.index].run(pooled);
    if (pooled !== x) pooled.dispose();
    if (layer.residualFrom === null) return y;
    const sum = tf.add<tf.Tensor4D>(y, outputs[layer.residualFrom]);
    y.dispose();
    return sum;
  }
}

/** For each layer the index of the last layer that reads its output. */
function lastReaders(network: Network): number[] {
  const last = network.layers.map(({ index }) => index + 1);
  for (const { index, residualFrom } of network.layers) {
    if (residualFrom !== null) last[residualFrom] = Math.max(last[residualFrom], index);
  }
  return last;
}
