/** A network as TFLite's operators and tensors: normalisation folded, activations fused, probabilities at the end. */
import { foldBatchNorm } from '../../model/foldBatchNorm';
import type { Activation, Layer, Network, Weights } from '../../model/network';
import { paddingRule } from '../../model/padding';
import { toFloat16 } from '../../base/float16';
import type { Storage } from '../checkpoint/manifest';
import { outFirst } from '../layouts';
import { float32, int32, int8, type FlatFields } from './flatWriter';
import {
  ACTIVATIONS,
  CONV_OPTIONS,
  DEPTHWISE_OPTIONS,
  PADDINGS,
  REDUCER_OPTIONS,
  SIMPLE_OPTIONS,
  SOFTMAX_OPTIONS,
  type StoredType,
  type WrittenType,
} from './schema';

export interface LoweredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: StoredType;
  /** Null where it is computed. */
  readonly data: Float32Array | Uint16Array | Int32Array | Int8Array | null;
  /** What its whole numbers stand for. */
  readonly quantised?: TensorScales;
}

/** One scale for the whole tensor, or one for each step along an axis. */
export interface TensorScales {
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly axis: number;
}

export interface LoweredOperator {
  readonly type: WrittenType;
  /** Numbers of tensors. */
  readonly inputs: readonly number[];
  readonly output: number;
  readonly options: FlatFields;
}

export interface LoweredNetwork {
  readonly tensors: readonly LoweredTensor[];
  readonly operators: readonly LoweredOperator[];
  readonly input: number;
  readonly output: number;
}

/** @param storage of kernels; biases keep their 32 bits, which cost next to nothing */
export function lowered(network: Network, weights: Weights, storage: Storage): LoweredNetwork {
  return new Lowering(network, weights, storage).lowered();
}

class Lowering {
  readonly #network: Network;
  readonly #weights: Weights;
  readonly #storage: Storage;
  readonly #tensors: LoweredTensor[] = [];
  readonly #operators: LoweredOperator[] = [];
  /** Tensor that each layer gives. */
  readonly #outputs: number[] = [];

  constructor(network: Network, weights: Weights, storage: Storage) {
    this.#network = network;
    this.#weights = weights;
    this.#storage = storage;
  }

  lowered(): LoweredNetwork {
    const { input, layers } = this.#network;
    const image = this.#computed('image', [1, input.size, input.size, input.planes]);
    for (const layer of layers) {
      const own = this.#layer(layer, layer.from === null ? image : this.#outputs[layer.from]);
      this.#outputs.push(layer.adds === null ? own : this.#sum(layer, own));
    }
    const output = this.#probabilities(this.#outputs[layers.length - 1]);
    return { tensors: this.#tensors, operators: this.#operators, input: image, output };
  }

  #layer(layer: Layer, read: number): number {
    switch (layer.kind) {
      case 'pool':
        return this.#mean(layer, read);
      case 'dense':
        return this.#dense(layer, read);
      default:
        return this.#convolution(layer, read);
    }
  }

  #convolution(layer: Layer, read: number): number {
    const { name, kind, kernelSide: side, inChannels, outChannels, activation } = layer;
    const { kernel, bias } = foldBatchNorm(layer, this.#weights[layer.index]);
    const depthwise = kind === 'depthwise';
    const shape = [depthwise ? 1 : outChannels, side, side, depthwise ? outChannels : inChannels];
    const values = depthwise ? kernel : outFirst(kernel, outChannels);
    const weights = this.#kernel(`${name}/kernel`, shape, values);
    const offsets = this.#constant(`${name}/bias`, [outChannels], 'float32', bias);
    const padding = paddingRule(layer);
    const padded = padding === 'pad' ? this.#padded(layer, read) : read;
    const inputs = [padded, weights, offsets];
    const shared = { ...layer, padding: PADDINGS.indexOf(padding === 'same' ? 'same' : 'valid') };
    return depthwise
      ? this.#operator('DEPTHWISE_CONV_2D', inputs, layer, {
          ...window(DEPTHWISE_OPTIONS, shared),
          [DEPTHWISE_OPTIONS.multiplier]: int32(1),
          [DEPTHWISE_OPTIONS.activation]: fused(activation),
        })
      : this.#operator('CONV_2D', inputs, layer, {
          ...window(CONV_OPTIONS, shared),
          [CONV_OPTIONS.activation]: fused(activation),
        });
  }

  #dense(layer: Layer, read: number): number {
    const { name, inChannels, outChannels, activation } = layer;
    const { kernel, bias } = foldBatchNorm(layer, this.#weights[layer.index]);
    const values = outFirst(kernel, outChannels);
    const weights = this.#kernel(`${name}/kernel`, [outChannels, inChannels], values);
    const offsets = this.#constant(`${name}/bias`, [outChannels], 'float32', bias);
    const options = { [SIMPLE_OPTIONS.activation]: fused(activation) };
    return this.#operator('FULLY_CONNECTED', [read, weights, offsets], layer, options);
  }

  #mean(layer: Layer, read: number): number {
    const axes = this.#constant(`${layer.name}/axes`, [2], 'int32', Int32Array.of(1, 2));
    const keeps = this.#isVector(layer) ? 0 : 1;
    const options = { [REDUCER_OPTIONS.keepDimensions]: int8(keeps) };
    return this.#operator('MEAN', [read, axes], layer, options);
  }

  #padded({ name, padding, inSize, inChannels }: Layer, read: number): number {
    const { top, right, bottom, left } = padding;
    const sides = Int32Array.of(0, 0, top, bottom, left, right, 0, 0);
    const amounts = this.#constant(`${name}/padding`, [4, 2], 'int32', sides);
    const shape = [1, inSize + top + bottom, inSize + left + right, inChannels];
    const output = this.#computed(`${name}/padded`, shape);
    this.#operators.push({ type: 'PAD', inputs: [read, amounts], output, options: {} });
    return output;
  }

  #sum(layer: Layer, own: number): number {
    const options = { [SIMPLE_OPTIONS.activation]: fused('linear') };
    const summands = [own, this.#outputs[layer.adds!]];
    return this.#operator('ADD', summands, { ...layer, name: `${layer.name}/sum` }, options);
  }

  /** What every reader of TFLite files expects of a classifier; of a single score its sigmoid. */
  #probabilities(scores: number): number {
    const { classes } = this.#network;
    const output = this.#computed('probabilities', [1, classes]);
    const options = { [SOFTMAX_OPTIONS.beta]: float32(1) };
    const end =
      classes === 1
        ? ({ type: 'LOGISTIC', options: {} } as const)
        : ({ type: 'SOFTMAX', options } as const);
    this.#operators.push({ ...end, inputs: [scores], output });
    return output;
  }

  #operator(type: WrittenType, inputs: number[], layer: Layer, options: FlatFields): number {
    const { name, outSize, outChannels } = layer;
    const map = this.#isVector(layer) ? [] : [outSize, outSize];
    const output = this.#computed(name, [1, ...map, outChannels]);
    this.#operators.push({ type, inputs, output, options });
    return output;
  }

  /** Whether the layer gives one value a channel instead of a map of one pixel. */
  #isVector({ index, kind }: Layer): boolean {
    if (kind === 'dense') return true;
    if (kind !== 'pool') return false;
    const readers = this.#network.layers.filter(({ from, adds }) => [from, adds].includes(index));
    return readers.every((reader) => reader.kind === 'dense');
  }

  #kernel(name: string, shape: readonly number[], values: Float32Array): number {
    if (this.#storage === 'float32') return this.#constant(name, shape, 'float32', values);
    const half = this.#constant(`${name}/float16`, shape, 'float16', toFloat16(values));
    const output = this.#computed(name, shape);
    this.#operators.push({ type: 'DEQUANTIZE', inputs: [half], output, options: {} });
    return output;
  }

  #computed(name: string, shape: readonly number[]): number {
    return this.#tensors.push({ name, shape, type: 'float32', data: null }) - 1;
  }

  #constant(
    name: string,
    shape: readonly number[],
    type: StoredType,
    data: NonNullable<LoweredTensor['data']>,
  ): number {
    return this.#tensors.push({ name, shape, type, data }) - 1;
  }
}

export function window(
  fields: typeof CONV_OPTIONS | typeof DEPTHWISE_OPTIONS,
  { stride, padding }: { readonly stride: number; readonly padding: number },
): FlatFields {
  return {
    [fields.padding]: int8(padding),
    [fields.strideX]: int32(stride),
    [fields.strideY]: int32(stride),
    [fields.dilationX]: int32(1),
    [fields.dilationY]: int32(1),
  };
}

export function fused(activation: Activation) {
  return int8(ACTIVATIONS.indexOf(activation));
}
