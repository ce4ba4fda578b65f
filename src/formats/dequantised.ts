/**
 * scale·(q − zero point), along an axis where there are several scales.
 * @param axis from the end where it is negative
 */
export function dequantised(
  values: Float32Array,
  shape: readonly number[],
  scales: ArrayLike<number>,
  zeros: ArrayLike<number>,
  axis: number,
): Float32Array {
  const from = axis < 0 ? shape.length + axis : axis;
  const behind = shape.slice(from + 1).reduce((product, side) => product * side, 1);
  return values.map((value, i) => {
    const at = scales.length === 1 ? 0 : Math.floor(i / behind) % scales.length;
    return scales[at] * (value - (zeros[zeros.length === 1 ? 0 : at] ?? 0));
  });
}
