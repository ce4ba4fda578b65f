/** Points → lines of a chart: one a method, setting and place, in ascending level. */
import { groupBy } from '../base/groupBy';
import type { MethodId, Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { lineName, settingWords, unusualRepair } from '../pruning/planName';
import { formatRepair } from '../pruning/repairText';
import { precisionOf } from '../pruning/repairs';
import type { Axis } from './axes';
import type { ChartPoint } from './chartPoint';
import { dashesOf } from './dashes';
import { placeOn, placeWords } from './places';
import { words } from '../words/words';

export interface Line {
  readonly key: string;
  readonly method: MethodId;
  /** The method, and what differs from its default settings. */
  readonly label: string;
  /** What sets it apart from the method's usual line; '' for that. */
  readonly variant: string;
  /** SVG dashes; null: a whole line. */
  readonly dash: string | null;
  readonly points: readonly ChartPoint[];
}

export interface Lines {
  /** The uncut network; it belongs to every line of the same repair. */
  readonly dense: readonly ChartPoint[];
  readonly lines: readonly Line[];
  /** What was measured of the same networks, and is not drawn. */
  readonly others: readonly ChartPoint[];
}

/** Of several measurements of one network in one place, the one on most images is drawn. */
export function linesOf(points: readonly ChartPoint[], axis: Axis, here?: string): Lines {
  const best = mostImages(points, axis);
  const wordsOf = placeWords(axis, best, here);
  const dense = best.filter(({ plan }) => plan.level === 0);
  const cut = best.filter(({ plan }) => plan.level !== 0);
  const groups = groupBy(cut, (point) => `${lineKey(point.plan)} ${placeOn(axis, point)}`);
  const lines = [...groups].map(([key, group]) => {
    const ascending = group.sort((a, b) => a.plan.level - b.plan.level);
    const { plan } = ascending[0];
    const where = wordsOf(ascending[0]);
    const name = lineName(plan);
    const label = where ? words.charts.lineElsewhere(name, where) : name;
    const variant = variantOf(plan, where);
    return { key, method: plan.method, label, variant, points: ascending };
  });
  const dashes = dashesOf(lines.map(({ variant }) => variant));
  const drawn = new Set(best);
  return {
    dense,
    lines: lines.map((line, i) => ({ ...line, dash: dashes[i] })),
    others: points.filter((point) => !drawn.has(point)),
  };
}

/** The uncut network as a line of this repair, precision and place begins. */
export function denseOf({ dense }: Lines, first: ChartPoint, axis: Axis): ChartPoint | undefined {
  const own = behindCut(first.plan);
  const place = placeOn(axis, first);
  return dense.find((point) => behindCut(point.plan) === own && placeOn(axis, point) === place);
}

function variantOf(plan: Plan, where: string): string {
  const own = words.planNames.list([...settingWords(plan), ...unusualRepair(plan)]);
  return own && where ? words.charts.lineElsewhere(own, where) : own || where;
}

function behindCut(plan: Plan): string {
  return `${formatRepair(plan.repair)} ${precisionOf(plan)}`;
}

function mostImages(points: readonly ChartPoint[], axis: Axis): ChartPoint[] {
  const best = new Map<string, ChartPoint>();
  for (const point of points) {
    const key = `${planKey(point.plan)} ${placeOn(axis, point)}`;
    const known = best.get(key);
    const total = point.accuracy.afterCutting.total;
    if (!known || total >= known.accuracy.afterCutting.total) best.set(key, point);
  }
  return [...best.values()];
}

function lineKey(plan: Plan): string {
  return planKey({ ...plan, level: 0.5 });
}
