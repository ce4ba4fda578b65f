import type { Plan, RepairStep } from '../pruning/plan';
import type { MeasuredPoint } from './measuredPoint';

/** Repairs as the page kept them before they were lists of steps. */
type OneRepair = RepairStep | { readonly kind: 'none' };
type StoredPlan = Omit<Plan, 'repair' | 'schedule'> &
  Partial<Pick<Plan, 'schedule'>> & { readonly repair: Plan['repair'] | OneRepair };

/** A point that an earlier version of the page may have stored. */
export function upToDate(stored: MeasuredPoint): MeasuredPoint {
  const { repair, schedule = 'one-shot', ...rest } = stored.point.plan as StoredPlan;
  const plan: Plan = { ...rest, schedule, repair: listed(repair) };
  return { ...stored, point: { ...stored.point, plan } };
}

function listed(repair: StoredPlan['repair']): Plan['repair'] {
  if (!('kind' in repair)) return repair;
  return repair.kind === 'none' ? [] : [repair];
}
