import { decimal, percent } from '../words/numbers';
import type { TrainingMark } from './trainingLayout';

/** Moments of a training that a person can read through. */
export const MOST_MARKS = 24;

/** Time, loss and accuracy of some moments, evenly spread, the last among them. */
export function trainingRows(marks: readonly TrainingMark[]): string[][] {
  const every = Math.max(1, Math.ceil(marks.length / MOST_MARKS));
  return marks
    .filter((_, i) => (marks.length - 1 - i) % every === 0)
    .map(({ seconds, loss, accuracy }) => [
      decimal(seconds, 1),
      decimal(loss, 3),
      percent(accuracy, 1),
    ]);
}
