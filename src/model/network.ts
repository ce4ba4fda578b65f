/**
 * The network as data: a graph of layers that describes itself, and which of their channels hang together.
 * Nothing here computes; `networkOf.ts` builds these records and everybody reads them.
 */
import type { Padding } from './padding';

/** What MobileNetV2 is built from. */
export interface NetworkConfig {
  /** Width multiplier α, > 0. Channel counts are rounded to multiples of 8, as in the paper. */
  readonly width: number;
  /** Input height and width in pixels. */
  readonly inputSize: number;
  /** Stride of the 3×3 stem: 2 in the paper, 1 for small images. */
  readonly stemStride: 1 | 2;
  /** Outputs of the classifier. */
  readonly classes: number;
  /** Channels of each channel set, where some were removed for good; left out, as many as the width gives. */
  readonly channels?: readonly number[];
}

/** `pool` averages a whole map; `dense` reads what was pooled. */
export type LayerKind = 'convolution' | 'pointwise' | 'depthwise' | 'pool' | 'dense';

export type Activation = 'relu6' | 'relu' | 'linear';

/**
 * One layer with its batch normalisation or bias, its activation and, behind that, an addition.
 * Kernels are stored as TF.js does: convolution [k,k,in,out], pointwise [1,1,in,out], depthwise [k,k,channels,1],
 * dense [in,out]; a pool has none.
 */
export interface Layer {
  readonly index: number;
  /** Prefix of the weight names: `block_3/expand`. */
  readonly name: string;
  readonly kind: LayerKind;
  /** Index of the layer whose output it reads; null for the image. */
  readonly from: number | null;
  /** Index of the layer whose output is added to its own, behind the activation; null where nothing is. */
  readonly adds: number | null;
  readonly activation: Activation;
  /** Height and width of the kernel in pixels; 1 for a pool, which takes the whole map. */
  readonly kernelSide: number;
  readonly stride: number;
  /** Zeros around the input map. */
  readonly padding: Padding;
  /** ε of its batch normalisation; null where it has a bias in its place, or, a pool, neither. */
  readonly epsilon: number | null;
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height and width of the input map, in pixels. */
  readonly inSize: number;
  /** Height and width of the output map, in pixels. */
  readonly outSize: number;
  /** Channel set of the input; null where no channel can go: the image's own planes. */
  readonly inSet: number | null;
  /** Channel set of the output; null where no channel can go: the class scores. */
  readonly outSet: number | null;
}

export type ChannelSetKind = 'stem' | 'inner' | 'stream' | 'head';

/**
 * Channels that can only be cut together: one index list serves every member.
 * Layer numbers refer to `Network.layers`.
 */
export interface ChannelSet {
  readonly index: number;
  /** For people: `inner 7`, `stream 64`. */
  readonly name: string;
  readonly kind: ChannelSetKind;
  readonly size: number;
  /** Layers that compute the channels: an output column and its batch normalisation or bias go. */
  readonly producers: readonly number[];
  /** Depthwise layers that carry the channels on: one k×k filter and its normalisation go. */
  readonly carriers: readonly number[];
  /** Layers that read the channels: an input row goes. */
  readonly consumers: readonly number[];
}

export interface Network {
  /** Where it is the paper's MobileNetV2: what it was built from; null for any other. */
  readonly config: NetworkConfig | null;
  /** The image: height and width in pixels, and planes. */
  readonly input: { readonly size: number; readonly planes: number };
  /** Scores that the last layer gives. */
  readonly classes: number;
  readonly layers: readonly Layer[];
  readonly sets: readonly ChannelSet[];
}

/** Batch normalisation y = γ·(x − mean)/√(variance + ε) + β; each array has one value a channel. */
export interface BatchNorm {
  gamma: Float32Array;
  beta: Float32Array;
  mean: Float32Array;
  variance: Float32Array;
}

/** Weights of one layer: `norm` where the layer has an ε, else `bias`; a pool has an empty kernel and neither. */
export interface LayerWeights {
  kernel: Float32Array;
  norm: BatchNorm | null;
  bias: Float32Array | null;
}

/** Weights of a whole network, in the order of `Network.layers`. */
export type Weights = readonly LayerWeights[];
