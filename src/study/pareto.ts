import { finalAccuracy, type OperatingPoint } from './point';
import { shareOf } from './proportion';
import type { RuntimeId } from './runtimes';

/** A point of a trade-off: `cost` is better when smaller, `gain` when larger. */
export interface Tradeoff {
  readonly cost: number;
  readonly gain: number;
}

/**
 * The points that no other point dominates, by ascending cost. One point dominates another when it is at
 * least as good in both and better in one; equal points do not dominate each other, so all of them stay.
 */
export function paretoFront<T extends Tradeoff>(points: readonly T[]): T[] {
  const byCost = [...points].sort((a, b) => a.cost - b.cost || b.gain - a.gain);
  let best: T | null = null;
  return byCost.filter((point) => {
    const tie = best?.cost === point.cost && best.gain === point.gain;
    if (best && !tie && point.gain <= best.gain) return false;
    best = point;
    return true;
  });
}

/**
 * Points on the front of accuracy against size, or against latency where that was timed: of one data set, on the same
 * pictures.
 * @param runtime whose latency counts
 */
export function onFront(
  points: readonly OperatingPoint[],
  runtime: RuntimeId,
): Set<OperatingPoint> {
  const of = (costOf: (point: OperatingPoint) => number | undefined) =>
    points.flatMap((point) => {
      const [cost, gain] = [costOf(point), shareOf(finalAccuracy(point))];
      return cost === undefined || gain === null ? [] : [{ cost, gain, point }];
    });
  const fronts = [
    of(({ bytes }) => bytes.encoded),
    of(({ latencyMs }) => latencyMs[runtime]?.median),
  ].flatMap(paretoFront);
  return new Set(fronts.map(({ point }) => point));
}
