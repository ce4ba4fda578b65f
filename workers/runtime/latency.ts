import type { Outcome } from '../../src/base/outcome';
import { preprocess, type SubjectImages } from '../../src/subject/preprocess';
import { seededRandom, type Random } from '../../src/base/seededRandom';
import type { Classifier } from './classifier';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';

/** Order of the networks, round after round: the same for every job. */
const SEED = 1;

/** Networks of large images are timed until so much has passed, ms, … */
const WARM_UP_MS = 1000;
const TIMING_MS = 8000;
/** … but as often as this: an interval of their ratio needs some rounds. */
const FEWEST_RUNS = 10;

interface Rounds {
  readonly warmUpRuns: number;
  readonly runs: number;
}

interface Surroundings {
  readonly superseded: () => boolean;
  /** Told how many rounds are done, warm-up left out. */
  readonly onProgress: (rounds: number) => void;
}

/**
 * Times one image at a time, from its pixels to the class scores, both in JavaScript. In every round each network has
 * one turn, so that a processor that grows hot or busy slows all of them alike.
 * @returns milliseconds, one array of at most `runs` values a network; equal places are of the same round
 */
export async function timeRuns(
  classifiers: readonly Classifier[],
  images: SubjectImages,
  { warmUpRuns, runs }: Rounds,
  { superseded, onProgress }: Surroundings,
  nowMs: () => number = () => performance.now(),
): Promise<Outcome<Float64Array[]>> {
  const image = preprocess(images, 0, 1);
  const runsMs = classifiers.map(() => new Float64Array(runs));
  const random = seededRandom(SEED, classifiers.length);
  const timeOne = async () => {
    await macrotask();
    return superseded()
      ? null
      : timeRound(classifiers, image, turns(classifiers.length, random), nowMs);
  };
  const warmUntil = nowMs() + WARM_UP_MS;
  for (let run = 0; run < warmUpRuns && (run === 0 || nowMs() < warmUntil); run++)
    if (!(await timeOne())) return SUPERSEDED;
  const until = nowMs() + TIMING_MS;
  let done = 0;
  while (done < runs && (done < FEWEST_RUNS || nowMs() < until)) {
    const timed = await timeOne();
    if (!timed) return SUPERSEDED;
    timed.forEach((ms, network) => (runsMs[network][done] = ms));
    onProgress(++done);
  }
  return { ok: true, value: runsMs.map((ms) => ms.slice(0, done)) };
}

/** @returns milliseconds of one run of each network, by network */
export function timeRound(
  networks: readonly Pick<Classifier, 'run'>[],
  image: Float32Array,
  order: readonly number[],
  nowMs: () => number = () => performance.now(),
): Float64Array {
  const timed = new Float64Array(networks.length);
  for (const network of order) {
    const start = nowMs();
    networks[network].run(image);
    timed[network] = nowMs() - start;
  }
  return timed;
}

/**
 * 0 … count − 1 by lot: whatever else on the machine comes back every round, or every second, would meet the same
 * network each time if the order did so too; and no network follows itself, its weights still in the cache, more
 * often than another.
 */
export function turns(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, network) => network);
  for (let last = count - 1; last > 0; last--) {
    const drawn = Math.floor(random() * (last + 1));
    [order[last], order[drawn]] = [order[drawn], order[last]];
  }
  return order;
}

/** Of `performance.now()`: 5 µs where the page is cross-origin isolated, 100 µs where it is not, finer in Node. */
export function timerTickMs(): number {
  const { crossOriginIsolated } = globalThis as { readonly crossOriginIsolated?: boolean };
  if (crossOriginIsolated === undefined) return 0;
  return crossOriginIsolated ? 0.005 : 0.1;
}
