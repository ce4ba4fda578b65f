/** Latency of single images: warm-up first, then runs that are interleaved over the plans. */
import * as tf from '@tensorflow/tfjs-core';
import type { GreyImages } from '../../src/data/idx';
import { preprocess } from '../../src/data/preprocess';
import type { Executor } from './executor';

/**
 * Milliseconds from preprocessed image to class scores, one value a run.
 * @param runs timed ones, after `warmUpRuns` that are thrown away
 */
export function timeRuns(
  executor: Executor,
  images: GreyImages,
  warmUpRuns: number,
  runs: number,
): Float64Array {
  const size = executor.network.config.inputSize;
  const image = tf.tensor4d(preprocess(images, 0, 1, size), [1, size, size, 3]);
  const times = new Float64Array(runs);
  for (let run = -warmUpRuns; run < runs; run++) {
    const start = performance.now();
    const scores = executor.logits(image);
    scores.dataSync();
    const elapsed = performance.now() - start;
    scores.dispose();
    if (run >= 0) times[run] = elapsed;
  }
  image.dispose();
  return times;
}
