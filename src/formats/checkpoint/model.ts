/**
 * What a manifest says of its network: MobileNetV2 by the few numbers that it is built from, any other network as the
 * list of its layers.
 */
import type { Note } from '../../base/outcome';
import { note } from '../../words/refusal';
import { both, is, list, nullable, object, optional, text, type Check } from '../../base/checks';
import type { NetworkDescription } from '../../model/description';
import { mobilenetV2 } from '../../model/mobilenetV2';
import type { Network, NetworkConfig } from '../../model/network';
import { describe, networkOf } from '../../model/networkOf';
import { contradiction } from '../../model/contradiction';

export type ManifestModel = MobilenetV2Model | NetworkDescription;

interface MobilenetV2Model {
  readonly family: 'MobileNetV2';
  readonly width: number;
  /** Height, width, planes. */
  readonly input: readonly [number, number, number];
  readonly stemStride: 1 | 2;
  readonly classes: number;
  /** Channels of each channel set, where some were removed for good. */
  readonly channels?: readonly number[];
}

export const positive = is(
  note('is-whole', { least: 1, most: 65536 }),
  (value) => Number.isInteger(value) && (value as number) > 0 && (value as number) <= 65536,
);
const pixels = is(
  note('is-whole', { least: 0, most: 64 }),
  (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 64,
);
const oneOf = (...choices: readonly (string | number)[]) =>
  is(note('is-one-of', { choices }), (value) => choices.some((choice) => choice === value));
const positiveNumber = (most: number) =>
  is(
    note('is-number-above', { above: 0, most }),
    (value) => typeof value === 'number' && value > 0 && value <= most,
  );

const MOBILENET_V2 = object({
  width: positiveNumber(10),
  input: list(positive),
  stemStride: oneOf(1, 2),
  classes: positive,
  channels: optional(list(positive)),
});

const SIDES = object({ top: pixels, right: pixels, bottom: pixels, left: pixels });
const PADDING: Check = (value, path) => (value === 'same' ? null : SIDES(value, path));
const DESCRIPTION = object({
  input: object({ size: positive, planes: positive }),
  layers: both(
    list(
      object({
        name: text,
        kind: oneOf('convolution', 'pointwise', 'depthwise', 'pool', 'dense'),
        from: optional(nullable(text)),
        adds: optional(text),
        channels: optional(positive),
        kernelSide: optional(positive),
        stride: optional(positive),
        padding: optional(PADDING),
        activation: optional(oneOf('relu6', 'relu', 'linear')),
        epsilon: optional(positiveNumber(1)),
      }),
    ),
    is(note('is-list-of', { what: 'layers', least: 1, most: 1000 }), (value) => {
      const { length } = value as readonly unknown[];
      return length >= 1 && length <= 1000;
    }),
  ),
  sets: optional(
    list(object({ name: text, kind: oneOf('stem', 'inner', 'stream', 'head'), of: text })),
  ),
});

export const MODEL: Check = (model, path) =>
  (isDescription(model) ? DESCRIPTION : MOBILENET_V2)(model, path);

/** Null where the model says what it is: MobileNetV2, or a list of layers. */
export function unknownModel(model: unknown): Note | null {
  const family = (model as Partial<MobilenetV2Model> | null | undefined)?.family;
  if (isDescription(model) || family === 'MobileNetV2') return null;
  return note('model-family', { family: JSON.stringify(family) });
}

function isDescription(model: unknown): model is NetworkDescription {
  return typeof model === 'object' && model !== null && 'layers' in model;
}

/** @throws Contradiction where the model contradicts itself. */
export function networkOfModel(model: ManifestModel): Network {
  if (isDescription(model)) return networkOf(model);
  const { width, input, stemStride, classes, channels } = model;
  if (input[1] !== input[0] || input[2] !== 3) {
    throw contradiction('input-not-square', { input });
  }
  const whole: NetworkConfig = { width, inputSize: input[0], stemStride, classes };
  return mobilenetV2(channels ? { ...whole, channels } : whole);
}

export function modelOf(network: Network): ManifestModel {
  const { config, sets } = network;
  if (!config) return describe(network);
  const { width, inputSize, stemStride, classes } = config;
  const whole = mobilenetV2({ width, inputSize, stemStride, classes });
  const cut = sets.some(({ index, size }) => size !== whole.sets[index].size);
  return {
    family: 'MobileNetV2',
    width,
    input: [inputSize, inputSize, 3],
    stemStride,
    classes,
    ...(cut ? { channels: sets.map(({ size }) => size) } : {}),
  };
}
