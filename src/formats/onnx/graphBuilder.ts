/** Nodes and constants of a graph that is being written, whatever numbers it holds. */
import type { Layer, Network } from '../../model/network';
import type { WrittenAttribute, WrittenGraph, WrittenNode, WrittenTensor } from './protoWriter';

export const [IMAGE, SCORES] = ['image', 'scores'];
const [ZERO, SIX] = ['zero', 'six'];

type Attributes = Readonly<Record<string, WrittenAttribute>>;

export class GraphBuilder {
  readonly #nodes: WrittenNode[] = [];
  /** By name. */
  readonly #constants = new Map<string, WrittenTensor>();

  /** Input `image` [batch, planes, size, size], output `scores` [batch, classes]. */
  graph(name: string, { input, classes }: Network): WrittenGraph {
    return {
      ...{ name, nodes: this.#nodes, initializers: [...this.#constants.values()] },
      input: { name: IMAGE, shape: ['batch', input.planes, input.size, input.size] },
      output: { name: SCORES, shape: ['batch', classes] },
    };
  }

  /** @returns the value that it makes */
  node(
    type: string,
    inputs: readonly string[],
    output: string,
    attributes: Attributes = {},
  ): string {
    this.#nodes.push({ type, inputs, output, attributes });
    return output;
  }

  constant(name: string, shape: readonly number[], values: WrittenTensor['values']): string {
    this.#constants.set(name, { name, shape, values });
    return name;
  }

  scalar(name: string, value: number): string {
    return this.constant(name, [], Float32Array.of(value));
  }

  /** @param operands map, kernel and, where there is one, bias */
  convolution(layer: Layer, operands: readonly string[]): string {
    const { name, kind, kernelSide: side, stride, padding, outChannels } = layer;
    const { top, right, bottom, left } = padding;
    return this.node('Conv', operands, `${name}/product`, {
      kernel_shape: { ints: [side, side] },
      strides: { ints: [stride, stride] },
      pads: { ints: [top, left, bottom, right] },
      group: { int: kind === 'depthwise' ? outChannels : 1 },
    });
  }

  activated({ name, activation }: Layer, linear: string): string {
    if (activation === 'linear') return linear;
    const output = `${name}/activation`;
    return activation === 'relu'
      ? this.node('Relu', [linear], output)
      : this.node('Clip', [linear, this.scalar(ZERO, 0), this.scalar(SIX, 6)], output);
  }
}
