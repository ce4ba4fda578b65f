import type { Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';

/** Gives the same object while plans come that differ in their level alone: what is derived from it rests while the slider moves. */
export function restingSettings(): (plan: Plan) => Plan {
  let kept: Plan | null = null;
  let key = '';
  return (plan) => {
    const own = keyOf(plan);
    if (kept === null || own !== key) kept = plan;
    key = own;
    return kept;
  };
}

/** At level 0 a plan's key leaves out how it is ranked. */
function keyOf(plan: Plan): string {
  return `${plan.precision} ${planKey({ ...plan, level: 0.5 })}`;
}
