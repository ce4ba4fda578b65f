/**
 * Runs a network on TF.js's WASM backend: batch normalisation folded, one fused operation a layer.
 * Maps are NHWC: [images][height][width][channels].
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Network, Weights } from '../../src/model/network';
import type { Classifier } from './classifier';
import { layerRunner, type LayerRunner } from './layerRunner';
import { runLayers, type Observer } from './runLayers';

/** A network on the heap; `dispose` gives its memory back. */
export class Executor implements Classifier {
  readonly network: Network;
  private readonly runners: readonly LayerRunner[];

  constructor(network: Network, weights: Weights) {
    this.network = network;
    this.runners = network.layers.map((layer) => layerRunner(layer, weights[layer.index]));
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
    const last = runLayers(this.network.layers, images, {
      run: ({ index }, x) => this.runners[index].run(x),
      observe,
    });
    const scores = last.dataSync<'float32'>();
    last.dispose();
    return scores;
  }

  dispose(): void {
    for (const runner of this.runners) runner.dispose();
  }
}
