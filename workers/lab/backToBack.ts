/** One network, one image after another without a pause: the load that a power meter watches. */
import type { Outcome } from '../../src/base/outcome';
import type { BackToBackResult } from '../../src/protocol/lab';
import { quantile } from '../../src/study/quantiles';
import type { Classifier } from '../runtime/classifier';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';

/** Often enough to be cancelled at once, too seldom to show in the power. */
const YIELD_MS = 100;
/** The page takes a worker that is silent for longer as hung. */
const ALIVE_MS = 5000;

export interface Surroundings {
  readonly superseded: () => boolean;
  /** A sign of life. */
  readonly alive: () => void;
  /** performance.timeOrigin + performance.now(), ms. */
  readonly pageTimeMs: () => number;
}

/**
 * @param image one preprocessed image, the same each time: what it shows does not change the work
 * @param durationMs no inference begins after it; one runs at least
 */
export async function runBackToBack(
  classifier: Classifier,
  image: Float32Array,
  durationMs: number,
  { superseded, alive, pageTimeMs }: Surroundings,
): Promise<Outcome<BackToBackResult>> {
  const latenciesMs: number[] = [];
  const fromMs = pageTimeMs();
  let [yieldedMs, aliveMs, toMs] = [fromMs, fromMs, fromMs];
  do {
    const startMs = toMs;
    classifier.run(image);
    toMs = pageTimeMs();
    latenciesMs.push(toMs - startMs);
    if (toMs - yieldedMs >= YIELD_MS) {
      if (toMs - aliveMs >= ALIVE_MS) {
        alive();
        aliveMs = toMs;
      }
      await macrotask();
      if (superseded()) return SUPERSEDED;
      yieldedMs = toMs;
    }
  } while (toMs - fromMs < durationMs);
  const fifths = fifthsOf(latenciesMs);
  return { ok: true, value: { fromMs, toMs, inferences: latenciesMs.length, ...fifths } };
}

function fifthsOf(latenciesMs: readonly number[]) {
  const fifth = Math.ceil(latenciesMs.length / 5);
  return {
    firstFifthMs: median(latenciesMs.slice(0, fifth)),
    lastFifthMs: median(latenciesMs.slice(-fifth)),
  };
}

function median(values: number[]): number {
  return quantile(
    values.sort((a, b) => a - b),
    0.5,
  );
}
