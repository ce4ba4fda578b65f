/** What a point's accuracy has against the dense network's: on the same pictures, or not at all. */
import type { OperatingPoint } from '../study/record';
import { pairedDifference } from '../study/pairedDifference';
import { finalAnswers, type MeasuredPoint } from './measuredPoint';

/** To the first `images` test images; null where no dense network among the points has answered so many. */
export function denseAnswers(points: readonly MeasuredPoint[], images: number): Uint8Array | null {
  for (const { point, answers } of points) {
    const dense = point.plan.level === 0 ? answers?.afterCutting : undefined;
    if (dense && dense.length >= images) return dense.subarray(0, images);
  }
  return null;
}

/** A point without single answers keeps what its file says. */
export function besideDense(
  item: MeasuredPoint,
  points: readonly MeasuredPoint[],
  labels: Uint8Array,
): OperatingPoint {
  const { point } = item;
  const own = finalAnswers(item);
  if (!own || (point.plan.level === 0 && point.plan.repair.length === 0)) return point;
  const dense = denseAnswers(points, own.length);
  if (!dense) return point;
  return { ...point, accuracyVsDense: pairedDifference(dense, own, labels) };
}
