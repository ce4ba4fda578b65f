/**
 * The best of many measured values owes part of its lead to luck. How much of their spread is truth and how much is
 * error the values themselves tell: here each is drawn towards where others lie dense.
 * Source: Efron, "Two modeling strategies for empirical Bayes estimation" (2014); weights by Laird (1978).
 */
import type { Uncertain } from './uncertain';

/** What values are likely, before one is measured: a row of normal distributions. */
interface Prior {
  readonly centres: Float64Array;
  /** Standard deviation of each. */
  readonly width: number;
}

/** Width of a part of the prior and distance of two, in typical errors. */
const WIDTH = 0.35;
const MOST_PARTS = 80;
const ROUNDS = 30;

/** By their own errors: exact values stay, and so does what errs in several alike. */
export function shrunk(all: readonly Uncertain[]): Uncertain[] {
  const sds = all.map(({ sd }) => sd).filter((sd) => sd > 0);
  if (sds.length === 0) return [...all];
  const prior = priorOf(all, sds.sort((a, b) => a - b)[sds.length >> 1]);
  const shares = sharesOf(all, prior);
  return all.map((one, i) => posterior(one, prior, shares[i]));
}

function priorOf(all: readonly Uncertain[], typicalError: number): Prior {
  const values = all.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const width = Math.max(WIDTH * typicalError, (most - least) / MOST_PARTS);
  const parts = Math.ceil((most - least) / width) + 1;
  return { centres: Float64Array.from({ length: parts }, (_, i) => least + i * width), width };
}

/** By value: how much of it comes from each part, 1 together. Each part weighs what it explains of all values. */
function sharesOf(all: readonly Uncertain[], prior: Prior): Float64Array[] {
  const likely = all.map((one) => likelihoods(one, prior));
  let weights = new Float64Array(prior.centres.length).fill(1);
  for (let round = 1; round < ROUNDS; round++) {
    const next = new Float64Array(weights.length);
    for (const one of likely) {
      const shares = normalised(one, weights);
      for (let part = 0; part < next.length; part++) next[part] += shares[part];
    }
    weights = next;
  }
  return likely.map((one) => normalised(one, weights));
}

function likelihoods({ value, sd }: Uncertain, { centres, width }: Prior): Float64Array {
  const variance = sd ** 2 + width ** 2;
  return centres.map((centre) => Math.exp(-((value - centre) ** 2) / 2 / variance));
}

function normalised(likely: Float64Array, weights: Float64Array): Float64Array {
  let total = 0;
  for (let part = 0; part < likely.length; part++) total += likely[part] * weights[part];
  return likely.map((own, part) => (own * weights[part]) / total);
}

function posterior(one: Uncertain, { centres, width }: Prior, shares: Float64Array): Uncertain {
  const variance = one.sd ** 2 + width ** 2;
  const means = centres.map((centre) => (one.value * width ** 2 + centre * one.sd ** 2) / variance);
  const value = weighted(means, shares);
  const between = weighted(
    means.map((mean) => (mean - value) ** 2),
    shares,
  );
  const within = (one.sd * width) ** 2 / variance;
  return { ...one, value, sd: one.sd === 0 ? 0 : Math.sqrt(within + between) };
}

function weighted(values: Float64Array, shares: Float64Array): number {
  return values.reduce((sum, value, part) => sum + shares[part] * value, 0);
}
