/** Scalar twins of the int8 kernels. Maps are [channel][column], numbers as `QuantisedNetwork` has them. */
import { clamped, rescaled } from '../../../src/quantisation/arithmetic';

/** What leaves a layer. */
export interface Int8Output {
  readonly zeroPoint: number;
  /** Clamp of the activation. */
  readonly low: number;
  readonly high: number;
}

export interface Int8Product {
  readonly input: Int8Array;
  readonly columns: number;
  /** [in][out] */
  readonly kernel: Int8Array;
  readonly bias: Int32Array;
  readonly factors: Float32Array;
  /** Of the input. */
  readonly zeroPoint: number;
  readonly output: Int8Output;
}

/** [out][columns] */
export function int8ProductReference(problem: Int8Product): Int8Array {
  const { input, columns, kernel, bias, factors, zeroPoint } = problem;
  const output = new Int8Array(bias.length * columns);
  for (let at = 0; at < output.length; at++) {
    const out = Math.floor(at / columns);
    let sum = bias[out];
    for (let i = 0; i * bias.length < kernel.length; i++) {
      sum += kernel[i * bias.length + out] * (input[i * columns + (at % columns)] - zeroPoint);
    }
    output[at] = outputOf(sum, factors[out], problem.output);
  }
  return output;
}

function outputOf(sum: number, factor: number, output: Int8Output): number {
  return clamped(rescaled(sum, factor, { scale: 1, zeroPoint: output.zeroPoint }), output);
}
