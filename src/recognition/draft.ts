/** A layer of the lab while its operations are gathered: kernel, then normalisation, activation, addition. */
import type { LayerDescription } from '../model/description';
import type { Activation, BatchNorm, LayerKind, LayerWeights } from '../model/network';
import type { Padding } from '../model/padding';

export interface Draft {
  readonly index: number;
  /** The file's name for it. */
  readonly fileName: string;
  readonly kind: LayerKind;
  /** Layer that it reads; null for the image. */
  readonly from: number | null;
  /** Number of a layer. */
  adds: number | null;
  activation: Activation;
  /** Whether an activation was there, even a linear one behind others would come too late. */
  activated: boolean;
  readonly kernelSide: number;
  readonly stride: number;
  readonly padding: 'same' | Padding;
  /** Outputs; of a layer that carries its channels on, those that it reads. */
  readonly channels: number;
  /** In the lab's layouts, which are TensorFlow's. */
  kernel: Float32Array;
  bias: Float32Array | null;
  norm: BatchNorm | null;
  epsilon: number | null;
}

/** Puts a normalisation behind the layer; one that has its own already keeps that and takes on scale and offset. */
export function normalise(draft: Draft, norm: BatchNorm, epsilon: number): void {
  if (draft.norm) return scale(draft, ...linearOf(norm, epsilon));
  const { bias } = draft;
  const mean = bias ? norm.mean.map((value, c) => value - bias[c]) : norm.mean;
  draft.norm = { ...norm, mean };
  draft.epsilon = epsilon;
  draft.bias = null;
}

/** The normalisation as scale and offset of each channel. */
export function linearOf(
  { gamma, beta, mean, variance }: BatchNorm,
  epsilon: number,
): [factors: Float32Array, offsets: Float32Array] {
  const factors = gamma.map((value, c) => value / Math.sqrt(variance[c] + epsilon));
  return [factors, beta.map((value, c) => value - mean[c] * factors[c])];
}

/** Multiplies each output channel and adds to it. @param factors @param offsets one of each a channel */
export function scale(draft: Draft, factors: Float32Array, offsets: Float32Array): void {
  const { norm, channels } = draft;
  if (norm) {
    const gamma = norm.gamma.map((value, c) => value * factors[c]);
    const beta = norm.beta.map((value, c) => value * factors[c] + offsets[c]);
    draft.norm = { ...norm, gamma, beta };
    return;
  }
  draft.kernel = draft.kernel.map((value, i) => value * factors[i % channels]);
  const bias = draft.bias ?? new Float32Array(channels);
  draft.bias = bias.map((value, c) => value * factors[c] + offsets[c]);
}

/** @param names of all layers */
export function descriptionOf(draft: Draft, names: readonly string[]): LayerDescription {
  const { index, kind, from, adds, activation, kernelSide, stride, padding, epsilon } = draft;
  const carries = kind === 'depthwise' || kind === 'pool';
  return {
    ...{ name: names[index], kind, from: from === null ? null : names[from] },
    ...(adds === null ? {} : { adds: names[adds] }),
    ...(carries ? {} : { channels: draft.channels }),
    ...{ kernelSide, stride, padding, activation },
    ...(epsilon === null ? {} : { epsilon }),
  };
}

export function weightsOf({ kind, kernel, norm, bias, channels }: Draft): LayerWeights {
  if (kind === 'pool') return { kernel, norm: null, bias: null };
  return { kernel, norm, bias: norm ? null : (bias ?? new Float32Array(channels)) };
}
