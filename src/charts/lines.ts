/** Points → lines of a chart: one a method and setting, in ascending level. */
import { methodOf } from '../pruning/methods';
import type { MethodId, Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { formatRepair } from '../pruning/repairText';
import { isGradual, repairLabel } from '../pruning/repairs';
import { defaultPlan } from '../pruning/validatePlan';
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
    return { key, method: plan.method, label: lineLabel(plan), points: ascending };
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

const DEFAULTS = defaultPlan();

/** Two allocations of one method are told apart by their largest share. */
function shareNumber(shares: readonly number[]): string {
  return `up to ${Math.round(100 * Math.max(...shares))} %`;
}

function lineLabel(plan: Plan): string {
  const { label, criterion, defaultRanking, seeded } = methodOf(plan.method);
  const channels = criterion.kind === 'channels';
  const settings = [
    channels && plan.scope !== 'inner' && plan.scope.replace('-', ' + '),
    plan.shares && `allocated ${shareNumber(plan.shares)}`,
    plan.ranking !== defaultRanking && plan.ranking.replace('-', ' by '),
    channels && plan.rounding > 1 && `multiples of ${plan.rounding}`,
    channels &&
      plan.minChannels !== DEFAULTS.minChannels &&
      `at least ${plan.minChannels} channels`,
    seeded && plan.seed !== DEFAULTS.seed && `seed ${plan.seed}`,
    formatRepair(plan.repair) !== formatRepair(DEFAULTS.repair) && repairLabel(plan.repair),
    isGradual(plan) && `${plan.schedule} schedule`,
  ].filter((setting) => typeof setting === 'string');
  return [label, ...settings].join(', ');
}
