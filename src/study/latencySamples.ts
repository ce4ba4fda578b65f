/** The timed runs behind a latency, as they came. */
export interface LatencySamples {
  /** One a round, in order. */
  readonly ms: readonly number[];
  /** Of the dense network in the same rounds; absent for the dense network itself. */
  readonly denseMs?: readonly number[];
}

/** More of them tell nothing that their quantiles do not. */
export const MOST_SAMPLES = 500;
/** No timer of a browser counts finer. */
const DECIMALS = 4;

/** The first of them. */
export function keptSamples(
  ms: ArrayLike<number>,
  denseMs: ArrayLike<number> | undefined,
): LatencySamples {
  return { ms: kept(ms), ...(denseMs && { denseMs: kept(denseMs) }) };
}

function kept(ms: ArrayLike<number>): number[] {
  return Array.from(ms)
    .slice(0, MOST_SAMPLES)
    .map((own) => +own.toFixed(DECIMALS));
}
