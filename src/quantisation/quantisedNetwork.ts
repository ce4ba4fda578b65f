/**
 * A network in eight bits: the integers, and the scales that give them their meaning. Everything that runs, writes or
 * counts an int8 network reads this record; `arithmetic.ts` says what its integers compute.
 */
import type { Layer, Network } from '../model/network';

/** Affine, one for a whole tensor: real = scale · (q − zeroPoint), q a whole number in [−128, 127]. */
export interface TensorScale {
  /** > 0, a float32. */
  readonly scale: number;
  /** In [−128, 127]; stands for 0, so that padding is exact. */
  readonly zeroPoint: number;
}

/** One layer, batch normalisation folded in. A pool has empty arrays; its output has the scale of its input. */
export interface QuantisedLayer {
  readonly layer: Layer;
  /** Symmetric for each output channel, in [−127, 127]; the layout of the layer's own kernel. */
  readonly kernel: Int8Array;
  /** One an output channel: real weight = scale · q. */
  readonly kernelScales: Float32Array;
  /** One an output channel, in steps of input scale × kernel scale. */
  readonly bias: Int32Array;
  /** Of the map that it reads. */
  readonly input: TensorScale;
  /** Of its own output, behind its activation and before an addition. */
  readonly output: TensorScale;
  /** Behind the addition; `output` itself where nothing is added. */
  readonly sum: TensorScale;
}

export interface QuantisedNetwork {
  readonly network: Network;
  /** Of the preprocessed image. */
  readonly image: TensorScale;
  /** In the order of `network.layers`; the last one's `sum` gives the scores their meaning. */
  readonly layers: readonly QuantisedLayer[];
}
