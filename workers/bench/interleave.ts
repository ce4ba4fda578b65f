/** Engines take turns, A B … B A, so that a drift of the machine's speed favours none. */
import { macrotask } from '../jobs/macrotask';

export interface Engine {
  readonly threads: number;
  run(images: Float32Array): unknown;
}

/** Median milliseconds of a run in each round. */
export type RoundTimes = readonly number[];

/** Runs of a turn; one more before them brings the engine's weights back into the caches and is not timed. */
const TURN_RUNS = 3;

/** Threads without work look for it for a while before they sleep, and take a core from whoever has the next turn. */
const THREADS_SLEEP_MS = 15;

/** Of each engine. */
export async function interleavedTimes(
  engines: readonly Engine[],
  images: Float32Array,
  rounds: number,
  onRound: (done: number) => void = () => {},
): Promise<RoundTimes[]> {
  const times = engines.map((): number[] => []);
  const order = engines.map((_, index) => index);
  // One round is warm-up: engines compile and pack at their first run.
  for (let round = -1; round < rounds; round++) {
    await macrotask();
    for (const index of round % 2 === 0 ? order : order.toReversed()) {
      const ms = await timeTurn(engines[index], images);
      if (round >= 0) times[index].push(ms);
    }
    onRound(round + 1);
  }
  return times;
}

async function timeTurn(engine: Engine, images: Float32Array): Promise<number> {
  await engine.run(images);
  const times: number[] = [];
  for (let run = 0; run < TURN_RUNS; run++) {
    const start = performance.now();
    await engine.run(images);
    times.push(performance.now() - start);
  }
  if (engine.threads > 1) await new Promise((slept) => setTimeout(slept, THREADS_SLEEP_MS));
  return median(times);
}

/** How many times as fast as `theirs` is `ours`, round by round; the median. */
export function pairedRatio(theirs: RoundTimes, ours: RoundTimes): number {
  return median(theirs.map((ms, round) => ms / ours[round]));
}

export function median(values: readonly number[]): number {
  const ascending = Float64Array.from(values).sort();
  const middle = ascending.length >> 1;
  return ascending.length % 2 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
}
