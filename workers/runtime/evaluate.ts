/** Answers of a network to a range of test images, in batches, with a pause between them for newer work. */
import * as tf from '@tensorflow/tfjs-core';
import type { GreyImages } from '../../src/data/idx';
import { preprocess } from '../../src/data/preprocess';
import type { Answers, ImageRange } from '../../src/protocol/lab';
import type { Executor } from './executor';
import { macrotask, type Turn } from './turn';

/** Fastest per image on TF.js WASM: smaller batches pay overhead, larger ones leave the cache. */
export const EVALUATION_BATCH = 16;

export interface TestSet {
  readonly images: GreyImages;
  readonly labels: Uint8Array;
}

/**
 * @param onProgress called after each batch with the answers so far
 * @returns null where the turn was superseded
 */
export async function evaluate(
  executor: Executor,
  { images, labels }: TestSet,
  range: ImageRange,
  turn: Turn,
  onProgress: (correct: number, total: number) => void,
): Promise<Answers | null> {
  const predictions = new Uint8Array(range.to - range.from);
  let crossEntropySum = 0;
  let correct = 0;
  for (let from = range.from; from < range.to; from += EVALUATION_BATCH) {
    const to = Math.min(from + EVALUATION_BATCH, range.to);
    const logits = batchLogits(executor, images, from, to);
    const classes = logits.length / (to - from);
    for (let image = from; image < to; image++) {
      const scores = logits.subarray((image - from) * classes, (image - from + 1) * classes);
      const predicted = argmax(scores);
      predictions[image - range.from] = predicted;
      crossEntropySum += crossEntropy(scores, labels[image]);
      if (predicted === labels[image]) correct++;
    }
    onProgress(correct, to - range.from);
    await macrotask();
    if (!turn.current()) return null;
  }
  return { range, predictions, crossEntropySum };
}

/** Class scores of images [from, to), row-major [n][classes]. */
export function batchLogits(
  executor: Executor,
  images: GreyImages,
  from: number,
  to: number,
): Float32Array {
  const size = executor.network.config.inputSize;
  return tf.tidy(() => {
    const batch = tf.tensor4d(preprocess(images, from, to, size), [to - from, size, size, 3]);
    return executor.logits(batch).dataSync<'float32'>();
  });
}

/** Index of the largest value; the first of equals. */
export function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** −log softmax(scores)[label], in nats. */
export function crossEntropy(scores: Float32Array, label: number): number {
  const largest = scores[argmax(scores)];
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - largest);
  return Math.log(sum) + largest - scores[label];
}
