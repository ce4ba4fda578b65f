import type { Outcome } from '../../src/base/outcome';
import * as tf from '@tensorflow/tfjs-core';
import { networkCosts } from '../../src/model/costs';
import type { Network } from '../../src/model/network';
import { preprocess, type SubjectImages } from '../../src/subject/preprocess';
import type { Answers, ImageRange } from '../../src/protocol/lab';
import type { Classifier } from './classifier';
import { betweenBatches } from '../jobs/way';
import { SUPERSEDED } from '../jobs/superseded';

/** Per image as fast as any larger batch, with a fraction of their memory. */
const MOST_IMAGES = 16;
/** Multiplications between two looks for messages: 80 ms of a laptop, most of a second of a small board. */
const GRAIN_MACS = 500e6;

/**
 * Images that a network answers at once: fewer of a large one, so that its first answers come soon, its maps stay small and a
 * newer plan ends it at once. The kernels take one image, or four at a time.
 */
export function batchOf(network: Network): number {
  const fours = Math.floor(GRAIN_MACS / networkCosts(network).macs / 4);
  return fours === 0 ? 1 : Math.min(MOST_IMAGES, 4 * fours);
}

/** Multiplications of the answers that are wanted at once: a second of a laptop, some seconds of a small board. */
const FIRST_MACS = 5e9;

/** The images that are answered before anything else is done: few of a large network, all of a small one. */
export function firstOf(network: Network, { from, to }: ImageRange): ImageRange {
  const most = Math.max(batchOf(network), Math.floor(FIRST_MACS / networkCosts(network).macs));
  return { from, to: Math.min(to, from + most) };
}

/** Images `from` to `to` (not included) on TF.js's heap; the caller disposes them. */
export function imageTensor(images: SubjectImages, from: number, to: number): tf.Tensor4D {
  const { size, planes } = images.preprocessing.target;
  return tf.tensor4d(preprocess(images, from, to), [to - from, size, size, planes]);
}

/**
 * Answers to a range of images in the order of the file. Lets messages in after every batch.
 * @param onProgress right answers and images so far
 * @param begun answers to the range's first images, which are not asked for again
 */
export async function evaluate(
  classifier: Classifier,
  images: SubjectImages,
  range: ImageRange,
  superseded: () => boolean,
  onProgress: (correct: number, total: number) => void,
  begun?: Answers,
): Promise<Outcome<Answers>> {
  const { classes } = classifier.network;
  const batch = batchOf(classifier.network);
  const predictions = new Uint16Array(range.to - range.from);
  const confidences = new Float32Array(predictions.length);
  if (begun) predictions.set(begun.predictions);
  if (begun) confidences.set(begun.confidences);
  let crossEntropySum = begun?.crossEntropySum ?? 0;
  let correct = begun ? rightOf(begun, images.labels) : 0;
  for (let from = begun?.range.to ?? range.from; from < range.to; from += batch) {
    await betweenBatches(superseded);
    if (superseded()) return SUPERSEDED;
    const to = Math.min(from + batch, range.to);
    const scores = classifier.run(preprocess(images, from, to));
    for (let image = from; image < to; image++) {
      const own = scores.subarray((image - from) * classes, (image - from + 1) * classes);
      const label = images.labels[image];
      const { prediction, confidence, crossEntropy } = judged(own, label);
      predictions[image - range.from] = prediction;
      confidences[image - range.from] = confidence;
      crossEntropySum += crossEntropy;
      if (prediction === label) correct++;
    }
    onProgress(correct, to - range.from);
  }
  return { ok: true, value: { range, predictions, confidences, crossEntropySum } };
}

/** @param labels of all test images */
export function rightOf({ predictions, range }: Answers, labels: Uint16Array): number {
  return predictions.filter((own, i) => own === labels[range.from + i]).length;
}

/** Of a subject without pictures. */
export function noAnswers(range: ImageRange): Answers {
  const [predictions, confidences] = [new Uint16Array(0), new Float32Array(0)];
  return { range, predictions, confidences, crossEntropySum: 0 };
}

/** What the scores of one image say of it. */
export interface Judged {
  readonly prediction: number;
  /** Softmax probability of the predicted class. */
  readonly confidence: number;
  /** −log softmax(scores)[label], in nats. */
  readonly crossEntropy: number;
}

/** The largest score is taken out first, so that nothing overflows. */
export function judged(scores: Float32Array, label: number): Judged {
  const largest = Math.max(...scores);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - largest);
  const crossEntropy = Math.log(sum) + largest - scores[label];
  return { prediction: scores.indexOf(largest), confidence: 1 / sum, crossEntropy };
}
