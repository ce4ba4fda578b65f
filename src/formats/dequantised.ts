import type { Quantised } from './graph';

/** scale·(whole number − zero point), along the axis where there are several scales; counted from the end below 0. */
export function dequantised({ values, shape, scales, zeroPoints, axis }: Quantised): Float32Array {
  const from = axis < 0 ? shape.length + axis : axis;
  const behind = shape.slice(from + 1).reduce((product, side) => product * side, 1);
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const at = scales.length === 1 ? 0 : Math.floor(i / behind) % scales.length;
    result[i] = scales[at] * (values[i] - (zeroPoints[zeroPoints.length === 1 ? 0 : at] ?? 0));
  }
  return result;
}
