/** Points that lie beside the page, among those that were measured here. */
import { planKey } from '../pruning/planKey';
import type { OperatingPoint } from './point';

/** Those of an example whose plans nobody has measured here. */
export function notMeasured(
  example: readonly OperatingPoint[],
  measured: readonly OperatingPoint[],
): OperatingPoint[] {
  const here = new Set(measured.map(({ plan }) => planKey(plan)));
  return example.filter(({ plan }) => !here.has(planKey(plan)));
}
