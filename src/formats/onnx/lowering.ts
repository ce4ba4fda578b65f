/** A network as ONNX's nodes and constants: channels before rows and columns, ReLU6 as Clip, padding on each side. */
import { foldBatchNorm } from '../../model/foldBatchNorm';
import type { Layer, LayerWeights, Network, Weights } from '../../model/network';
import { toFloat16 } from '../../base/float16';
import type { Storage } from '../checkpoint/manifest';
import { channelsFirst } from '../layouts';
import {
  TYPE,
  type WrittenAttribute,
  type WrittenGraph,
  type WrittenNode,
  type WrittenTensor,
} from './protoWriter';

/** What becomes of batch normalisation: multiplied into the kernels, or nodes of its own. */
export type Norms = 'folded' | 'kept';

export interface OnnxChoices {
  /** Of kernels: halves become floats as the file is loaded. Vectors keep their 32 bits, which cost next to nothing. */
  readonly storage: Storage;
  readonly norms: Norms;
}

/** Input `image` [batch, planes, size, size], output `scores` [batch, classes], before any softmax. */
export function lowered(
  name: string,
  network: Network,
  weights: Weights,
  choices: OnnxChoices,
): WrittenGraph {
  return new Lowering(network, weights, choices).graph(name);
}

const [IMAGE, SCORES, ZERO, SIX] = ['image', 'scores', 'zero', 'six'];
const PIXEL = 'pixel';

class Lowering {
  readonly #network: Network;
  readonly #weights: Weights;
  readonly #choices: OnnxChoices;
  readonly #nodes: WrittenNode[] = [];
  /** By name. */
  readonly #constants = new Map<string, WrittenTensor>();
  /** The value of each layer: as a map, as a vector, or as both where both are read. */
  readonly #maps: (string | undefined)[] = [];
  readonly #vectors: (string | undefined)[] = [];

  constructor(network: Network, weights: Weights, choices: OnnxChoices) {
    this.#network = network;
    this.#weights = weights;
    this.#choices = choices;
  }

  graph(name: string): WrittenGraph {
    const { input, layers, classes } = this.#network;
    for (const layer of layers) this.#layer(layer);
    this.#node('Identity', [this.#vector(layers.length - 1)], SCORES);
    return {
      name,
      nodes: this.#nodes,
      initializers: [...this.#constants.values()],
      input: { name: IMAGE, shape: ['batch', input.planes, input.size, input.size] },
      output: { name: SCORES, shape: ['batch', classes] },
    };
  }

  /** A dense layer gives vectors, any other maps. */
  #layer(layer: Layer): void {
    const { index, from, adds, name } = layer;
    const dense = layer.kind === 'dense';
    const of = (other: number) => (dense ? this.#vector(other) : this.#map(other));
    const own = this.#behindKernel(layer, from === null ? IMAGE : of(from));
    const output = adds === null ? own : this.#node('Add', [own, of(adds)], `${name}/sum`);
    (dense ? this.#vectors : this.#maps)[index] = output;
  }

  #map(layer: number): string {
    const { name } = this.#network.layers[layer];
    return (this.#maps[layer] ??= this.#node(
      'Reshape',
      [this.#vectors[layer]!, this.#constant(PIXEL, [4], BigInt64Array.of(0n, -1n, 1n, 1n))],
      `${name}/map`,
    ));
  }

  #vector(layer: number): string {
    const { name } = this.#network.layers[layer];
    return (this.#vectors[layer] ??= this.#node('Flatten', [this.#maps[layer]!], `${name}/vector`));
  }

  #behindKernel(layer: Layer, read: string): string {
    const { name, kind, activation } = layer;
    if (kind === 'pool') return this.#node('GlobalAveragePool', [read], `${name}/mean`);
    const linear = this.#linear(layer, read);
    if (activation === 'linear') return linear;
    const output = `${name}/activation`;
    return activation === 'relu'
      ? this.#node('Relu', [linear], output)
      : this.#node('Clip', [linear, this.#scalar(ZERO, 0), this.#scalar(SIX, 6)], output);
  }

  #linear(layer: Layer, read: string): string {
    const { index, name, epsilon } = layer;
    const own = this.#weights[index];
    const keeps = this.#choices.norms === 'kept' && own.norm !== null;
    const multiplied = this.#multiplied(layer, read, keeps ? own : foldBatchNorm(layer, own));
    if (!keeps) return multiplied;
    const vectors = (['gamma', 'beta', 'mean', 'variance'] as const).map((vector) =>
      this.#constant(`${name}/${vector}`, [layer.outChannels], own.norm![vector]),
    );
    return this.#node('BatchNormalization', [multiplied, ...vectors], `${name}/norm`, {
      epsilon: { float: epsilon! },
    });
  }

  #multiplied(
    layer: Layer,
    read: string,
    { kernel, bias }: Pick<LayerWeights, 'kernel' | 'bias'>,
  ): string {
    const { name, kind, kernelSide: side, inChannels, outChannels, stride, padding } = layer;
    const dense = kind === 'dense';
    const inputs = kind === 'depthwise' ? 1 : inChannels;
    const turned = dense ? kernel : channelsFirst(kernel, side ** 2, inputs, outChannels);
    const shape = dense ? [inChannels, outChannels] : [outChannels, inputs, side, side];
    const operands = [read, this.#kernel(name, shape, turned)];
    if (bias) operands.push(this.#constant(`${name}/bias`, [outChannels], bias));
    if (dense) return this.#node('Gemm', operands, `${name}/product`);
    const { top, right, bottom, left } = padding;
    return this.#node('Conv', operands, `${name}/product`, {
      kernel_shape: { ints: [side, side] },
      strides: { ints: [stride, stride] },
      pads: { ints: [top, left, bottom, right] },
      group: { int: kind === 'depthwise' ? outChannels : 1 },
    });
  }

  #kernel(name: string, shape: readonly number[], values: Float32Array): string {
    if (this.#choices.storage === 'float32') return this.#constant(`${name}/kernel`, shape, values);
    const stored = this.#constant(`${name}/half`, shape, toFloat16(values));
    return this.#node('Cast', [stored], `${name}/kernel`, { to: { int: TYPE.float32 } });
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
