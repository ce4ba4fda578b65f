import { methodOf } from '../../pruning/methods';
import { planName } from '../../pruning/planName';
import type { MeasuredPoint } from '../../study/measuredPoint';
import { words } from '../../words/words';
import { inWords } from '../../words/inWords';

const say = words.results;

/**
 * For lists of points: `L1 norm 50 %, recalibrated on 500, n 2000`.
 * @param where what sets the point's environment apart; '' where there is only one
 */
export function pointName({ point: { plan, accuracy } }: MeasuredPoint, where = ''): string {
  // Every method's line has a dense point of its own.
  const name =
    plan.level === 0
      ? say.densePoint(planName(plan), inWords('methods', methodOf(plan.method)).label)
      : planName(plan);
  return say.point(name, accuracy.afterCutting.total, where);
}
