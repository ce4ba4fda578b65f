import type { LatencySummary } from './latency';
import type { Ratio } from './latencyRatio';

/** For two sides of a normal distribution, 95 %. */
const Z = 1.96;

/**
 * A median with its 95 % interval, from the quartiles that a file keeps of the runs. It holds for the runs: how a machine's
 * speed moves from one day to the next is not in it.
 * Source: McGill, Tukey & Larsen, "Variations of box plots" (1978): the standard error of a median is about
 * 1.25 × (interquartile range ÷ 1.35) ÷ √runs.
 */
export function medianInterval({ median, p25, p75, runs }: LatencySummary): Ratio {
  const half = (Z * 1.25 * (p75 - p25)) / 1.35 / Math.sqrt(runs);
  return { ratio: median, low: Math.max(median - half, median / FAR), high: median + half };
}

/** What is added on both sides in logarithms needs a low end above nothing. */
const FAR = 1000;
