import * as tf from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, LayerWeights } from '../../src/model/network';
import { Convolution } from './convolution';

/** One layer with its activation, its addition left out; `dispose` gives its memory back. */
export interface LayerRunner {
  /** A new tensor; the input stays. */
  run(x: tf.Tensor4D): tf.Tensor4D;
  dispose(): void;
}

/** With batch normalisation folded in. */
export function layerRunner(layer: Layer, weights: LayerWeights): LayerRunner {
  if (layer.kind === 'pool') return new GlobalPool();
  const { kernel, bias } = foldBatchNorm(layer, weights);
  return new Convolution(layer, kernel, bias);
}

class GlobalPool implements LayerRunner {
  run(x: tf.Tensor4D): tf.Tensor4D {
    return tf.avgPool(x, [x.shape[1], x.shape[2]], 1, 'valid');
  }

  dispose(): void {}
}
