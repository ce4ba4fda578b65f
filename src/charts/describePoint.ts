/** Exact values of a point in words: for tooltips and for those who hear the chart. */
import type { Energy } from '../study/point';
import type { Proportion } from '../study/proportion';
import { shortName } from '../pruning/planName';
import { mayBeEqual } from '../study/latencyRatio';
import { mayBeChance } from '../study/pairedDifference';
import { isOfFew, shareText } from '../study/shareText';
import { wilsonInterval } from '../study/wilson';
import { AXES, type Axis } from './axes';
import type { ChartPoint, PlannedPoint } from './chartPoint';
import { showsEnergy } from './energyNotice';
import { decimal, percent } from '../words/numbers';
import { words } from '../words/words';
import { inWords } from '../words/inWords';

const say = words.charts.point;
const compared = words.comparisons;

export interface Description {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
}

/** The axis on show comes first, then what else is known. @param where '' where all points have one environment */
export function describePoint(point: ChartPoint, axis: Axis, where = ''): Description {
  const { afterCutting, afterRepair } = point.accuracy;
  const paired = point.accuracyVsDense;
  const others = AXES.filter((row) => row.id !== axis.id && row.vertical === 'accuracy');
  const first = axis.vertical === 'accuracy' ? [axis] : [];
  const costs = [...first, ...others].flatMap((row): [string, string][] => {
    const value = axisText(row, point);
    return value === null || (row !== axis && row.saidElsewhere)
      ? []
      : [[inWords('axes', row).label, value]];
  });
  return {
    title: shortName(point.plan),
    rows: [
      ...(afterRepair ? [[say.afterRepair, accuracyText(afterRepair)] as const] : []),
      [say.afterCutting, accuracyText(afterCutting)],
      ...(paired
        ? [[say.againstDense, compared.differenceInPoints(paired, mayBeChance(paired))] as const]
        : []),
      ...costs,
      [say.images, `${afterCutting.total}`],
      ...(where ? [[say.measuredWith, where] as const] : []),
    ],
  };
}

/** With how likely it is on the front, where that is known: 0 to 1. */
export function describeMark(
  { point, where }: { point: ChartPoint; where: string },
  axis: Axis,
  chance: number | undefined,
): Description {
  const { title, rows } = describePoint(point, axis, where);
  return { title, rows: chance === undefined ? rows : [...rows, [say.front, chanceText(chance)]] };
}

interface Spoken {
  readonly axis: Axis;
  readonly where: string;
  readonly chance: number | undefined;
  readonly text: string;
}

const spokenBefore = new WeakMap<ChartPoint, Spoken>();

/** `describeMark` as one text. What was said of a point before is kept: with one point more, a chart names all of them. */
export function spokenMark(
  mark: { point: ChartPoint; where: string },
  axis: Axis,
  chance: number | undefined,
): string {
  const { point, where } = mark;
  const before = spokenBefore.get(point);
  if (before && before.axis === axis && before.where === where && before.chance === chance)
    return before.text;
  const text = spoken(describeMark(mark, axis, chance));
  spokenBefore.set(point, { axis, where, chance, text });
  return text;
}

/** Five hundred worlds tell no more. */
export function chanceText(chance: number): string {
  if (chance > 0.99) return say.nearlySure;
  return chance > 0 && chance < 0.01 ? say.hardly : say.likely(percent(chance, 0));
}

export function spoken({ title, rows }: Description): string {
  return say.spoken(title, rows);
}

/** Null while the point does not have the value. */
export function axisText(axis: Axis, point: PlannedPoint): string | null {
  const value = axis.value(point);
  if (value === null) return null;
  const { unit } = inWords('axes', axis);
  const ends = axis.interval?.(point);
  if (!ends) return besideDense(axis, point, say.value(significant(value), unit));
  const [mean, low, high] = [value, ends.low, ends.high].map(significant);
  const text = say.interval(mean, unit, low, high);
  return showsEnergy(axis) && point.energy ? bySource(text, point.energy) : text;
}

function bySource(joules: string, { source, disturbed }: Energy): string {
  const text = say.sources[source](joules);
  return disturbed ? say.disturbed(text) : text;
}

/** Milliseconds of different moments compare by their ratio to dense alone. */
function besideDense({ milliseconds }: Axis, { latencyMs }: PlannedPoint, value: string): string {
  const vsDense = milliseconds && latencyMs[milliseconds]?.vsDense;
  return vsDense
    ? say.besideRatio(value, compared.ratioToDense(vsDense, mayBeEqual(vsDense)))
    : value;
}

/** Share in percent with its 95 % interval. */
export function accuracyText(value: Proportion): string {
  if (value.total === 0) return '–';
  const { low, high } = wilsonInterval(value);
  if (isOfFew(value)) return `${shareText(value)} %`;
  return say.accuracy(value.correct / value.total, low, high);
}

/** Three digits that count, never in powers of ten. */
export function significant(value: number): string {
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return decimal(value, Math.min(6, Math.max(0, 2 - digits)));
}
