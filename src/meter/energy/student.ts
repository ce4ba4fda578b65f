/** Two-sided 95 % point of Student's t, by degrees of freedom 1 to 30. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];
/** The same of the normal distribution. */
export const Z95 = 1.96;

/** @param freedom degrees of freedom, ≥ 1 */
export function student95(freedom: number): number {
  const whole = Math.floor(freedom);
  return whole <= T95.length ? T95[Math.max(whole, 1) - 1] : Z95 + 2.42 / whole;
}
