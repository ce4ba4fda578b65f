/** Exact values of a point in words: for tooltips and for those who hear the chart. */
import type { Proportion } from '../study/proportion';
import { percentDigits } from '../base/percent';
import { shortName } from '../pruning/planName';
import { differenceText, ratioText } from '../study/comparisonWords';
import { mayBeChance, type PairedDifference } from '../study/pairedDifference';
import { wilsonInterval } from '../study/wilson';
import { AXES, type Axis } from './axes';
import type { ChartPoint, PlannedPoint } from './chartPoint';
import { showsEnergy } from './energyNotice';

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
    return value === null || (row !== axis && row.saidElsewhere) ? [] : [[row.label, value]];
  });
  return {
    title: shortName(point.plan),
    rows: [
      ...(afterRepair ? [['After repair', accuracyText(afterRepair)] as const] : []),
      ['Right after cutting', accuracyText(afterCutting)],
      ...(paired ? [['Against dense', differenceOf(paired)] as const] : []),
      ...costs,
      ['Test images', `${afterCutting.total}`],
      ...(where ? [['Measured with', where] as const] : []),
    ],
  };
}

function differenceOf(paired: PairedDifference): string {
  return `${differenceText(paired)} points${mayBeChance(paired) ? ', may be chance' : ''}`;
}

export function spoken({ title, rows }: Description): string {
  return `${title}. ${rows.map(([name, value]) => `${name}: ${value}`).join('. ')}.`;
}

/** Null while the point does not have the value. */
export function axisText(axis: Axis, point: PlannedPoint): string | null {
  const value = axis.value(point);
  if (value === null) return null;
  const ends = axis.interval?.(point);
  if (!ends) return `${significant(value)} ${axis.unit}${besideDense(axis, point)}`;
  const range = `${significant(ends.low)}–${significant(ends.high)}`;
  const source = (showsEnergy(axis) && point.energy?.source) || 'measured';
  const disturbed = showsEnergy(axis) && point.energy?.disturbed ? ', disturbed' : '';
  const word = (source === 'measured' ? '' : `, ${source}`) + disturbed;
  return `${significant(value)} ${axis.unit} (${range})${word}`;
}

/** Milliseconds of different moments compare by their ratio to dense alone. */
function besideDense({ milliseconds }: Axis, { latencyMs }: PlannedPoint): string {
  const vsDense = milliseconds && latencyMs[milliseconds]?.vsDense;
  return vsDense ? `, ${ratioText(vsDense)}` : '';
}

/** Share in percent with its 95 % interval. */
export function accuracyText(value: Proportion): string {
  const { low, high } = wilsonInterval(value);
  const share = percentDigits(value.correct / value.total, 2);
  return `${share} % (${percentDigits(low, 1)}–${percentDigits(high, 1)})`;
}

/** Three digits that count, never in powers of ten. */
export function significant(value: number): string {
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(6, Math.max(0, 2 - digits)));
}
