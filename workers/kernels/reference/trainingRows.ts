/** Scalar batch normalisation, or a bias, with its activation, in training mode. A row is what one channel holds: [pixel][image]. */

import { roundToEven } from '../../../src/quantisation/arithmetic';

export type Row = ArrayLike<number>;

/** Arrays of one value a channel. */
export interface NormState {
  readonly mean: Row;
  /** 1/√(σ²+ε) */
  readonly inverse: Row;
  /** γ/√(σ²+ε), and β − mean·scale. */
  readonly scale: Row;
  readonly shift: Row;
  /** Of the activation. */
  readonly low: number;
  readonly high: number;
  /** Of what the activation gives, or 0 where it stays as it is. */
  readonly step: number;
  /** Whether the shift is a bias, and nothing is normalised. */
  readonly isBias: boolean;
}

function linear(row: Row, norm: NormState, channel: number): number[] {
  return Array.from(row, (z) => norm.scale[channel] * z + norm.shift[channel]);
}

export function activated(row: Row, norm: NormState, channel: number): number[] {
  return linear(row, norm, channel).map((y) =>
    rounded(Math.min(norm.high, Math.max(norm.low, y)), norm.step),
  );
}

/** To the nearest multiple of `step`; at 0 as it is. */
export function rounded(value: number, step: number): number {
  return step === 0 ? value : step * roundToEven(value / step);
}

export interface Statistics extends Pick<NormState, 'mean' | 'inverse' | 'scale' | 'shift'> {
  readonly runningMean: Row;
  readonly runningVariance: Row;
}

/** From each channel's values; running statistics move by `momentum`, the variance's with the unbiased estimate. */
export function statisticsReference(
  rows: readonly Row[],
  before: {
    readonly gamma: Row;
    readonly beta: Row;
    readonly runningMean: Row;
    readonly runningVariance: Row;
    readonly isBias: boolean;
  },
  epsilon: number,
  momentum: number,
): Statistics {
  const count = rows[0].length;
  const mean = rows.map((row) => sum(row) / count);
  const variance = rows.map((row, c) => sum(Array.from(row, (z) => (z - mean[c]) ** 2)) / count);
  const inverse = variance.map((v) => 1 / Math.sqrt(v + epsilon));
  const scale = inverse.map((v, c) => before.gamma[c] * v);
  if (before.isBias) {
    const { beta: shift, runningMean, runningVariance } = before;
    return { mean, inverse, scale: inverse.map(() => 1), shift, runningMean, runningVariance };
  }
  const unbiased = variance.map((v) => (count > 1 ? (v * count) / (count - 1) : v));
  const moved = (old: Row, fresh: Row) =>
    Array.from(old, (v, c) => (1 - momentum) * v + momentum * fresh[c]);
  return {
    ...{ mean, inverse, scale },
    shift: scale.map((s, c) => before.beta[c] - mean[c] * s),
    runningMean: moved(before.runningMean, mean),
    runningVariance: moved(before.runningVariance, unbiased),
  };
}

export interface NormGradients {
  /** Gradient of the normalised row: 0 where the activation is clamped. */
  readonly masked: readonly number[];
  /** Gradient of the row before normalisation. */
  readonly input: readonly number[];
  readonly gamma: number;
  readonly beta: number;
}

/** @param z the row before normalisation; @param gradient of what came out of the activation */
export function normBackwardReference(
  gradient: Row,
  z: Row,
  norm: NormState,
  channel: number,
): NormGradients {
  const normalised = Array.from(z, (v) => (v - norm.mean[channel]) * norm.inverse[channel]);
  const y = linear(z, norm, channel);
  const masked = y.map((v, i) => (v > norm.low && v < norm.high ? gradient[i] : 0));
  const beta = sum(masked);
  const gamma = sum(masked.map((g, i) => g * normalised[i]));
  if (norm.isBias) return { masked, input: masked, gamma: 0, beta };
  const input = masked.map(
    (g, i) => norm.scale[channel] * (g - beta / z.length - (normalised[i] * gamma) / z.length),
  );
  return { masked, input, gamma, beta };
}

export function sum(row: Row): number {
  return Array.from(row).reduce((total, v) => total + v, 0);
}

export function sumOfSquares(row: Row): number {
  return Array.from(row).reduce((total, v) => total + v * v, 0);
}
