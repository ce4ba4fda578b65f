/**
 * Runs a network on TF.js's WASM backend: batch normalisation folded, one fused operation a layer.
 * Maps are NHWC: [images][height][width][channels].
 */
import * as tf from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, Network, Weights } from '../../src/model/network';
import type { Classifier } from './classifier';
import { Convolution } from './convolution';

/** Sees the output of a layer, after its activation and residual; it must not keep the tensor. */
export type Observer = (layer: Layer, output: tf.Tensor4D) => void;

/** A network on the heap; `dispose` gives its memory back. */
export class Executor implements Classifier {
  readonly network: Network;
  private readonly convolutions: readonly Convolution[];
  /** For each layer the indices of the outputs that nothing reads after it. */
  private readonly spent: readonly (readonly number[])[];

  constructor(network: Network, weights: Weights) {
    this.network = network;
    this.convolutions = network.layers.map((layer) => {
      const { kernel, bias } = foldBatchNorm(weights[layer.index]);
      return new Convolution(layer, kernel, bias);
    });
    this.spent = spentOutputs(network);
  }

  run(images: Float32Array): Float32Array {
    const { inputSize } = this.network.config;
    const planes = this.network.layers[0].inChannels;
    const count = images.length / (inputSize * inputSize * planes);
    const batch = tf.tensor4d(images, [count, inputSize, inputSize, planes]);
    const scores = this.runTensor(batch);
    batch.dispose();
    return scores;
  }

  /**
   * Class scores before the softmax: [images][classes].
   * @param images NHWC as `preprocess` makes them; stays as it is
   */
  runTensor(images: tf.Tensor4D, observe?: Observer): Float32Array {
    const outputs: tf.Tensor4D[] = [];
    let x = images;
    for (const { layer } of this.convolutions) {
      x = this.runLayer(layer, x, outputs);
      observe?.(layer, x);
      outputs.push(x);
      // Freed at once rather than by tf.tidy at the end: the working set stays small enough for the cache.
      for (const index of this.spent[layer.index]) outputs[index].dispose();
    }
    const scores = x.dataSync<'float32'>();
    x.dispose();
    return scores;
  }

  dispose(): void {
    for (const convolution of this.convolutions) convolution.dispose();
  }

  private runLayer(layer: Layer, x: tf.Tensor4D, outputs: readonly tf.Tensor4D[]): tf.Tensor4D {
    const convolution = this.convolutions[layer.index];
    if (layer.kind === 'classifier') {
      const pooled = tf.avgPool(x, [x.shape[1], x.shape[2]], 1, 'valid');
      const scores = convolution.run(pooled);
      pooled.dispose();
      return scores;
    }
    const y = convolution.run(x);
    if (layer.residualFrom === null) return y;
    const sum = tf.add<tf.Tensor4D>(y, outputs[layer.residualFrom]);
    y.dispose();
    return sum;
  }
}

function spentOutputs({ layers }: Network): number[][] {
  const lastReader = layers.map(({ index }) => index + 1);
  for (const { index, residualFrom } of layers) {
    if (residualFrom !== null) lastReader[residualFrom] = Math.max(lastReader[residualFrom], index);
  }
  return layers.map(({ index }) =>
    lastReader.flatMap((reader, output) => (reader === index ? [output] : [])),
  );
}
