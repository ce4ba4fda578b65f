/** A network as ONNX's nodes and constants: channels before rows and columns, ReLU6 as Clip, padding on each side. */
import { foldBatchNorm } from '../../model/foldBatchNorm';
import type { Layer, LayerWeights, Network, Weights } from '../../model/network';
import { toFloat16 } from '../../base/float16';
import type { Storage } from '../checkpoint/manifest';
import { channelsFirst } from '../layouts';
import { GraphBuilder, IMAGE, SCORES } from './graphBuilder';
import { TYPE, type WrittenGraph } from './protoWriter';

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

const PIXEL = 'pixel';

class Lowering {
  readonly #network: Network;
  readonly #weights: Weights;
  readonly #choices: OnnxChoices;
  readonly #built = new GraphBuilder();
  /** The value of each layer: as a map, as a vector, or as both where both are read. */
  readonly #maps: (string | undefined)[] = [];
  readonly #vectors: (string | undefined)[] = [];

  constructor(network: Network, weights: Weights, choices: OnnxChoices) {
    this.#network = network;
    this.#weights = weights;
    this.#choices = choices;
  }

  graph(name: string): WrittenGraph {
    const { layers } = this.#network;
    for (const layer of layers) this.#layer(layer);
    this.#built.node('Identity', [this.#vector(layers.length - 1)], SCORES);
    return this.#built.graph(name, this.#network);
  }

  /** A dense layer gives vectors, any other maps. */
  #layer(layer: Layer): void {
    const { index, from, adds, name } = layer;
    const dense = layer.kind === 'dense';
    const of = (other: number) => (dense ? this.#vector(other) : this.#map(other));
    const own = this.#behindKernel(layer, from === null ? IMAGE : of(from));
    const output = adds === null ? own : this.#built.node('Add', [own, of(adds)], `${name}/sum`);
    (dense ? this.#vectors : this.#maps)[index] = output;
  }

  #map(layer: number): string {
    const { name } = this.#network.layers[layer];
    return (this.#maps[layer] ??= this.#built.node(
      'Reshape',
      [this.#vectors[layer]!, this.#built.constant(PIXEL, [4], BigInt64Array.of(0n, -1n, 1n, 1n))],
      `${name}/map`,
    ));
  }

  #vector(layer: number): string {
    const { name } = this.#network.layers[layer];
    return (this.#vectors[layer] ??= this.#built.node(
      'Flatten',
      [this.#maps[layer]!],
      `${name}/vector`,
    ));
  }

  #behindKernel(layer: Layer, read: string): string {
    const { name, kind } = layer;
    if (kind === 'pool') return this.#built.node('GlobalAveragePool', [read], `${name}/mean`);
    return this.#built.activated(layer, this.#linear(layer, read));
  }

  #linear(layer: Layer, read: string): string {
    const { index, name, epsilon } = layer;
    const own = this.#weights[index];
    const keeps = this.#choices.norms === 'kept' && own.norm !== null;
    const multiplied = this.#multiplied(layer, read, keeps ? own : foldBatchNorm(layer, own));
    if (!keeps) return multiplied;
    const vectors = (['gamma', 'beta', 'mean', 'variance'] as const).map((vector) =>
      this.#built.constant(`${name}/${vector}`, [layer.outChannels], own.norm![vector]),
    );
    return this.#built.node('BatchNormalization', [multiplied, ...vectors], `${name}/norm`, {
      epsilon: { float: epsilon! },
    });
  }

  #multiplied(
    layer: Layer,
    read: string,
    { kernel, bias }: Pick<LayerWeights, 'kernel' | 'bias'>,
  ): string {
    const { name, kind, kernelSide: side, inChannels, outChannels } = layer;
    const dense = kind === 'dense';
    const inputs = kind === 'depthwise' ? 1 : inChannels;
    const turned = dense ? kernel : channelsFirst(kernel, side ** 2, inputs, outChannels);
    const shape = dense ? [inChannels, outChannels] : [outChannels, inputs, side, side];
    const operands = [read, this.#kernel(name, shape, turned)];
    if (bias) operands.push(this.#built.constant(`${name}/bias`, [outChannels], bias));
    if (dense) return this.#built.node('Gemm', operands, `${name}/product`);
    return this.#built.convolution(layer, operands);
  }

  #kernel(name: string, shape: readonly number[], values: Float32Array): string {
    if (this.#choices.storage === 'float32')
      return this.#built.constant(`${name}/kernel`, shape, values);
    const stored = this.#built.constant(`${name}/half`, shape, toFloat16(values));
    return this.#built.node('Cast', [stored], `${name}/kernel`, { to: { int: TYPE.float32 } });
  }
}
