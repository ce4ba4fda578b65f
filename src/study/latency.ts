import type { BoardTrouble } from '../base/boardTroubles';
import type { LatencyRatio } from './latencyRatio';
import type { LatencySamples } from './latencySamples';
import { quantile } from './quantiles';
import type { RuntimeId } from './runtimes';

/** Milliseconds; quantiles as in `quantiles.ts`. */
export interface LatencySummary {
  readonly median: number;
  readonly p25: number;
  readonly p75: number;
  readonly p95: number;
  /** Timed runs behind the quantiles, warm-up not counted. */
  readonly runs: number;
  /** That computed each image together; absent where it was one. */
  readonly threads?: number;
  /** That each run needed at most: packed weights, maps and the list of calls; absent where the runtime does not tell. */
  readonly memoryBytes?: number;
  /** What the board had meanwhile; absent where it had none, or where nobody told. */
  readonly troubles?: readonly BoardTrouble[];
  /** Against the dense network in the same rounds; absent for the dense network itself, and in files of before. */
  readonly vsDense?: LatencyRatio;
  /** The runs themselves; absent in files of before. */
  readonly samples?: LatencySamples;
}

/** @param runsMs one duration a run, in any order, at least one */
export function summarizeLatency(runsMs: ArrayLike<number>): LatencySummary {
  const ascending = Float64Array.from(runsMs).sort();
  return {
    median: quantile(ascending, 0.5),
    p25: quantile(ascending, 0.25),
    p75: quantile(ascending, 0.75),
    p95: quantile(ascending, 0.95),
    runs: ascending.length,
  };
}

/** Of one network, on each runtime that there is. */
export type Latencies = Readonly<Partial<Record<RuntimeId, LatencySummary>>>;
