/**
 * Keras's description of a network, as model.json of TF.js and the configuration in .h5 and .keras hold it: nested
 * models become one list of operations. Layouts are TensorFlow's, so no kernel is turned.
 */
import { rowOf } from '../rowOf';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { minus, over, plus, times, type AffineOf } from '../affine';
import { followedBy, type Common } from '../followedBy';
import type { FileGraph, FileInput, FilePadding, Operation, Tensor } from '../graph';

/** One layer, or a model that stands in another as a layer. */
export interface KerasLayer {
  readonly class_name: string;
  readonly config: KerasConfig;
  /** Of a functional model: by call, its inputs as [layer, call, output, …]. */
  readonly inbound_nodes?: readonly unknown[];
}

export interface KerasConfig {
  readonly name?: string;
  readonly layers?: readonly KerasLayer[];
  readonly input_layers?: unknown;
  readonly output_layers?: unknown;
  readonly [field: string]: unknown;
}

/** A layer's arrays by their last name: `kernel`, `gamma`, `moving_mean`; undefined where the file has none. */
export type ArrayOf = (layer: string, array: string) => Tensor | undefined;

/** @throws FileTrouble where the description does not fit together */
export function kerasGraph(model: KerasLayer, arrayOf: ArrayOf): FileGraph {
  const reader = new TopologyReader(arrayOf);
  const outputs = reader.model(model, []);
  if (!reader.input) throw new FileTrouble(note('file-inputs', { inputs: 0 }));
  return { input: reader.input, operations: reader.operations, outputs };
}

class TopologyReader {
  input: FileInput | null = null;
  readonly operations: Operation[] = [];
  readonly #arrayOf: ArrayOf;

  constructor(arrayOf: ArrayOf) {
    this.#arrayOf = arrayOf;
  }

  /** @returns the values that it gives */
  model({ class_name, config }: KerasLayer, given: readonly string[]): string[] {
    const layers = layersOf(config);
    return class_name === 'Sequential'
      ? this.#sequential(layers, given)
      : this.#functional(layers, config, given);
  }

  #sequential(layers: readonly KerasLayer[], given: readonly string[]): string[] {
    let values = [...given];
    if (values.length === 0 && layers[0]?.class_name !== 'InputLayer' && !holdsLayers(layers[0]))
      values = this.#take(layers[0]?.config ?? {});
    for (const layer of layers) values = this.#layer(layer, values);
    return values;
  }

  #functional(
    layers: readonly KerasLayer[],
    config: KerasConfig,
    given: readonly string[],
  ): string[] {
    const values = new Map<string, string[]>();
    const inputs = new Map(namesOf(config.input_layers).map((name, at) => [name, at]));
    for (const layer of layers) {
      const name = nameOf(layer);
      const from = inboundOf(layer);
      const at = inputs.get(name);
      const own = at !== undefined && given[at] !== undefined ? [given[at]] : null;
      const read = from.map((other) => {
        const value = values.get(other)?.[0];
        if (value === undefined)
          throw new FileTrouble(note('file-reads-missing', { layer: name, reads: other }));
        return value;
      });
      values.set(name, own ?? this.#layer(layer, read));
    }
    return namesOf(config.output_layers).flatMap((name) => values.get(name) ?? []);
  }

  #layer(layer: KerasLayer, inputs: readonly string[]): string[] {
    if (holdsLayers(layer)) return this.model(layer, inputs);
    if (layer.class_name === 'InputLayer')
      return inputs.length > 0 ? [...inputs] : this.#take(layer.config);
    if (layer.config.data_format === 'channels_first')
      throw new FileTrouble(note('file-channels-first', { layer: nameOf(layer) }));
    const operations = operationsOf(layer, inputs, this.#arrayOf);
    this.operations.push(...operations);
    return [operations[operations.length - 1].output];
  }

  #take(config: KerasConfig): string[] {
    if (this.input) throw new FileTrouble(note('file-inputs', { inputs: 2 }));
    const shape = config.batch_input_shape ?? config.batch_shape;
    const [, height = null, width = null, planes = null] = Array.isArray(shape) ? shape : [];
    const name = config.name ?? 'input';
    this.input = { name, height, width, planes };
    return [name];
  }
}

export function holdsLayers({ config }: KerasLayer): boolean {
  return isList(config) || config.layers !== undefined;
}

/** Older versions have the list of layers in the configuration's place. */
export function layersOf(config: KerasConfig | readonly KerasLayer[]): readonly KerasLayer[] {
  if (isList(config)) return config;
  const { layers } = config;
  if (Array.isArray(layers)) return layers as readonly KerasLayer[];
  throw new FileTrouble(note('file-no-layers'));
}

function isList(config: KerasConfig | readonly KerasLayer[]): config is readonly KerasLayer[] {
  return Array.isArray(config);
}

export function nameOf({ config, ...layer }: KerasLayer): string {
  return String((layer as { readonly name?: unknown }).name ?? config.name);
}

/** `[["out_relu", 0, 0]]` or `["out_relu", 0, 0]`. */
function namesOf(layers: unknown): string[] {
  if (!Array.isArray(layers)) return [];
  if (typeof layers[0] === 'string') return [layers[0]];
  return layers.map((layer: unknown) => String((layer as readonly unknown[])[0]));
}

/** Layers whose outputs it reads, by its first call: Keras 2's lists of `[layer, call, output]`, Keras 3's tensors. */
function inboundOf({ inbound_nodes: nodes }: KerasLayer): string[] {
  const first = nodes?.[0];
  if (first === undefined) return [];
  if (!Array.isArray(first)) return historiesIn(first);
  // Of a function Keras 2 writes one call without the list around it.
  if (typeof first[0] === 'string') return [first[0]];
  return first.map((call: unknown) => String((call as readonly unknown[])[0]));
}

function historiesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(historiesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { keras_history: history, ...rest } = value as { readonly keras_history?: unknown[] };
  if (history) return [String(history[0])];
  return Object.values(rest).flatMap(historiesIn);
}

type Reader = (layer: KerasLayer, common: Common, array: Arrays) => Operation[];

interface Arrays {
  /** @throws FileTrouble where it is missing */
  (name: string): Tensor;
  optional(name: string): Tensor | null;
}

/** Changes pictures while it trains, and passes them on later. */
const RANDOM = /^Random[A-Z]/;
const PASSING = ['Dropout', 'SpatialDropout2D', 'Flatten', 'Reshape', 'GaussianNoise'];

const READERS: Readonly<Record<string, Reader>> = {
  Conv2D: ({ config }, common, array) => [
    {
      ...common,
      kind: 'convolution',
      kernel: array('kernel'),
      bias: array.optional('bias'),
      ...windowOf(config),
      groups: Number(config.groups ?? 1),
    },
  ],
  DepthwiseConv2D: ({ config }, common, array) => [
    {
      ...common,
      kind: 'depthwise',
      kernel: array.optional('depthwise_kernel') ?? array('kernel'),
      bias: array.optional('bias'),
      ...windowOf(config),
    },
  ],
  SeparableConv2D: ({ config }, common, array) => {
    const middle = `${common.name} between`;
    return [
      {
        ...common,
        output: middle,
        kind: 'depthwise',
        kernel: array('depthwise_kernel'),
        bias: null,
        ...windowOf(config),
      },
      {
        ...common,
        inputs: [middle],
        kind: 'convolution',
        kernel: array('pointwise_kernel'),
        bias: array.optional('bias'),
        ...windowOf({}),
        groups: 1,
      },
    ];
  },
  Dense: (_, common, array) => [
    { ...common, kind: 'dense', kernel: array('kernel'), bias: array.optional('bias') },
  ],
  BatchNormalization: ({ config }, common, array) => [
    {
      ...common,
      kind: 'norm',
      gamma: array.optional('gamma'),
      beta: array.optional('beta'),
      mean: array('moving_mean'),
      variance: array('moving_variance'),
      epsilon: Number(config.epsilon ?? 1e-3),
    },
  ],
  ReLU: ({ config }, common) => [activation(common, reluOf(config))],
  Activation: ({ config }, common) => [activation(common, config.activation)],
  Softmax: (_, common) => [activation(common, 'softmax')],
  Add: (_, common) => [{ ...common, kind: 'add' }],
  ZeroPadding2D: ({ config }, common) => [{ ...common, kind: 'pad', padding: sidesOf(config) }],
  GlobalAveragePooling2D: (_, common) => [{ ...common, kind: 'pool', side: null }],
  AveragePooling2D: ({ config }, common) => [
    { ...common, kind: 'pool', side: pairOf(config.pool_size, 2)[0] },
  ],
  Rescaling: ({ config }, common) => [
    {
      ...common,
      kind: 'affine',
      scale: floatsIn(config.scale),
      offset: floatsIn(config.offset ?? 0),
    },
  ],
  Normalization: ({ config }, common, array) => [
    {
      ...common,
      ...{ kind: 'norm', gamma: null, beta: null, epsilon: 1e-7 },
      mean: listed(config.mean) ?? array('mean'),
      variance: listed(config.variance) ?? array('variance'),
    },
  ],
};

/** Sums with a constant, by Keras 2's functions and Keras 3's operations. */
const SUMS: Readonly<Record<string, AffineOf>> = {
  ...{ 'math.truediv': over, 'math.divide': over, TrueDivide: over, Divide: over },
  ...{ 'math.subtract': minus, '__operators__.sub': minus, Subtract: minus },
  ...{ 'math.multiply': times, '__operators__.mul': times, Multiply: times },
  ...{ 'math.add': plus, '__operators__.add': plus, Add: plus },
};

/** As `preprocess_input` writes it into a model; null where both sides are maps. */
function sumOf(
  { class_name: type, config, ...layer }: KerasLayer,
  common: Common,
): Operation | null {
  const of = rowOf(SUMS, type === 'TFOpLambda' ? String(config.function) : type);
  const constant = constantIn(layer.inbound_nodes?.[0]);
  if (!of || constant === undefined) return null;
  const parts = of(floatsIn(constant), false);
  return parts ? { ...common, kind: 'affine', ...parts } : null;
}

/** `["input", 0, 0, { y: 127.5 }]`, or `{ args: [tensor, 127.5] }`. */
function constantIn(node: unknown): unknown {
  const named: unknown = Array.isArray(node) ? (node as unknown[])[3] : null;
  const { y } = (named ?? {}) as { readonly y?: unknown };
  const { args, kwargs } = (node ?? {}) as {
    readonly args?: unknown[];
    readonly kwargs?: { x2?: unknown };
  };
  return [y, args?.[1], kwargs?.x2].find(isConstant);
}

function isConstant(value: unknown): boolean {
  const all: unknown[] = Array.isArray(value) ? value.flat(4) : [value];
  return all.length > 0 && all.every((one) => typeof one === 'number');
}

/** One number or a list of them, however deep. */
function floatsIn(value: unknown): Float32Array {
  return Float32Array.from(Array.isArray(value) ? (value as unknown[]).flat(4) : [value], Number);
}

function listed(value: unknown): Tensor | null {
  if (!isConstant(value)) return null;
  const values = floatsIn(value);
  return { shape: [values.length], values, stored: 'float32' };
}

function operationsOf(
  layer: KerasLayer,
  inputs: readonly string[],
  arrayOf: ArrayOf,
): readonly Operation[] {
  const name = nameOf(layer);
  const common = { name, inputs, output: name };
  const { class_name: type, config } = layer;
  if (PASSING.includes(type) || RANDOM.test(type)) return [{ ...common, kind: 'pass' }];
  const sum = sumOf(layer, common);
  if (sum) return [sum];
  const read = rowOf(READERS, type);
  if (!read) return [{ ...common, kind: 'other', type }];
  const array = (wanted: string) => {
    const found = arrayOf(name, wanted);
    if (!found) throw new FileTrouble(note('file-array-missing', { array: wanted, layer: name }));
    return found;
  };
  const optional = (wanted: string) => arrayOf(name, wanted) ?? null;
  const operations = read(layer, common, Object.assign(array, { optional }));
  const own = type === 'Activation' ? undefined : config.activation;
  if (own === undefined || own === null || own === 'linear') return operations;
  // An activation inside of a layer comes last.
  const last = operations[operations.length - 1];
  return [
    ...operations.slice(0, -1),
    ...followedBy(last, 'activation', (behind) => activation(behind, own)),
  ];
}

const ACTIVATIONS = ['relu', 'relu6', 'linear', 'softmax', 'sigmoid'] as const;

function activation(common: Common, asked: unknown): Operation {
  const name = activationName(asked);
  const known = ACTIVATIONS.find((one) => one === name);
  if (known) return { ...common, kind: 'activation', activation: known };
  return { ...common, kind: 'other', type: name ?? 'activation' };
}

/** `relu6`, or Keras 3's serialised function or layer. */
function activationName(asked: unknown): string | null {
  if (typeof asked === 'string') return asked;
  if (typeof asked !== 'object' || asked === null) return null;
  const { class_name: type, config } = asked as Partial<KerasLayer>;
  if (typeof config === 'string') return config;
  if (type === 'ReLU') return reluOf(config ?? {});
  return typeof type === 'string' ? type : null;
}

function reluOf(config: KerasConfig): string {
  const { max_value: most = null, negative_slope: slope = 0, threshold = 0 } = config;
  if (Number(slope) !== 0 || Number(threshold) !== 0) return 'LeakyReLU';
  if (most === null) return 'relu';
  return most === 6 ? 'relu6' : `ReLU up to ${String(most)}`;
}

interface Window {
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: FilePadding;
}

function windowOf(config: KerasConfig): Window {
  return {
    strides: pairOf(config.strides, 1),
    dilations: pairOf(config.dilation_rate, 1),
    padding: config.padding === 'same' ? 'same' : 'valid',
  };
}

/** `2` or `[2, 2]`. */
function pairOf(value: unknown, otherwise: number): [number, number] {
  if (Array.isArray(value)) return [Number(value[0]), Number(value[1])];
  const both = Number(value ?? otherwise);
  return [both, both];
}

/** `1`, `[1, 1]` or `[[0, 1], [0, 1]]`: top and bottom, left and right. */
function sidesOf({ padding }: KerasConfig): Exclude<FilePadding, string> {
  const [rows, columns] = Array.isArray(padding) ? (padding as unknown[]) : [padding, padding];
  const [top, bottom] = pairOf(rows, 0);
  const [left, right] = pairOf(columns, 0);
  return { top, right, bottom, left };
}
