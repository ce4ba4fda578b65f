import { RUNTIMES } from './runtimes';
import type { Proportion } from './proportion';
import { formatRepair } from '../pruning/repairText';
import { usedWindows } from './energy';
import { finalAccuracy, type OperatingPoint } from './point';

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
  return (
    stepContradiction(point) ??
    classContradiction(point) ??
    differenceContradiction(point) ??
    latencyContradiction(point) ??
    energyContradiction(point)
  );
}

function differenceContradiction(point: OperatingPoint): string | null {
  const { accuracyVsDense } = point;
  if (!accuracyVsDense) return null;
  const { images, onlyFirst, onlySecond, difference, low, high, p } = accuracyVsDense;
  const { correct, total } = finalAccuracy(point);
  if (images !== total) return `a difference on ${images} images, an accuracy on ${total}`;
  if (onlySecond > correct || onlyFirst > total - correct) {
    return `${onlyFirst} and ${onlySecond} images that one network alone answers, ${correct} of ${total} images right`;
  }
  if (Math.abs(difference - (onlySecond - onlyFirst) / images) > ROUNDED)
    return `a difference of ${difference}, counted ${onlySecond - onlyFirst} of ${images} images`;
  return low <= difference && difference <= high && p <= 1
    ? null
    : `a difference of ${difference} from ${low} to ${high} with p ${p}`;
}

/** Shares that were written with few digits are no contradiction. */
const ROUNDED = 1e-4;

function latencyContradiction({ latencyMs }: OperatingPoint): string | null {
  for (const { id, label } of RUNTIMES) {
    const timed = latencyMs[id];
    if (!timed) continue;
    const { p25, median, p75, p95 } = timed;
    if (!(p25 <= median && median <= p75 && p75 <= p95))
      return `quantiles ${p25}, ${median}, ${p75}, ${p95} ms on ${label}`;
  }
  return null;
}

function energyContradiction({ energy }: OperatingPoint): string | null {
  if (!energy) return null;
  const { gross, aboveIdle } = energy.perInferenceJ;
  if (gross.mean < 0) return `${gross.mean} J for an inference: the meter was turned round`;
  if (aboveIdle.mean > gross.mean * (1 + ROUNDED))
    return `${aboveIdle.mean} J above idle, ${gross.mean} J in all`;
  const idle = usedWindows(energy).some(
    ({ inferences, seconds }) => !(inferences > 0 && seconds > 0),
  );
  return idle ? 'a window without an inference that counts' : null;
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
