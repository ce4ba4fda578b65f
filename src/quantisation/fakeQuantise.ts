/**
 * Weights as their int8 network will know them, still as reals: whole multiples of a step of their output channel. With the
 * scale of a channel, γ/√(σ²+ε), both the largest weight and the step grow alike, so that it makes no difference whether
 * batch normalisation is folded in before; only a channel of tiny weights may get coarser steps for its bias then.
 */
import { roundToEven } from './arithmetic';
import { HIGHEST, largestMagnitudes } from './quantiseLayer';

/** In place. @param kernel the output channel is its last axis */
export function fakeQuantise(kernel: Float32Array, outChannels: number): void {
  const scales = largestMagnitudes(kernel, outChannels).map((largest) => largest / HIGHEST);
  const perUnit = Float64Array.from(scales, (scale) => (scale > 0 ? 1 / scale : 0));
  for (let start = 0; start < kernel.length; start += outChannels) {
    for (let c = 0; c < outChannels; c++)
      kernel[start + c] = scales[c] * roundToEven(kernel[start + c] * perUnit[c]);
  }
}
