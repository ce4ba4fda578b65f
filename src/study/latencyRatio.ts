/**
 * A network's latency against the dense network's in the same rounds. Two latencies of different moments do not tell
 * which network is faster: the machine may have changed its speed in between. Of two runs in one round both felt the
 * same speed, so it falls out of their ratio.
 */
import { fairCoinTail } from './fairCoin';
import { quantile } from './quantiles';

export interface LatencyRatio {
  /** Of the dense network in the same rounds, ms. */
  readonly denseMedian: number;
  /** Median over the rounds of network ÷ dense network: below 1 is faster. */
  readonly ratio: number;
  /** 95 % interval of `ratio`. */
  readonly low: number;
  readonly high: number;
}

/**
 * The interval reaches from one rank of the sorted ratios to another (the sign test turned round): it supposes no
 * distribution, and a few disturbed rounds do not move it. A bootstrap of 30 rounds would promise 95 % and keep less.
 * A timer that counts in ticks can hide half a tick of a median, so that much is added on either side.
 * Source: David & Nagaraja, "Order Statistics" (2003), section 7.1.
 *
 * @param runsMs one duration a round; @param denseMs of the dense network in the same rounds
 * @param tickMs resolution of the timer; 0 where it has none to speak of
 * @returns null where 95 % cannot be had: fewer than six rounds, or a timer too coarse to see the dense network
 * @throws RangeError when the rounds do not belong together
 */
export function latencyRatio(
  runsMs: ArrayLike<number>,
  denseMs: ArrayLike<number>,
  tickMs: number,
): LatencyRatio | null {
  if (runsMs.length !== denseMs.length) {
    throw new RangeError(`invalid rounds: ${runsMs.length} runs beside ${denseMs.length} dense`);
  }
  const rank = lowRank(runsMs.length);
  const [own, dense] = [ascending(runsMs), ascending(denseMs)];
  if (rank === null || own[0] === 0 || dense[0] === 0) return null;
  const ratios = ascending(Array.from(runsMs, (ms, round) => ms / denseMs[round]));
  const denseMedian = quantile(dense, 0.5);
  const hidden = tickMs / 2 / quantile(own, 0.5) + tickMs / 2 / denseMedian;
  return {
    denseMedian,
    ratio: quantile(ratios, 0.5),
    low: ratios[rank] * Math.max(0, 1 - hidden),
    high: ratios[ratios.length - 1 - rank] * (1 + hidden),
  };
}

/** Places from either end, from 0, between which the median lies in 95 % of cases; null where none are far enough apart. */
function lowRank(rounds: number): number | null {
  let rank = -1;
  while (2 * fairCoinTail(rank + 1, rounds) <= 0.05) rank++;
  return rank < 0 ? null : rank;
}

function ascending(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** Whether the difference may be chance: then neither network is called faster. */
export function mayBeEqual({ low, high }: Pick<LatencyRatio, 'low' | 'high'>): boolean {
  return low <= 1 && high >= 1;
}

/** A ratio of two networks with its 95 % interval. */
export type Ratio = Pick<LatencyRatio, 'ratio' | 'low' | 'high'>;

/** What the dense network has against itself. */
export const SAME: Ratio = { ratio: 1, low: 1, high: 1 };

/**
 * Of two networks that were timed at different moments, each beside the dense network. The two errors, independent of
 * each other, are added in squares of logarithms.
 * Source: Zou & Donner, "Construction of confidence limits about effect measures" (2008).
 */
export function ratioBetween(network: Ratio, other: Ratio): Ratio {
  const ratio = network.ratio / other.ratio;
  const up = Math.hypot(Math.log(network.high / network.ratio), Math.log(other.ratio / other.low));
  const down = Math.hypot(
    Math.log(network.ratio / network.low),
    Math.log(other.high / other.ratio),
  );
  return { ratio, low: ratio * Math.exp(-down), high: ratio * Math.exp(up) };
}
