/**
 * A network as a file holds it, in one vocabulary for all formats: named values, and the operations that make them.
 * Readers translate into it and judge nothing; `src/recognition` finds out what the network is.
 */

import type { TensorScale } from '../quantisation/quantisedNetwork';

/** What a reader makes of a file. */
export interface FileGraph {
  readonly input: FileInput;
  /** In an order in which they can be computed. */
  readonly operations: readonly Operation[];
  /** Names of the values that the network gives. */
  readonly outputs: readonly string[];
  /** How a map that is flattened before a dense layer was laid out, but for TensorFlow's way. */
  readonly flattens?: 'channels-first';
  /** What values of whole numbers stand for, by name; a byte b counts as b − 128. */
  readonly scales?: ReadonlyMap<string, TensorScale>;
  /** What people wrote into the file beside the network, by its name there: labels, metadata. */
  readonly texts?: Texts;
}

export type Texts = ReadonlyMap<string, string>;

export interface FileInput {
  /** Name of the value. */
  readonly name: string;
  /** Height, width and planes; null where the file leaves it open. */
  readonly height: number | null;
  readonly width: number | null;
  readonly planes: number | null;
  /** Height and width where the file leaves them open and nobody says them, pixels. */
  readonly usual?: number;
  /** What the file says of a picture's bytes: value = factor·byte + offset; absent where it says nothing. */
  readonly ofByte?: OfByte;
  /** What else it says of them, of each plane: a byte becomes (byte / 255 − mean) / deviation. */
  readonly normalisation?: {
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
  };
}

export interface OfByte {
  readonly factor: number;
  readonly offset: number;
}

/** How a tensor's values were stored. */
export type Precision = 'float32' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'uint16';

export interface Tensor {
  readonly shape: readonly number[];
  /** Row-major; dequantised. */
  readonly values: Float32Array;
  readonly stored: Precision;
  /** The whole numbers that the values were made of, where it was quantised. */
  readonly quantised?: Quantised;
}

/** Value = scale·(whole number − zero point); in the file's own layout, before a kernel was turned. */
export interface Quantised {
  readonly shape: readonly number[];
  readonly values: Int8Array | Uint8Array | Int32Array;
  /** One, or one for each index of `axis`. */
  readonly scales: ArrayLike<number>;
  /** As many, or none for zeros. */
  readonly zeroPoints: ArrayLike<number>;
  readonly axis: number;
}

/** Zeros around a map, in pixels, or TensorFlow's rule. */
export type FilePadding =
  | 'same'
  | 'valid'
  | {
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
      readonly left: number;
    };

interface Named {
  /** The file's name for it. */
  readonly name: string;
  /** Values that it reads; the first is the map. */
  readonly inputs: readonly string[];
  /** Value that it makes. */
  readonly output: string;
}

/** By height and width. */
interface Windowed extends Named {
  readonly bias: Tensor | null;
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: FilePadding;
}

export interface ConvolutionOperation extends Windowed {
  readonly kind: 'convolution';
  /** [height, width, in, out]. */
  readonly kernel: Tensor;
  /** Channels are read in so many groups: 1 but for grouped convolutions. */
  readonly groups: number;
}

export interface DepthwiseOperation extends Windowed {
  readonly kind: 'depthwise';
  /** [height, width, channels, multiplier]. */
  readonly kernel: Tensor;
}

export interface DenseOperation extends Named {
  readonly kind: 'dense';
  /** [in, out]. */
  readonly kernel: Tensor;
  readonly bias: Tensor | null;
}

/** y = γ·(x − mean)/√(variance + ε) + β along the channels. */
export interface NormOperation extends Named {
  readonly kind: 'norm';
  readonly gamma: Tensor | null;
  readonly beta: Tensor | null;
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly epsilon: number;
}

/** y = scale·x + offset with constants, of one value or one a channel. */
export interface AffineOperation extends Named {
  readonly kind: 'affine';
  readonly scale: Float32Array | null;
  readonly offset: Float32Array | null;
}

export interface ActivationOperation extends Named {
  readonly kind: 'activation';
  /** `softmax` and `sigmoid` are taken behind the scores alone. */
  readonly activation: 'relu' | 'relu6' | 'linear' | 'softmax' | 'sigmoid';
}

export interface AddOperation extends Named {
  readonly kind: 'add';
}

export interface PadOperation extends Named {
  readonly kind: 'pad';
  readonly padding: Exclude<FilePadding, string>;
}

/** Means over the whole map, or over windows of `side` pixels. */
export interface PoolOperation extends Named {
  readonly kind: 'pool';
  readonly side: number | null;
}

/** What changes the shape of a map of one pixel and no value: flatten, squeeze, dropout … */
export interface PassOperation extends Named {
  readonly kind: 'pass';
}

/** What the lab has nothing for. */
export interface OtherOperation extends Named {
  readonly kind: 'other';
  /** As the format calls it: `Concat`. */
  readonly type: string;
}

export type Operation =
  | ConvolutionOperation
  | DepthwiseOperation
  | DenseOperation
  | NormOperation
  | AffineOperation
  | ActivationOperation
  | AddOperation
  | PadOperation
  | PoolOperation
  | PassOperation
  | OtherOperation;
