/**
 * An int8 network as ONNX's QDQ form: real operators between QuantizeLinear and DequantizeLinear, which runtimes fuse to
 * operators on whole numbers. Maps are affine, one scale a tensor; kernels and biases have one for each output channel.
 * A dense layer is a convolution of one pixel, whose weights may have a scale for each channel in every version.
 */
import type { Layer } from '../../model/network';
import type {
  QuantisedLayer,
  QuantisedNetwork,
  TensorScale,
} from '../../quantisation/quantisedNetwork';
import { channelsFirst } from '../layouts';
import type { WrittenAttribute, WrittenGraph, WrittenNode, WrittenTensor } from './protoWriter';

/** Input `image` [batch, planes, size, size], output `scores` [batch, classes], both real; scores before any softmax. */
export function loweredInt8(name: string, quantised: QuantisedNetwork): WrittenGraph {
  return new Int8Lowering(quantised).graph(name);
}

const [IMAGE, SCORES, ZERO, SIX] = ['image', 'scores', 'zero', 'six'];
/** No zero point: kernels and biases are symmetric. */
const SYMMETRIC = 0;

class Int8Lowering {
  readonly #quantised: QuantisedNetwork;
  readonly #nodes: WrittenNode[] = [];
  /** By name. */
  readonly #constants = new Map<string, WrittenTensor>();
  /** What each layer gives, real again. */
  readonly #outputs: string[] = [];

  constructor(quantised: QuantisedNetwork) {
    this.#quantised = quantised;
  }

  graph(name: string): WrittenGraph {
    const { network, image, layers } = this.#quantised;
    const { planes, size } = network.input;
    const read = this.#rounded(IMAGE, image);
    for (const own of layers) this.#outputs[own.layer.index] = this.#layer(own, read);
    this.#node('Flatten', [this.#outputs[layers.length - 1]], SCORES);
    return {
      ...{ name, nodes: this.#nodes, initializers: [...this.#constants.values()] },
      input: { name: IMAGE, shape: ['batch', planes, size, size] },
      output: { name: SCORES, shape: ['batch', network.classes] },
    };
  }

  #layer(own: QuantisedLayer, image: string): string {
    const { layer } = own;
    const read = layer.from === null ? image : this.#outputs[layer.from];
    const output = this.#rounded(this.#behindKernel(own, read), own.output);
    if (layer.adds === null) return output;
    const sum = this.#node('Add', [output, this.#outputs[layer.adds]], `${layer.name}/sum`);
    return this.#rounded(sum, own.sum);
  }

  #behindKernel(own: QuantisedLayer, read: string): string {
    const { name, kind, activation } = own.layer;
    if (kind === 'pool') return this.#node('GlobalAveragePool', [read], `${name}/mean`);
    const product = this.#convolution(own, read);
    if (activation === 'linear') return product;
    const output = `${name}/activation`;
    if (activation === 'relu') return this.#node('Relu', [product], output);
    return this.#node('Clip', [product, this.#scalar(ZERO, 0), this.#scalar(SIX, 6)], output);
  }

  #convolution(own: QuantisedLayer, read: string): string {
    const { name, kind, kernelSide: side, stride, padding, outChannels } = own.layer;
    const { top, right, bottom, left } = padding;
    const operands = [read, this.#kernel(own), this.#bias(own)];
    return this.#node('Conv', operands, `${name}/product`, {
      kernel_shape: { ints: [side, side] },
      strides: { ints: [stride, stride] },
      pads: { ints: [top, left, bottom, right] },
      group: { int: kind === 'depthwise' ? outChannels : 1 },
    });
  }

  #kernel({ layer, kernel, kernelScales }: QuantisedLayer): string {
    const { name, kernelSide: side, outChannels } = layer;
    const inputs = inputsOf(layer);
    const values = channelsFirst(kernel, side ** 2, inputs, outChannels);
    const shape = [outChannels, inputs, side, side];
    return this.#real(`${name}/kernel`, { shape, values }, kernelScales);
  }

  #bias({ layer, bias, kernelScales, input }: QuantisedLayer): string {
    const scales = kernelScales.map((scale) => input.scale * scale);
    return this.#real(`${layer.name}/bias`, { shape: [bias.length], values: bias }, scales);
  }

  /** A constant in whole numbers, one scale for each of its first axis. */
  #real(
    name: string,
    { shape, values }: Pick<WrittenTensor, 'shape' | 'values'>,
    scales: Float32Array,
  ): string {
    const zero = values instanceof Int8Array ? Int8Array : Int32Array;
    const inputs = [
      this.#constant(`${name}/whole`, shape, values),
      this.#constant(`${name}/scales`, [scales.length], scales),
      this.#constant(`${name}/zeros`, [scales.length], new zero(scales.length).fill(SYMMETRIC)),
    ];
    return this.#node('DequantizeLinear', inputs, name, { axis: { int: 0 } });
  }

  /** To the map's whole numbers and back. */
  #rounded(value: string, { scale, zeroPoint }: TensorScale): string {
    const own = [
      this.#scalar(`${value}/scale`, scale),
      this.#constant(`${value}/zero`, [], Int8Array.of(zeroPoint)),
    ];
    const whole = this.#node('QuantizeLinear', [value, ...own], `${value}/int8`);
    return this.#node('DequantizeLinear', [whole, ...own], `${value}/real`);
  }

  #scalar(name: string, value: number): string {
    return this.#constant(name, [], Float32Array.of(value));
  }

  #constant(name: string, shape: readonly number[], values: WrittenTensor['values']): string {
    this.#constants.set(name, { name, shape, values });
    return name;
  }

  /** @returns the value that it makes */
  #node(
    type: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, WrittenAttribute>> = {},
  ): string {
    this.#nodes.push({ type, inputs, output, attributes });
    return output;
  }
}

function inputsOf({ kind, inChannels }: Layer): number {
  return kind === 'depthwise' ? 1 : inChannels;
}
