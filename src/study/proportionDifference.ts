import type { Proportion } from './proportion';
import { wilsonInterval } from './wilson';

export interface Difference {
  /** The second less the first, as a share in [−1, 1]. */
  readonly difference: number;
  /** 95 % interval of `difference`. */
  readonly low: number;
  readonly high: number;
}

/**
 * Of two accuracies whose single answers are not at hand: as if the images were not the same. Where they are, the real
 * difference is surer than this says.
 * Source: Newcombe, "Interval estimation for the difference between independent proportions" (1998), method 10.
 * @returns null where one of them is of no images
 */
export function proportionDifference(first: Proportion, second: Proportion): Difference | null {
  if (first.total === 0 || second.total === 0) return null;
  const [a, b] = [first.correct / first.total, second.correct / second.total];
  const [one, two] = [wilsonInterval(first), wilsonInterval(second)];
  return {
    difference: b - a,
    low: b - a - Math.hypot(b - two.low, one.high - a),
    high: b - a + Math.hypot(two.high - b, a - one.low),
  };
}
