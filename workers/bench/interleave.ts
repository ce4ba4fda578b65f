/** Engines take turns, A B … B A, so that a drift of the machine's speed favours none. */
import { macrotask } from '../jobs/macrotask';

export interface Engine {
  run(images: Float32Array): unknown;
}

/** Runs of a turn; one more before them brings the engine's weights back into the caches and is not timed. */
const TURN_RUNS = 3;

/** Median milliseconds of one run of each engine. */
export async function interleavedMedians(
  engines: readonly Engine[],
  images: Float32Array,
  rounds: number,
  onRound: (done: number) => void = () => {},
): Promise<number[]> {
  const times = engines.map((): number[] => []);
  const order = engines.map((_, index) => index);
  // One round is warm-up: engines compile and pack at their first run.
  for (let round = -1; round < rounds; round++) {
    await macrotask();
    for (const index of round % 2 === 0 ? order : order.toReversed()) {
      const turn = await timeTurn(engines[index], images);
      if (round >= 0) times[index].push(...turn);
    }
    onRound(round + 1);
  }
  return times.map(median);
}

/** One engine by itself, for as many runs as it has in `rounds` turns. */
export function aloneMedian(engine: Engine, images: Float32Array, rounds: number): Promise<number> {
  return interleavedMedians([engine], images, rounds).then(([ms]) => ms);
}

async function timeTurn(engine: Engine, images: Float32Array): Promise<number[]> {
  await engine.run(images);
  const times: number[] = [];
  for (let run = 0; run < TURN_RUNS; run++) {
    const start = performance.now();
    await engine.run(images);
    times.push(performance.now() - start);
  }
  return times;
}

function median(values: readonly number[]): number {
  const ascending = Float64Array.from(values).sort();
  const middle = ascending.length >> 1;
  return ascending.length % 2 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
}
