import type { PlannedPoint } from './chartPoint';
import type { Plan } from '../pruning/plan';
import type { PlannedFigures } from '../pruning/plannedFigures';

export function plannedPoint(plan: Plan, figures: PlannedFigures): PlannedPoint {
  const { nonZeros, macs, denseBytes, encodedBytes } = figures;
  return {
    plan,
    nonZeros,
    macs,
    bytes: { dense: denseBytes, encoded: encodedBytes, gzip: null },
    latencyMs: {},
    energy: null,
  };
}
