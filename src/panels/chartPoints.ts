import { pointKey, type ChartPoint, type PlannedPoint } from '../charts/chartPoint';
import type { Plan } from '../pruning/plan';
import type { MeasuredPoint } from '../state/measuredPoint';
import type { PlannedFigures } from '../state/plannedFigures';

/** One point a network: level 0 of every method is the same one. */
export function distinctPoints(
  points: readonly MeasuredPoint[],
  dense: MeasuredPoint | null,
): readonly ChartPoint[] {
  const all = dense ? [...points, dense] : points;
  const distinct = new Map<string, ChartPoint>();
  for (const { point } of all) {
    const key = pointKey(point);
    if (!distinct.has(key)) distinct.set(key, point);
  }
  return [...distinct.values()];
}

export function plannedPoint(plan: Plan, figures: PlannedFigures): PlannedPoint {
  const { nonZeros, macs, denseBytes, encodedBytes } = figures;
  return {
    plan,
    nonZeros,
    macs,
    bytes: { dense: denseBytes, encoded: encodedBytes, gzip: null },
    latencyMs: {},
  };
}
