/**
 * An int8 network as TFLite's operators and tensors (8-bit quantisation specification): weights per output channel, maps
 * affine, the image and the scores in float32. A dense layer is a convolution of one pixel, whose weights may have a scale
 * for each channel in every version.
 */
import type { Layer } from '../../model/network';
import { paddingRule } from '../../model/padding';
import type {
  QuantisedLayer,
  QuantisedNetwork,
  TensorScale,
} from '../../quantisation/quantisedNetwork';
import { outFirst } from '../layouts';
import { float32, int32, int8, type FlatFields } from './flatWriter';
import {
  fused,
  window,
  type LoweredNetwork,
  type LoweredOperator,
  type LoweredTensor,
} from './lowering';
import {
  CONV_OPTIONS,
  DEPTHWISE_OPTIONS,
  PADDINGS,
  POOL_OPTIONS,
  SIMPLE_OPTIONS,
  SOFTMAX_OPTIONS,
  type WrittenType,
} from './schema';

export function loweredInt8(quantised: QuantisedNetwork): LoweredNetwork {
  return new Int8Lowering(quantised).lowered();
}

class Int8Lowering {
  readonly #quantised: QuantisedNetwork;
  readonly #tensors: LoweredTensor[] = [];
  readonly #operators: LoweredOperator[] = [];
  /** Tensor that each layer gives. */
  readonly #outputs: number[] = [];

  constructor(quantised: QuantisedNetwork) {
    this.#quantised = quantised;
  }

  lowered(): LoweredNetwork {
    const { network, image, layers } = this.#quantised;
    const { size, planes } = network.input;
    const input = this.#tensor({ name: 'image', shape: [1, size, size, planes], type: 'float32' });
    const bytes = this.#map('image/int8', [1, size, size, planes], image);
    this.#add('QUANTIZE', [input], bytes);
    for (const own of layers) this.#outputs.push(this.#layer(own, bytes));
    const last = layers[layers.length - 1];
    const output = this.#probabilities(this.#outputs[last.layer.index]);
    return { tensors: this.#tensors, operators: this.#operators, input, output };
  }

  #layer(own: QuantisedLayer, image: number): number {
    const { layer } = own;
    const read = layer.from === null ? image : this.#outputs[layer.from];
    const output = this.#map(layer.name, shapeOf(layer), own.output);
    if (layer.kind === 'pool') this.#pool(layer, read, output);
    else this.#convolution(own, read, output);
    if (layer.adds === null) return output;
    const sum = this.#map(`${layer.name}/sum`, shapeOf(layer), own.sum);
    const options = { [SIMPLE_OPTIONS.activation]: fused('linear') };
    this.#add('ADD_INT8', [output, this.#outputs[layer.adds]], sum, options);
    return sum;
  }

  #convolution(own: QuantisedLayer, read: number, output: number): void {
    const { layer } = own;
    const padding = paddingRule(layer);
    const padded = padding === 'pad' ? this.#padded(own, read) : read;
    const inputs = [padded, this.#kernel(own), this.#bias(own)];
    const shared = { ...layer, padding: PADDINGS.indexOf(padding === 'same' ? 'same' : 'valid') };
    if (layer.kind === 'depthwise')
      return this.#add('DEPTHWISE_CONV_2D_INT8', inputs, output, {
        ...window(DEPTHWISE_OPTIONS, shared),
        [DEPTHWISE_OPTIONS.multiplier]: int32(1),
        [DEPTHWISE_OPTIONS.activation]: fused(layer.activation),
      });
    this.#add('CONV_2D_INT8', inputs, output, {
      ...window(CONV_OPTIONS, shared),
      [CONV_OPTIONS.activation]: fused(layer.activation),
    });
  }

  #kernel({ layer, kernel, kernelScales }: QuantisedLayer): number {
    const { name, kind, kernelSide: side, inChannels, outChannels } = layer;
    const depthwise = kind === 'depthwise';
    return this.#tensor({
      name: `${name}/kernel`,
      shape: [depthwise ? 1 : outChannels, side, side, depthwise ? outChannels : inChannels],
      type: 'int8',
      data: depthwise ? kernel : outFirst(kernel, outChannels),
      quantised: perChannel(kernelScales, depthwise ? 3 : 0),
    });
  }

  #bias({ layer, bias, kernelScales, input }: QuantisedLayer): number {
    return this.#tensor({
      name: `${layer.name}/bias`,
      shape: [layer.outChannels],
      type: 'int32',
      data: bias,
      quantised: perChannel(
        kernelScales.map((scale) => input.scale * scale),
        0,
      ),
    });
  }

  #padded({ layer, input }: QuantisedLayer, read: number): number {
    const { name, padding, inSize, inChannels } = layer;
    const { top, right, bottom, left } = padding;
    const amounts = this.#tensor({
      name: `${name}/padding`,
      shape: [4, 2],
      type: 'int32',
      data: Int32Array.of(0, 0, top, bottom, left, right, 0, 0),
    });
    const shape = [1, inSize + top + bottom, inSize + left + right, inChannels];
    const output = this.#map(`${name}/padded`, shape, input);
    this.#add('PAD_INT8', [read, amounts], output);
    return output;
  }

  #pool({ inSize }: Layer, read: number, output: number): void {
    this.#add('AVERAGE_POOL_INT8', [read], output, {
      [POOL_OPTIONS.padding]: int8(PADDINGS.indexOf('valid')),
      [POOL_OPTIONS.strideX]: int32(inSize),
      [POOL_OPTIONS.strideY]: int32(inSize),
      [POOL_OPTIONS.width]: int32(inSize),
      [POOL_OPTIONS.height]: int32(inSize),
      [POOL_OPTIONS.activation]: fused('linear'),
    });
  }

  /** What every reader of TFLite files expects of a classifier; of a single score its sigmoid. */
  #probabilities(scores: number): number {
    const { classes } = this.#quantised.network;
    const real = this.#tensor({ name: 'scores', shape: [1, 1, 1, classes], type: 'float32' });
    this.#add('DEQUANTIZE_INT8', [scores], real);
    const shape = this.#tensor({
      name: 'scores/shape',
      shape: [2],
      type: 'int32',
      data: Int32Array.of(1, classes),
    });
    const vector = this.#tensor({ name: 'scores/vector', shape: [1, classes], type: 'float32' });
    this.#add('RESHAPE', [real, shape], vector, {});
    const output = this.#tensor({ name: 'probabilities', shape: [1, classes], type: 'float32' });
    if (classes === 1) this.#add('LOGISTIC', [vector], output);
    else this.#add('SOFTMAX', [vector], output, { [SOFTMAX_OPTIONS.beta]: float32(1) });
    return output;
  }

  #map(name: string, shape: readonly number[], { scale, zeroPoint }: TensorScale): number {
    const quantised = { scales: [scale], zeroPoints: [zeroPoint], axis: 0 };
    return this.#tensor({ name, shape, type: 'int8', quantised });
  }

  #tensor(tensor: Omit<LoweredTensor, 'data'> & Partial<Pick<LoweredTensor, 'data'>>): number {
    return this.#tensors.push({ data: null, ...tensor }) - 1;
  }

  #add(type: WrittenType, inputs: number[], output: number, options: FlatFields = {}): void {
    this.#operators.push({ type, inputs, output, options });
  }
}

function shapeOf({ outSize, outChannels }: Layer): readonly number[] {
  return [1, outSize, outSize, outChannels];
}

function perChannel(scales: Float32Array, axis: number) {
  return { scales: [...scales], zeroPoints: Array.from(scales, () => 0), axis };
}
