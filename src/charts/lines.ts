/** Points → lines of a chart: one a method and setting, in ascending level. */
import type { MethodId, Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { lineName } from '../pruning/planName';
import { formatRepair } from '../pruning/repairText';
import type { ChartPoint } from './chartPoint';

export interface Line {
  readonly key: string;
  readonly method: MethodId;
  /** The method, and what differs from its default settings. */
  readonly label: string;
  readonly points: readonly ChartPoint[];
}

export interface Lines {
  /** The uncut network; it belongs to every line of the same repair. */
  readonly dense: readonly ChartPoint[];
  readonly lines: readonly Line[];
}

/** Of several measurements of one network, the one on most images is drawn. */
export function linesOf(points: readonly ChartPoint[]): Lines {
  const best = mostImages(points);
  const dense = best.filter(({ plan }) => plan.level === 0);
  const groups = new Map<string, ChartPoint[]>();
  for (const point of best) {
    if (point.plan.level === 0) continue;
    const key = lineKey(point.plan);
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  const lines = [...groups].map(([key, group]): Line => {
    const ascending = group.sort((a, b) => a.plan.level - b.plan.level);
    const { plan } = ascending[0];
    return { key, method: plan.method, label: lineName(plan), points: ascending };
  });
  return { dense, lines };
}

/** The uncut network as a line of this repair begins. */
export function denseOf({ dense }: Lines, plan: Plan): ChartPoint | undefined {
  const repair = formatRepair(plan.repair);
  return dense.find((point) => formatRepair(point.plan.repair) === repair);
}

function mostImages(points: readonly ChartPoint[]): ChartPoint[] {
  const best = new Map<string, ChartPoint>();
  for (const point of points) {
    const key = planKey(point.plan);
    const known = best.get(key);
    const total = point.accuracy.afterCutting.total;
    if (!known || total >= known.accuracy.afterCutting.total) best.set(key, point);
  }
  return [...best.values()];
}

function lineKey(plan: Plan): string {
  return planKey({ ...plan, level: 0.5 });
}
