import type { LabelledImages } from '../../src/data/idx';
import type { Outcome } from '../../src/pruning/plan';
import { preprocess } from '../../src/data/preprocess';
import type { Classifier } from './classifier';
import { macrotask } from './macrotask';
import { SUPERSEDED } from './superseded';

/**
 * Times one image at a time, from its pixels to the class scores, both in JavaScript. Networks take turns, A B C C B A …,
 * so that a processor that grows hot or busy slows all of them alike.
 * @returns milliseconds, one array of `runs` values a network
 */
export async function timeRuns(
  classifiers: readonly Classifier[],
  images: LabelledImages,
  warmUpRuns: number,
  runs: number,
  superseded: () => boolean,
  onProgress: (rounds: number) => void,
): Promise<Outcome<Float64Array[]>> {
  const { inputSize } = classifiers[0].network.config;
  const image = preprocess(images, 0, 1, inputSize);
  const runsMs = classifiers.map(() => new Float64Array(runs));
  for (let round = -warmUpRuns; round < runs; round++) {
    await macrotask();
    if (superseded()) return SUPERSEDED;
    for (const network of turns(classifiers.length, round)) {
      const start = performance.now();
      classifiers[network].run(image);
      const duration = performance.now() - start;
      if (round >= 0) runsMs[network][round] = duration;
    }
    onProgress(Math.max(0, round + 1));
  }
  return { ok: true, value: runsMs };
}

/** 0 … count − 1, backwards in every second round. */
export function turns(count: number, round: number): number[] {
  const order = Array.from({ length: count }, (_, network) => network);
  return round % 2 === 0 ? order : order.reverse();
}
