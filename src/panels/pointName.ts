import { methodOf } from '../pruning/methods';
import { repairLabel } from '../pruning/repairs';
import type { Plan } from '../pruning/plan';
import { formatRepair } from '../pruning/repairText';
import type { MeasuredPoint } from '../state/measuredPoint';

/** For lists of points: `L1 norm, 50 %, recalibrated on 500, n 2000`. */
export function pointName({ point: { plan, accuracy } }: MeasuredPoint): string {
  const { level, repair } = plan;
  const n = `n ${accuracy.afterCutting.total}`;
  const name =
    level === 0 ? 'Dense' : `${methodOf(plan.method).label}, ${+(level * 100).toFixed(2)} %`;
  return `${name}, ${repairLabel(repair)}, ${n}`;
}

/** `l1-norm-50-finetune-60s.network.json` */
export function networkFileName({ method, level, repair }: Plan): string {
  const steps = formatRepair(repair).replace(/[=+:]/g, '-');
  return `${method}-${+(level * 100).toFixed(2)}-${steps}.network.json`;
}
