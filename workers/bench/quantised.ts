/** A network in eight bits for timing: the ranges of its maps are those of the pictures that it is timed on. */
import * as tf from '@tensorflow/tfjs-core';
import { orThrow } from '../../src/base/outcome';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { quantise } from '../../src/quantisation/quantise';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import type { Range } from '../../src/quantisation/ranges';
import { Executor } from '../runtime/executor';

/** @param images one or more, NHWC */
export function inInt8(dense: CompactNetwork, images: Float32Array): CompactNetwork {
  return { ...dense, stored: { precision: 'int8', quantised: quantisedFor(dense, images) } };
}

export function quantisedFor(
  { network, weights }: CompactNetwork,
  images: Float32Array,
): QuantisedNetwork {
  const { size, planes } = network.input;
  const executor = new Executor(network, weights);
  const batch = tf.tensor4d(images, [images.length / (size * size * planes), size, size, planes]);
  const [outputs, sums]: [Range[], Range[]] = [[], []];
  executor.runTensor(batch, ({ index }, output, own) => {
    outputs[index] = rangeOf(own.dataSync<'float32'>());
    sums[index] = output === own ? outputs[index] : rangeOf(output.dataSync<'float32'>());
  });
  batch.dispose();
  executor.dispose();
  return orThrow(quantise(network, weights, { image: rangeOf(images), outputs, sums }));
}

function rangeOf(values: Float32Array): Range {
  const extreme = (pick: (a: number, b: number) => number) =>
    values.reduce((a, b) => pick(a, b), 0);
  return { low: extreme(Math.min), high: extreme(Math.max) };
}
