/**
 * The q-quantile of ascending values by linear interpolation between the two nearest ranks, position
 * q·(n − 1): definition 7 of Hyndman & Fan, "Sample Quantiles in Statistical Packages" (1996), the default
 * of R and NumPy.
 *
 * @param q in [0, 1]
 * @throws RangeError when there is no value
 */
export function quantile(ascending: ArrayLike<number>, q: number): number {
  if (ascending.length === 0) throw new RangeError('invalid quantile: no values');
  const position = q * (ascending.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
}
