/** The table of the sheet to print: as many points as a page holds, in the order of the chooser. */
import { METHODS } from '../../pruning/methods';
import { planName } from '../../pruning/planName';
import { withEstimate } from '../../study/energy';
import type { OperatingPoint } from '../../study/point';
import { runtimeOf, type RuntimeId } from '../../study/runtimes';
import { shareText } from '../../study/shareText';
import { bytes, count, milliseconds, millions } from '../../words/numbers';
import { words } from '../../words/words';
import { energyText } from '../energy/joules';

export const MOST_ROWS = 18;

export type Column = keyof typeof words.lessons.columns;

export type WorksheetRow = Readonly<Record<Column, string>>;

/** @param runtime whose milliseconds are told */
export function worksheetRows(
  points: readonly OperatingPoint[],
  runtime: RuntimeId,
): readonly WorksheetRow[] {
  const sorted = [...points].sort((a, b) => order(a) - order(b));
  return sorted.slice(0, MOST_ROWS).map((point) => rowOf(point, runtime));
}

/** The uncut network first, then by method and level. */
function order({ plan: { method, level } }: OperatingPoint): number {
  return level === 0 ? -1 : METHODS.findIndex(({ id }) => id === method) + level;
}

function rowOf(point: OperatingPoint, runtime: RuntimeId): WorksheetRow {
  const { plan, accuracy, latencyMs } = point;
  const ran = runtimeOf(plan, runtime);
  const { energy } = withEstimate(point, ran);
  const timed = latencyMs[ran];
  const { total } = accuracy.afterCutting;
  return {
    plan: planName(plan),
    cut: shareText(accuracy.afterCutting),
    repaired: shareText(accuracy.afterRepair),
    images: total === 0 ? '–' : count(total),
    macs: millions(point.macs),
    size: bytes(point.bytes.encoded),
    time: timed ? milliseconds(timed.median) : '–',
    energy: energy ? energyText(energy, 'gross') : '–',
  };
}
