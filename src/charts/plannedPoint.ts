import type { PlannedPoint } from './chartPoint';
import type { Latencies } from '../study/latency';
import type { Plan } from '../pruning/plan';
import type { PlannedFigures } from '../pruning/plannedFigures';

/** @param latencyMs where the plan was timed already */
export function plannedPoint(
  plan: Plan,
  figures: Pick<PlannedFigures, 'nonZeros' | 'macs' | 'denseBytes' | 'encodedBytes'>,
  latencyMs: Latencies = {},
): PlannedPoint {
  const { nonZeros, macs, denseBytes, encodedBytes } = figures;
  return {
    plan,
    nonZeros,
    macs,
    bytes: { dense: denseBytes, encoded: encodedBytes, gzip: null },
    latencyMs,
    energy: null,
  };
}
