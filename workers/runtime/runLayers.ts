import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../src/model/network';

/**
 * Sees the output of a layer, after its activation and addition, and what it was before the addition: the same tensor where
 * nothing is added. It must keep neither.
 */
export type Observer = (layer: Layer, output: tf.Tensor4D, own: tf.Tensor4D) => void;

/** How layers are computed; each gives a new tensor and leaves what it reads. */
export interface LayerSteps {
  /** One layer with its activation, its addition left out. */
  run(layer: Layer, x: tf.Tensor4D): tf.Tensor4D;
  /** The addition behind it; TF.js's where nothing is said. */
  add?(layer: Layer, own: tf.Tensor4D, other: tf.Tensor4D): tf.Tensor4D;
  observe?: Observer;
}

/**
 * Runs layers in the order in which they read each other, and frees each output behind its last reader, rather than
 * by tf.tidy at the end: the working set stays small enough for the cache.
 * @param layers the network's, or the first of them
 * @param images stay as they are
 * @returns output of the last layer
 */
export function runLayers(
  layers: readonly Layer[],
  images: tf.Tensor4D,
  { run, add = (_, own, other) => tf.add(own, other), observe }: LayerSteps,
): tf.Tensor4D {
  const outputs: tf.Tensor4D[] = [];
  const spent = spentOutputs(layers);
  for (const layer of layers) {
    const y = run(layer, layer.from === null ? images : outputs[layer.from]);
    const output = layer.adds === null ? y : add(layer, y, outputs[layer.adds]);
    observe?.(layer, output, y);
    if (output !== y) y.dispose();
    outputs.push(output);
    for (const index of spent[layer.index]) outputs[index].dispose();
  }
  return outputs[outputs.length - 1];
}

/** For each layer the indices of the outputs that nothing reads after it. */
function spentOutputs(layers: readonly Layer[]): number[][] {
  const last: number[] = [];
  for (const { index, from, adds } of layers) {
    for (const read of [from, adds]) if (read !== null) last[read] = index;
  }
  const spent = layers.map((): number[] => []);
  last.forEach((reader, output) => spent[reader].push(output));
  return spent;
}
