/**
 * Runs a network on TF.js's WASM backend: batch normalisation folded, one fused operation a layer.
 * Maps are NHWC: [images][height][width][channels].
 */
import * as tf from '@tensorflow/tfjs-core';
import { hasWeights } from '../../src/model/costs';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, Network, Weights } from '../../src/model/network';
import type { Classifier } from './classifier';
import { Convolution } from './convolution';

/** Sees the output of a layer, after its activation and addition; it must not keep the tensor. */
export type Observer = (layer: Layer, output: tf.Tensor4D) => void;

/** A network on the heap; `dispose` gives its memory back. */
export class Executor implements Classifier {
  readonly network: Network;
  /** By layer; null for a pool. */
  private readonly convolutions: readonly (Convolution | null)[];
  /** For each layer the indices of the outputs that nothing reads after it. */
  private readonly spent: readonly (readonly number[])[];

  constructor(network: Network, weights: Weights) {
    this.network = network;
    this.convolutions = network.layers.map((layer) => {
      if (!hasWeights(layer)) return null;
      const { kernel, bias } = foldBatchNorm(layer, weights[layer.index]);
      return new Convolution(layer, kernel, bias);
    });
    this.spent = spentOutputs(network);
  }

  run(images: Float32Array): Float32Array {
    const { size, planes } = this.network.input;
    const batch = tf.tensor4d(images, [images.length / (size * size * planes), size, size, planes]);
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
    for (const layer of this.network.layers) {
      const output = this.runLayer(
        layer,
        layer.from === null ? images : outputs[layer.from],
        outputs,
      );
      observe?.(layer, output);
      outputs.push(output);
      // Freed at once rather than by tf.tidy at the end: the working set stays small enough for the cache.
      for (const index of this.spent[layer.index]) outputs[index].dispose();
    }
    const last = outputs[outputs.length - 1];
    const scores = last.dataSync<'float32'>();
    last.dispose();
    return scores;
  }

  dispose(): void {
    for (const convolution of this.convolutions) convolution?.dispose();
  }

  private runLayer(layer: Layer, x: tf.Tensor4D, outputs: readonly tf.Tensor4D[]): tf.Tensor4D {
    const y =
      this.convolutions[layer.index]?.run(x) ??
      tf.avgPool(x, [layer.inSize, layer.inSize], 1, 'valid');
    if (layer.adds === null) return y;
    const sum = tf.add<tf.Tensor4D>(y, outputs[layer.adds]);
    y.dispose();
    return sum;
  }
}

function spentOutputs({ layers }: Network): number[][] {
  const lastReader = layers.map(() => layers.length);
  for (const { index, from, adds } of layers) {
    if (from !== null) lastReader[from] = index;
    if (adds !== null) lastReader[adds] = index;
  }
  return layers.map(({ index }) =>
    lastReader.flatMap((reader, output) => (reader === index ? [output] : [])),
  );
}
