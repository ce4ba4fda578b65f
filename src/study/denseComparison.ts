/** What a point's accuracy has against the dense network's: on the same pictures and runtime, or not at all. */
import type { RuntimeId } from './runtimes';
import type { OperatingPoint } from './point';
import { endsBehindCut } from '../pruning/repairs';
import { pairedDifference } from './pairedDifference';
import { finalAnswers, type MeasuredPoint } from './measuredPoint';

/**
 * To the first `images` test images; null where no dense network among the points has answered so many.
 * @param runtime what answered: another one may answer an image differently
 */
export function denseAnswers(
  points: readonly MeasuredPoint[],
  images: number,
  runtime: RuntimeId | undefined,
): Uint16Array | null {
  for (const { point, answers } of denseAmong(points)) {
    const dense = point.runtime === runtime ? answers?.afterCutting : undefined;
    if (dense && dense.length >= images) return dense.subarray(0, images);
  }
  return null;
}

const known = new WeakMap<readonly MeasuredPoint[], readonly MeasuredPoint[]>();

/** Looked for once in every list, which never changes: each of its points asks. */
function denseAmong(points: readonly MeasuredPoint[]): readonly MeasuredPoint[] {
  const found = known.get(points) ?? points.filter(({ point }) => point.plan.level === 0);
  known.set(points, found);
  return found;
}

/** A point without single answers keeps what its file says. */
export function besideDense(
  item: MeasuredPoint,
  points: readonly MeasuredPoint[],
  labels: Uint16Array,
): OperatingPoint {
  const { point } = item;
  const own = finalAnswers(item);
  if (!own || own.length === 0 || (point.plan.level === 0 && !endsBehindCut(point.plan)))
    return point;
  const dense = denseAnswers(points, own.length, point.runtime);
  if (!dense) return point;
  return { ...point, accuracyVsDense: pairedDifference(dense, own, labels) };
}
