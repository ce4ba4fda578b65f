import type { PlannedPoint } from '../../charts/chartPoint';
import type { Plan } from '../../pruning/plan';
import type { PlannedFigures } from '../../state/plannedFigures';

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
