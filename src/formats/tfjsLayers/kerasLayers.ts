/** A network as Keras's layers, each by its standard name, and their arrays. */
import type { Activation, Layer, LayerWeights, Network, Weights } from '../../model/network';
import { kernelShape } from '../../model/costs';
import { paddingRule } from '../../model/padding';

export interface WrittenLayer {
  readonly class_name: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** One call; its inputs as [layer, call, output, arguments]. */
  readonly inbound_nodes: readonly (readonly (readonly [string, 0, 0, object])[])[];
}

export interface WrittenArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** Whether it is a kernel and no vector. */
  readonly isKernel: boolean;
}

export interface WrittenTopology {
  readonly layers: readonly WrittenLayer[];
  readonly arrays: readonly WrittenArray[];
  readonly input: string;
  readonly output: string;
}

/** What becomes of a picture from −1 to 1 before the network reads it: u = factor·t + offset, by plane. */
export interface Rescaling {
  readonly factors: Float32Array;
  readonly offsets: Float32Array;
}

/** Probabilities at the end. @param rescaling null where the network reads pictures from −1 to 1 */
export function kerasLayers(
  network: Network,
  weights: Weights,
  rescaling: Rescaling | null,
): WrittenTopology {
  return new KerasWriter(network, weights).topology(rescaling);
}

class KerasWriter {
  readonly #network: Network;
  readonly #weights: Weights;
  readonly #layers: WrittenLayer[] = [];
  readonly #arrays: WrittenArray[] = [];
  readonly #names = new Set<string>();
  /** Keras's layer that gives each layer's value: as a map, as a vector, or as both where both are read. */
  readonly #maps: (string | undefined)[] = [];
  readonly #vectors: (string | undefined)[] = [];

  constructor(network: Network, weights: Weights) {
    this.#network = network;
    this.#weights = weights;
  }

  topology(rescaling: Rescaling | null): WrittenTopology {
    const { input, layers, classes } = this.#network;
    const { size, planes } = input;
    const shape = { batch_input_shape: [null, size, size, planes], sparse: false };
    const image = this.#push('InputLayer', 'image', [], shape);
    const read = rescaling ? this.#rescaled(image, rescaling) : image;
    for (const layer of layers) this.#layer(layer, read);
    // Of a single score its sigmoid, as every reader expects probabilities.
    const activation = classes === 1 ? 'sigmoid' : 'softmax';
    const scores = this.#vector(layers.length - 1);
    const output = this.#push('Activation', 'probabilities', [scores], { activation });
    return { layers: this.#layers, arrays: this.#arrays, input: image, output };
  }

  /** As a batch normalisation, which every version of TensorFlow.js knows. */
  #rescaled(image: string, { factors, offsets }: Rescaling): string {
    const [none, one] = [0, 1].map((value) => factors.map(() => value));
    const norm = { gamma: factors, beta: offsets, mean: none, variance: one };
    return this.#norm('range', image, norm, 0);
  }

  /** Dense layers and pools give vectors, any other maps. */
  #layer(layer: Layer, image: string): void {
    const { index, from, adds, name, kind } = layer;
    const dense = kind === 'dense';
    const reads = from === null ? image : dense ? this.#vector(from) : this.#map(from);
    const own = this.#behindKernel(layer, reads);
    const vector = dense || kind === 'pool';
    const added = adds === null ? null : vector ? this.#vector(adds) : this.#map(adds);
    const output = added === null ? own : this.#push('Add', `${name}_add`, [own, added], {});
    (vector ? this.#vectors : this.#maps)[index] = output;
  }

  #map(layer: number): string {
    const { name, outChannels } = this.#network.layers[layer];
    const shape = { target_shape: [1, 1, outChannels] };
    return (this.#maps[layer] ??= this.#push(
      'Reshape',
      `${name}_map`,
      [this.#vectors[layer]!],
      shape,
    ));
  }

  #vector(layer: number): string {
    const { name } = this.#network.layers[layer];
    return (this.#vectors[layer] ??= this.#push(
      'Flatten',
      `${name}_vector`,
      [this.#maps[layer]!],
      {},
    ));
  }

  #behindKernel(layer: Layer, read: string): string {
    const { name, kind, activation, epsilon, index } = layer;
    if (kind === 'pool') return this.#push('GlobalAveragePooling2D', name, [read], FORMAT);
    const weights = this.#weights[index];
    const own = this.#multiplied(layer, read, weights);
    const normed = weights.norm ? this.#norm(`${name}_bn`, own, weights.norm, epsilon!) : own;
    if (activation === 'linear') return normed;
    return this.#push('ReLU', `${name}_${activation}`, [normed], MOST[activation]);
  }

  #multiplied(layer: Layer, read: string, { kernel, bias }: LayerWeights): string {
    const { name, kind, outChannels } = layer;
    const use = { use_bias: bias !== null, activation: 'linear' };
    const own =
      kind === 'dense'
        ? this.#push('Dense', name, [read], { units: outChannels, ...use })
        : this.#convolution(layer, read, use);
    const array = kind === 'depthwise' ? 'depthwise_kernel' : 'kernel';
    this.#array(`${own}/${array}`, kernelShape(layer), kernel, true);
    if (bias) this.#array(`${own}/bias`, [outChannels], bias);
    return own;
  }

  #convolution(layer: Layer, read: string, use: object): string {
    const { name, kind, outChannels, kernelSide: side, stride } = layer;
    const rule = paddingRule(layer);
    const padded = rule === 'pad' ? this.#padded(layer, read) : read;
    const window = {
      ...{ kernel_size: [side, side], strides: [stride, stride], dilation_rate: [1, 1] },
      ...{ padding: rule === 'same' ? 'same' : 'valid', ...FORMAT, ...use },
    };
    return kind === 'depthwise'
      ? this.#push('DepthwiseConv2D', name, [padded], { depth_multiplier: 1, ...window })
      : this.#push('Conv2D', name, [padded], { filters: outChannels, ...window });
  }

  #padded({ name, padding }: Layer, read: string): string {
    const { top, right, bottom, left } = padding;
    const sides = [
      [top, bottom],
      [left, right],
    ];
    return this.#push('ZeroPadding2D', `${name}_pad`, [read], { padding: sides, ...FORMAT });
  }

  #norm(name: string, read: string, norm: NonNullable<LayerWeights['norm']>, epsilon: number) {
    const own = this.#push('BatchNormalization', name, [read], {
      ...{ axis: -1, momentum: 0.99, epsilon, center: true, scale: true },
    });
    const { gamma, beta, mean, variance } = norm;
    const vectors = { gamma, beta, moving_mean: mean, moving_variance: variance };
    for (const [vector, values] of Object.entries(vectors))
      this.#array(`${own}/${vector}`, [values.length], values);
    return own;
  }

  #array(name: string, shape: readonly number[], values: Float32Array, isKernel = false): void {
    this.#arrays.push({ name, shape, values, isKernel });
  }

  /** @returns the layer's name as Keras allows it, and as no other has it */
  #push(
    type: string,
    wanted: string,
    inputs: readonly string[],
    config: Readonly<Record<string, unknown>>,
  ): string {
    const plain = wanted.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^_/, 'layer_');
    let name = plain;
    for (let twin = 1; this.#names.has(name); twin++) name = `${plain}_${twin}`;
    this.#names.add(name);
    const calls = inputs.map((input) => [input, 0, 0, {}] as const);
    this.#layers.push({
      ...{ class_name: type, name, config: { name, dtype: 'float32', ...config } },
      inbound_nodes: calls.length > 0 ? [calls] : [],
    });
    return name;
  }
}

const FORMAT = { data_format: 'channels_last' } as const;

const MOST: Readonly<Record<Exclude<Activation, 'linear'>, Readonly<Record<string, unknown>>>> = {
  relu6: { max_value: 6 },
  relu: {},
};
