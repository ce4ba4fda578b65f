/**
 * The network as data: what its layers are and which of their channels hang together.
 * Nothing here computes; `mobilenetV2.ts` builds these records and everybody reads them.
 */

/** What a network of the family is built from. */
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

export type LayerKind = 'stem' | 'pointwise' | 'depthwise' | 'classifier';

/**
 * One layer with its batch normalisation and activation.
 * Kernels are stored as TF.js does: stem [3,3,in,out], pointwise [1,1,in,out],
 * depthwise [3,3,channels,1], classifier [in,out].
 */
export interface Layer {
  readonly index: number;
  /** Prefix of the weight names: `block_3/expand`. */
  readonly name: string;
  readonly kind: LayerKind;
  /** `project` is linear, every other convolution is clamped to [0, 6]. */
  readonly activation: 'relu6' | 'linear';
  readonly stride: 1 | 2;
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height and width of the input map, in pixels. */
  readonly inSize: number;
  /** Height and width of the output map, in pixels. */
  readonly outSize: number;
  /** Channel set of the input; null for the image's own planes. */
  readonly inSet: number | null;
  /** Channel set of the output; null for the class scores. */
  readonly outSet: number | null;
  /** Index of the layer whose output is added to this one's (inverted residual), or null. */
  readonly residualFrom: number | null;
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
  /** Layers that compute the channels: an output column and its batch normalisation go. */
  readonly producers: readonly number[];
  /** Depthwise layers that carry the channels on: one 3×3 filter and its normalisation go. */
  readonly carriers: readonly number[];
  /** Layers that read the channels: an input row goes. */
  readonly consumers: readonly number[];
}

export interface Network {
  readonly config: NetworkConfig;
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

/** ε of every batch normalisation in the bundled checkpoints. */
export const BATCH_NORM_EPSILON = 1e-5;

/** Weights of one layer: a convolution has `norm`, the classifier has `bias`. */
export interface LayerWeights {
  kernel: Float32Array;
  norm: BatchNorm | null;
  bias: Float32Array | null;
}

/** Weights of a whole network, in the order of `Network.layers`. */
export type Weights = readonly LayerWeights[];
