/** The weights of one layer in whole numbers. */
import type { FoldedLayer } from '../model/foldBatchNorm';
import { clamped, roundToEven } from './arithmetic';
import type { TensorScale } from './quantisedNetwork';

/** −128 is left out: two products of it would not fit 16 bits, and weights are symmetric. */
export const HIGHEST = 127;
/** Of an activation from its zero point. */
const FARTHEST = 255;
const MOST_SUM = 2 ** 31 - 1;
/** As TFLite's converter has it. */
const LARGEST_BIAS = MOST_SUM / 2;
/** A bias has at least the precision of a float32. */
const LEAST_BIAS_ROOM = 2 ** 24;
/** Of what a sum is multiplied by: XNNPACK takes none below 2⁻³². */
const LEAST_FACTOR = 2 ** -31;

export interface QuantisedWeights {
  readonly kernel: Int8Array<ArrayBuffer>;
  readonly kernelScales: Float32Array<ArrayBuffer>;
  readonly bias: Int32Array<ArrayBuffer>;
}

/**
 * What is left of int32 for the bias, however large weights and activations get.
 * @param fanIn inputs of one output value
 */
export function biasRoom(fanIn: number): number {
  return MOST_SUM - fanIn * HIGHEST * FARTHEST;
}

/** Whether a layer's sums fit int32 for certain. */
export function sumsFit(fanIn: number): boolean {
  return biasRoom(fanIn) >= LEAST_BIAS_ROOM;
}

/** @param layer every value finite, and as many inputs as fit */
export function quantiseWeights(
  { kernel, bias }: FoldedLayer,
  input: TensorScale,
  output: TensorScale,
): QuantisedWeights {
  const outputs = bias.length;
  const room = Math.min(LARGEST_BIAS, biasRoom(kernel.length / outputs));
  const largest = largestMagnitudes(kernel, outputs);
  // A channel of tiny weights takes the coarser steps that its bias needs: its weights change nothing then.
  const kernelScales = Float32Array.from(bias, (own, channel) =>
    Math.max(
      largest[channel] / HIGHEST,
      (Math.abs(own) / (input.scale * room)) * ROUNDED_UP,
      (LEAST_FACTOR * output.scale) / input.scale,
    ),
  );
  return {
    kernel: steps(kernel, kernelScales),
    kernelScales,
    bias: Int32Array.from(bias, (own, c) => roundToEven(own / (input.scale * kernelScales[c]))),
  };
}

/** A loop of its own: networks have millions of weights. */
function steps(kernel: Float32Array, scales: Float32Array): Int8Array<ArrayBuffer> {
  const quantised = new Int8Array(kernel.length);
  for (let i = 0; i < kernel.length; i++) {
    const whole = roundToEven(kernel[i] / scales[i % scales.length]);
    quantised[i] = clamped(whole, ENDS);
  }
  return quantised;
}

const ENDS = { low: -HIGHEST, high: HIGHEST };

/** Makes up for the rounding of a scale to float32. */
const ROUNDED_UP = 1 + 2 ** -22;

/** One an output channel. */
export function largestMagnitudes(kernel: Float32Array, outputs: number): Float32Array {
  const largest = new Float32Array(outputs);
  for (let start = 0; start < kernel.length; start += outputs) {
    for (let c = 0; c < outputs; c++) {
      const magnitude = Math.abs(kernel[start + c]);
      if (magnitude > largest[c]) largest[c] = magnitude;
    }
  }
  return largest;
}
