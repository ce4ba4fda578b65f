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
import { GraphBuilder, IMAGE, SCORES } from './graphBuilder';
import type { WrittenGraph, WrittenTensor } from './protoWriter';

/** Input `image` [batch, planes, size, size], output `scores` [batch, classes], both real; scores before any softmax. */
export function loweredInt8(name: string, quantised: QuantisedNetwork): WrittenGraph {
  return new Int8Lowering(quantised).graph(name);
}

/** No zero point: kernels and biases are symmetric. */
const SYMMETRIC = 0;

class Int8Lowering {
  readonly #quantised: QuantisedNetwork;
  readonly #built = new GraphBuilder();
  /** What each layer gives, real again. */
  readonly #outputs: string[] = [];

  constructor(quantised: QuantisedNetwork) {
    this.#quantised = quantised;
  }

  graph(name: string): WrittenGraph {
    const { network, image, layers } = this.#quantised;
    const read = this.#rounded(IMAGE, image);
    for (const own of layers) this.#outputs[own.layer.index] = this.#layer(own, read);
    this.#built.node('Flatten', [this.#outputs[layers.length - 1]], SCORES);
    return this.#built.graph(name, network);
  }

  #layer(own: QuantisedLayer, image: string): string {
    const { layer } = own;
    const read = layer.from === null ? image : this.#outputs[layer.from];
    const output = this.#rounded(this.#behindKernel(own, read), own.output);
    if (layer.adds === null) return output;
    const sum = this.#built.node('Add', [output, this.#outputs[layer.adds]], `${layer.name}/sum`);
    return this.#rounded(sum, own.sum);
  }

  #behindKernel(own: QuantisedLayer, read: string): string {
    const { name, kind } = own.layer;
    if (kind === 'pool') return this.#built.node('GlobalAveragePool', [read], `${name}/mean`);
    const operands = [read, this.#kernel(own), this.#bias(own)];
    return this.#built.activated(own.layer, this.#built.convolution(own.layer, operands));
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
      this.#built.constant(`${name}/whole`, shape, values),
      this.#built.constant(`${name}/scales`, [scales.length], scales),
      this.#built.constant(
        `${name}/zeros`,
        [scales.length],
        new zero(scales.length).fill(SYMMETRIC),
      ),
    ];
    return this.#built.node('DequantizeLinear', inputs, name, { axis: { int: 0 } });
  }

  /** To the map's whole numbers and back. */
  #rounded(value: string, { scale, zeroPoint }: TensorScale): string {
    const own = [
      this.#built.scalar(`${value}/scale`, scale),
      this.#built.constant(`${value}/zero`, [], Int8Array.of(zeroPoint)),
    ];
    const whole = this.#built.node('QuantizeLinear', [value, ...own], `${value}/int8`);
    return this.#built.node('DequantizeLinear', [whole, ...own], `${value}/real`);
  }
}

function inputsOf({ kind, inChannels }: Layer): number {
  return kind === 'depthwise' ? 1 : inChannels;
}
