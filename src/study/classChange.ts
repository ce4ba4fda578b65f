/** What a second network does better or worse than a first, class by class. */
import { groupBy } from '../base/groupBy';
import { finalAnswers, type MeasuredPoint } from './measuredPoint';
import { pairedDifference } from './pairedDifference';
import type { OperatingPoint } from './point';
import { proportionDifference, type Difference } from './proportionDifference';

export interface ClassChange extends Difference {
  /** Of the class. */
  readonly index: number;
  readonly images: number;
}

export interface ClassChanges {
  /** The worst loss first; of equal ones in the order of the classes. Classes without images are left out. */
  readonly changes: readonly ClassChange[];
  /** Of the same images, answer by answer; else of counts alone, as if the images were others. */
  readonly paired: boolean;
}

/**
 * @param labels true classes of the test images; null where they are not at hand
 * @returns null where nothing is known of single classes
 */
export function classChanges(
  first: MeasuredPoint,
  second: MeasuredPoint,
  labels: Uint16Array | null,
): ClassChanges | null {
  const answered = labels && fromAnswers(first, second, labels);
  if (answered) return { changes: worstFirst(answered), paired: true };
  const counted = fromCounts(first.point, second.point);
  return counted && { changes: worstFirst(counted), paired: false };
}

function fromAnswers(
  first: MeasuredPoint,
  second: MeasuredPoint,
  labels: Uint16Array,
): ClassChange[] | null {
  const [one, other] = [finalAnswers(first), finalAnswers(second)];
  if (!one || !other) return null;
  const answered = Math.min(one.length, other.length, labels.length);
  return [...groupBy(labels.subarray(0, answered).keys(), (image) => labels[image])].map(
    ([index, images]) => {
      const [a, b] = [one, other].map((answers) => images.map((image) => answers[image]));
      const { difference, low, high } = pairedDifference(
        a,
        b,
        new Uint16Array(a.length).fill(index),
      );
      return { index, images: images.length, difference, low, high };
    },
  );
}

function fromCounts(first: OperatingPoint, second: OperatingPoint): ClassChange[] | null {
  const [one, other] = [countsOf(first), countsOf(second)];
  if (!one || !other) return null;
  return one.flatMap((before, index) => {
    const after = other[index];
    const between = before && after && proportionDifference(before, after);
    return between ? [{ index, images: Math.min(before.total, after.total), ...between }] : [];
  });
}

function countsOf({ perClass }: OperatingPoint) {
  return perClass && (perClass.afterRepair ?? perClass.afterCutting);
}

function worstFirst(changes: readonly ClassChange[]): ClassChange[] {
  return [...changes].sort((a, b) => a.difference - b.difference || a.index - b.index);
}
