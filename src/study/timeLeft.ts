import { quantile } from './quantiles';

/** Steps that are looked back on: enough to smooth, few enough to follow a machine that slows down. */
const WINDOW = 8;

/**
 * Milliseconds that the remaining steps will take at the median pace of the last ones, or null before there
 * is one. The median, as a single step that was held up says nothing about the rest.
 *
 * @param stepsMs durations of the steps that are done, pauses not counted, in order
 */
export function timeLeft(stepsMs: readonly number[], remaining: number): number | null {
  if (remaining === 0) return 0;
  if (stepsMs.length === 0) return null;
  const recent = stepsMs.slice(-WINDOW).sort((a, b) => a - b);
  return quantile(recent, 0.5) * remaining;
}
