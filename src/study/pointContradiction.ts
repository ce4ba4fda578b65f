import { formatRepair } from '../pruning/repairText';
import type { OperatingPoint, Proportion } from './record';

/**
 * Two figures of one point that cannot both be right, as a sentence; null where none are found.
 * @param point one that `parseStudy` accepts
 */
export function pointContradiction(point: OperatingPoint): string | null {
  const { plan, accuracy, parameters, nonZeros } = point;
  const { afterCutting, afterRepair } = accuracy;
  if (nonZeros > parameters) return `${nonZeros} non-zeros among ${parameters} parameters`;
  if ((afterRepair === null) !== (plan.repair.length === 0)) {
    const found = afterRepair ? 'an accuracy' : 'no accuracy';
    return `${found} after the repair ${formatRepair(plan.repair)}`;
  }
  if (afterRepair && afterRepair.total !== afterCutting.total) {
    return `${afterCutting.total} images after cutting, ${afterRepair.total} after repair`;
  }
  return stepContradiction(point) ?? classContradiction(point);
}

function stepContradiction({ plan, accuracy, repairSteps = [] }: OperatingPoint): string | null {
  const known = plan.repair.map((step) => formatRepair([step]));
  const other = repairSteps.find(({ step }) => !known.includes(step));
  if (other) return `a step ${other.step} of the repair ${formatRepair(plan.repair)}`;
  const last = repairSteps.at(-1)?.accuracy;
  if (!last || sameProportion(last, accuracy.afterRepair)) return null;
  return `${words(last)} after the last step, ${words(accuracy.afterRepair)} after repair`;
}

function classContradiction({ accuracy, perClass }: OperatingPoint): string | null {
  for (const stage of ['afterCutting', 'afterRepair'] as const) {
    const classes = perClass?.[stage];
    if (!classes) continue;
    const sum = (of: (own: Proportion) => number) =>
      classes.reduce((total, own) => total + (own ? of(own) : 0), 0);
    const all = { correct: sum((own) => own.correct), total: sum((own) => own.total) };
    if (!sameProportion(all, accuracy[stage])) {
      return `${words(all)} in all classes, ${words(accuracy[stage])} in the whole`;
    }
  }
  return null;
}

function sameProportion(a: Proportion, b: Proportion | null): boolean {
  return a.correct === b?.correct && a.total === b.total;
}

function words(proportion: Proportion | null): string {
  return proportion ? `${proportion.correct} of ${proportion.total} images right` : 'nothing';
}
