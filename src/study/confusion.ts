import type { Proportion } from './proportion';

/** Counts of images, row-major [true class][predicted class]. */
export interface ConfusionMatrix {
  readonly classes: number;
  readonly counts: Uint32Array;
}

/**
 * @param predictions predicted class of each image, below `classes`
 * @param labels true classes of the same images, in the same order; may go on behind the predictions
 */
export function confusionMatrix(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): ConfusionMatrix {
  if (predictions.length > labels.length) {
    const lengths = `${predictions.length} answers to ${labels.length} labels`;
    throw new RangeError(`invalid predictions: ${lengths}`);
  }
  const counts = new Uint32Array(classes * classes);
  for (let i = 0; i < predictions.length; i++) counts[labels[i] * classes + predictions[i]]++;
  return { classes, counts };
}

export function correctAnswers({ classes, counts }: ConfusionMatrix): Proportion {
  let correct = 0;
  for (let c = 0; c < classes; c++) correct += counts[c * classes + c];
  return { correct, total: counts.reduce((sum, count) => sum + count, 0) };
}

/** Top-1 of the images of each true class; null for a class without images. */
export function perClassAccuracy({ classes, counts }: ConfusionMatrix): (Proportion | null)[] {
  return Array.from({ length: classes }, (_, c) => {
    const row = counts.subarray(c * classes, (c + 1) * classes);
    const total = row.reduce((sum, count) => sum + count, 0);
    return total === 0 ? null : { correct: row[c], total };
  });
}
