/**
 * Runs an int8 network on TF.js's WASM backend: its integers as float32, which are exact while the sums of a layer stay below
 * 2²⁴ (a sum beyond, which takes a thousand large weights at large activations, may end one step off). For where the lab's
 * kernels cannot run, and for who looks at maps.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../src/model/network';
import {
  added,
  additionOf,
  clamped,
  clampOf,
  dequantise,
  meanOf,
  productFactors,
  quantise,
} from '../../src/quantisation/arithmetic';
import type {
  QuantisedLayer,
  QuantisedNetwork,
  TensorScale,
} from '../../src/quantisation/quantisedNetwork';
import type { Classifier } from './classifier';
import { Convolution } from './convolution';
import type { LayerRunner } from './layerRunner';
import { runLayers, type Observer } from './runLayers';

/** An int8 network on the heap; `dispose` gives its memory back. */
export class Int8Executor implements Classifier {
  readonly network: Network;
  private readonly quantised: QuantisedNetwork;
  private readonly runners: readonly LayerRunner[];

  constructor(quantised: QuantisedNetwork) {
    this.network = quantised.network;
    this.quantised = quantised;
    this.runners = quantised.layers.map((layer) =>
      layer.layer.kind === 'pool' ? new Int8Pool(layer) : new Int8Convolution(layer),
    );
  }

  /** @param observe sees every map as steps from its zero point */
  run(images: Float32Array, observe?: Observer): Float32Array {
    const { layers, image } = this.quantised;
    const { size, planes } = this.network.input;
    const steps = images.map((value) => quantise(value, image) - image.zeroPoint);
    const batch = tf.tensor4d(steps, [images.length / (size * size * planes), size, size, planes]);
    const last = runLayers(this.network.layers, batch, {
      run: ({ index }, x) => this.runners[index].run(x),
      add: ({ index, adds }, x, y) => sumOf(layers[index], layers[adds!], x, y),
      observe,
    });
    const { sum } = layers[layers.length - 1];
    const scores = last.dataSync<'float32'>();
    tf.dispose([batch, last]);
    return scores.map((q) => dequantise(q + sum.zeroPoint, sum));
  }

  dispose(): void {
    for (const runner of this.runners) runner.dispose();
  }
}

class Int8Convolution implements LayerRunner {
  private readonly convolution: Convolution;
  private readonly bias: tf.Tensor1D;
  private readonly factors: tf.Tensor1D;
  /** Of the output, from its zero point. */
  private readonly low: number;
  private readonly high: number;

  constructor({ layer, kernel, kernelScales, bias, input, output }: QuantisedLayer) {
    this.convolution = new Convolution(layer, Float32Array.from(kernel), null);
    this.bias = tf.tensor1d(Float32Array.from(bias));
    this.factors = tf.tensor1d(productFactors(input, kernelScales, output));
    const { low, high } = clampOf(layer.activation, output);
    this.low = low - output.zeroPoint;
    this.high = high - output.zeroPoint;
  }

  run(x: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() => {
      const sums = tf.add(this.convolution.run(x), this.bias);
      return tf.clipByValue(tf.round(tf.mul(sums, this.factors)), this.low, this.high);
    }) as tf.Tensor4D;
  }

  dispose(): void {
    this.convolution.dispose();
    tf.dispose([this.bias, this.factors]);
  }
}

class Int8Pool implements LayerRunner {
  private readonly zeroPoint: number;

  constructor({ input }: QuantisedLayer) {
    this.zeroPoint = input.zeroPoint;
  }

  run(x: tf.Tensor4D): tf.Tensor4D {
    const count = x.shape[1] * x.shape[2];
    const sums = tf.tidy(() => tf.sum(x, [1, 2]).dataSync<'float32'>());
    const means = sums.map((sum) => meanOf(sum + count * this.zeroPoint, count) - this.zeroPoint);
    return tf.tensor4d(means, [x.shape[0], 1, 1, x.shape[3]]);
  }

  dispose(): void {}
}

function sumOf(
  { output, sum }: QuantisedLayer,
  { sum: other }: QuantisedLayer,
  x: tf.Tensor4D,
  y: tf.Tensor4D,
): tf.Tensor4D {
  const steps = x.dataSync<'float32'>();
  addTo(steps, y.dataSync<'float32'>(), output, other, sum);
  return tf.tensor4d(steps, x.shape);
}

function addTo(
  steps: Float32Array,
  others: Float32Array,
  own: TensorScale,
  other: TensorScale,
  sum: TensorScale,
): void {
  const addition = additionOf(own, other, sum);
  const ends = { low: -128 - sum.zeroPoint, high: 127 - sum.zeroPoint };
  for (let i = 0; i < steps.length; i++) {
    const q = added(steps[i] + own.zeroPoint, others[i] + other.zeroPoint, addition);
    steps[i] = clamped(q, ends);
  }
}
