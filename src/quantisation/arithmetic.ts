/**
 * What an int8 network computes, number by number: the same integers in the kernels, their scalar twins and the files that
 * leave the lab. Scales are TFLite's (8-bit quantisation specification: weights per output channel, symmetric; activations
 * affine per tensor). Products are rescaled in float32 and rounded to even, as XNNPACK (LiteRT) and ONNX Runtime do on every
 * CPU; TFLite's reference kernels round a 32-bit fixed-point product, which differs by one where a product lies at a half.
 */
import type { Activation } from '../model/network';
import type { TensorScale } from './quantisedNetwork';

const LOWEST = -128;
const HIGHEST = 127;

/** Float64 numbers of this size are whole. */
const WHOLE = 1.5 * 2 ** 52;

/** To the nearest whole number, halves to the even one. @param value at most 2⁵¹ in size, as every sum of int32 is */
export function roundToEven(value: number): number {
  return value + WHOLE - WHOLE;
}

/** @param value real */
export function quantise(value: number, { scale, zeroPoint }: TensorScale): number {
  const steps = roundToEven(Math.fround(Math.fround(value) * Math.fround(1 / scale)));
  return clamped(steps + zeroPoint, { low: LOWEST, high: HIGHEST });
}

export function dequantise(q: number, { scale, zeroPoint }: TensorScale): number {
  return Math.fround(scale * (q - zeroPoint));
}

/** What an activation leaves of [−128, 127]. */
export function clampOf(activation: Activation, output: TensorScale) {
  const low = activation === 'linear' ? LOWEST : Math.max(LOWEST, quantise(0, output));
  const high = activation === 'relu6' ? Math.min(HIGHEST, quantise(6, output)) : HIGHEST;
  return { low, high };
}

export function clamped(q: number, { low, high }: { readonly low: number; readonly high: number }) {
  return Math.min(high, Math.max(low, q));
}

/** What a layer's sums are multiplied by, one an output channel: input scale · kernel scale / output scale, in float32. */
export function productFactors(
  input: TensorScale,
  kernelScales: Float32Array,
  output: TensorScale,
): Float32Array {
  return kernelScales.map((scale) => Math.fround(Math.fround(input.scale * scale) / output.scale));
}

/**
 * @param sum int32: bias + Σ weight · (q − zero point of the input)
 * @returns before the clamp of the activation
 */
export function rescaled(sum: number, factor: number, { zeroPoint }: TensorScale): number {
  return roundToEven(Math.fround(Math.fround(sum) * factor)) + zeroPoint;
}

/** An addition in whole numbers: (offset + a · x + b · y) >> shift, + zero point. */
export interface Addition {
  readonly a: number;
  readonly b: number;
  readonly offset: number;
  readonly shift: number;
}

/** Bits of the larger multiplier. */
const MULTIPLIER_BITS = 20;

/** As XNNPACK's qs8 addition: multipliers of 21 bits at most, so that both products and their sum fit 32 bits. */
export function additionOf(x: TensorScale, y: TensorScale, output: TensorScale): Addition {
  const ratios = [x, y].map(({ scale }) => Math.fround(scale / output.scale));
  const exponent = Math.floor(Math.log2(Math.max(...ratios)));
  const shift = MULTIPLIER_BITS - exponent;
  const [a, b] = ratios.map((ratio) => roundToEven(ratio * 2 ** shift));
  const offset = 2 ** (shift - 1) - a * x.zeroPoint - b * y.zeroPoint;
  return { a, b, offset, shift };
}

export function added(x: number, y: number, { a, b, offset, shift }: Addition): number {
  return (offset + a * x + b * y) >> shift;
}

/** Mean of whole numbers, halves away from zero, as TFLite's average pool. */
export function meanOf(sum: number, count: number): number {
  return Math.trunc((sum + Math.sign(sum) * Math.floor(count / 2)) / count);
}
