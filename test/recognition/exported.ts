/** Networks that are written in other tools' formats: relatives of the family, what the lab answers, what comes back. */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import type { ExportedModel } from '../../src/formats/exportedModel';
import type { NetworkDescription } from '../../src/model/description';
import type { Layer, Network, Weights } from '../../src/model/network';
import { describe as descriptionOf, networkOf } from '../../src/model/networkOf';
import { symmetricPadding } from '../../src/model/padding';
import { quantise } from '../../src/quantisation/quantise';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import type { Range } from '../../src/quantisation/ranges';
import { Executor } from '../../workers/runtime/executor';
import { unwrap } from '../lab/bundled';
import { cifarMobilenetV2, mobilenetV1, teachableMachine } from '../model/family';
import { between, flatWeights, randomWeights, sameBytes, SMALL } from '../pruning/networks';

export interface Model {
  readonly network: Network;
  readonly weights: Weights;
}

export function exported({ network, weights }: Model): ExportedModel {
  const planes = Array.from({ length: network.input.planes }, () => 0.5);
  const classNames = namesOf(network);
  return {
    ...{ network, weights, classNames, mean: planes, deviation: planes },
    framing: 'stretch',
    ...{ name: 'Test', record: '{"plan":"mine"}' },
  };
}

export function namesOf({ classes }: Network): string[] {
  return Array.from({ length: classes }, (_, i) => `class ${i}`);
}

export function random(description: NetworkDescription, seed = 1): Model {
  const network = networkOf(description);
  return { network, weights: randomWeights(network, seed) };
}

/** As PyTorch pads. */
export function symmetric(network: Network): NetworkDescription {
  const described = descriptionOf(network);
  return {
    ...described,
    layers: described.layers.map((layer) =>
      layer.kernelSide === 3 ? { ...layer, padding: symmetricPadding(1) } : layer,
    ),
  };
}

export const RELATIVES: readonly (readonly [string, () => Model])[] = [
  ['MobileNetV2 with SAME padding', () => random(descriptionOf(SMALL))],
  ['MobileNetV2 padded as PyTorch does', () => random(symmetric(SMALL))],
  [
    'MobileNetV2 of an odd size',
    () => random(symmetric({ ...SMALL, input: { size: 9, planes: 3 } })),
  ],
  ['MobileNetV1', () => random(mobilenetV1(32, 4, 5))],
  ['projected shortcuts', () => random(cifarMobilenetV2())],
  ['several dense layers, grey', () => random(teachableMachine())],
  [
    'one score',
    () =>
      random({
        ...teachableMachine(),
        layers: [
          ...teachableMachine().layers.slice(0, -1),
          { name: 'score', kind: 'dense', channels: 1 },
        ],
      }),
  ],
];

/** NHWC, from −1 to 1. */
export function imageFor({ input: { size, planes } }: Network, seed = 7): Float32Array {
  return between(seededRandom(seed, 0), size * size * planes, -1, 1);
}

export function labScores({ network, weights }: Model, image: Float32Array): Float32Array {
  const executor = new Executor(network, weights);
  const scores = executor.run(image);
  executor.dispose();
  return scores;
}

/** Softmax; of a single score its sigmoid. */
export function probabilities(scores: Float32Array): number[] {
  if (scores.length === 1) return [1 / (1 + Math.exp(-scores[0]))];
  const most = Math.max(...scores);
  const powers = [...scores].map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
}

/** Whether two networks have the same weights; `toEqual` takes seconds for them. */
export function sameWeights(a: Weights, b: Weights): boolean {
  const normed = (weights: Weights) => weights.map(({ norm }) => norm !== null).join();
  return normed(a) === normed(b) && sameBytes(flatWeights(a), flatWeights(b));
}

/** Of a layer, what a file without names keeps. */
export function withoutNames(layer: Layer) {
  const unsaid = { name: '', inSet: null, outSet: null };
  return { ...layer, ...unsaid, kind: kindOf(layer) };
}

/** A convolution of one pixel, or of one map, has two names. */
export function kindOf({ kind, kernelSide, stride, inChannels }: Layer) {
  const own = kind === 'depthwise' && inChannels === 1 ? 'convolution' : kind;
  return own === 'convolution' && kernelSide === 1 && stride === 1 ? 'pointwise' : own;
}

/** In eight bits, by the least and most of what its maps hold for some images. */
export function calibrated({ network, weights }: Model): QuantisedNetwork {
  const executor = new Executor(network, weights);
  const outputs = network.layers.map(() => NOTHING);
  const sums = network.layers.map(() => NOTHING);
  for (const seed of [1, 2, 3, 4]) {
    const { size, planes } = network.input;
    const images = tf.tensor4d(imageFor(network, seed), [1, size, size, planes]);
    executor.runTensor(images, ({ index }, sum, own) => {
      outputs[index] = wider(outputs[index], own.dataSync<'float32'>());
      sums[index] = wider(sums[index], sum.dataSync<'float32'>());
    });
    images.dispose();
  }
  executor.dispose();
  return unwrap(quantise(network, weights, { image: { low: -1, high: 1 }, outputs, sums }));
}

const NOTHING: Range = { low: 0, high: 0 };

function wider({ low, high }: Range, values: Float32Array): Range {
  return { low: Math.min(low, ...values), high: Math.max(high, ...values) };
}
