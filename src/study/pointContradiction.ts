import type { Note } from '../base/outcome';
import { note } from '../words/refusal';
import { RUNTIMES } from './runtimes';
import type { Proportion } from './proportion';
import { formatRepair, formatStep } from '../pruning/repairText';
import { endsBehindCut, storingStep } from '../pruning/repairs';
import { usedWindows } from './energy';
import { finalAccuracy, type OperatingPoint } from './point';

/**
 * Two figures of one point that cannot both be right; null where none are found.
 * @param point one that `parseStudy` accepts
 */
export function pointContradiction(point: OperatingPoint): Note | null {
  const { plan, accuracy, parameters, nonZeros } = point;
  const { afterCutting, afterRepair } = accuracy;
  if (nonZeros > parameters) return note('too-many-non-zeros', { nonZeros, parameters });
  if ((afterRepair === null) !== !endsBehindCut(plan)) {
    return note('repair-accuracy', {
      found: afterRepair !== null,
      repair: formatRepair(plan.repair),
    });
  }
  if (afterRepair && afterRepair.total !== afterCutting.total) {
    return note('repair-images', { cut: afterCutting.total, repaired: afterRepair.total });
  }
  return (
    stepContradiction(point) ??
    classContradiction(point) ??
    differenceContradiction(point) ??
    latencyContradiction(point) ??
    energyContradiction(point)
  );
}

function differenceContradiction(point: OperatingPoint): Note | null {
  const { accuracyVsDense } = point;
  if (!accuracyVsDense) return null;
  const { images, onlyFirst, onlySecond, difference, low, high, p } = accuracyVsDense;
  const { correct, total } = finalAccuracy(point);
  if (images !== total) return note('difference-images', { images, total });
  if (onlySecond > correct || onlyFirst > total - correct) {
    return note('difference-answers', { onlyFirst, onlySecond, correct, total });
  }
  if (Math.abs(difference - (onlySecond - onlyFirst) / images) > ROUNDED)
    return note('difference-counted', { difference, counted: onlySecond - onlyFirst, images });
  return low <= difference && difference <= high && p <= 1
    ? null
    : note('difference-interval', { difference, low, high, p });
}

/** Shares that were written with few digits are no contradiction. */
const ROUNDED = 1e-4;

function latencyContradiction({ latencyMs }: OperatingPoint): Note | null {
  for (const { id: runtime } of RUNTIMES) {
    const timed = latencyMs[runtime];
    if (!timed) continue;
    const { p25, median, p75, p95 } = timed;
    if (!(p25 <= median && median <= p75 && p75 <= p95))
      return note('latency-quantiles', { quantiles: [p25, median, p75, p95], runtime });
  }
  return null;
}

function energyContradiction({ energy }: OperatingPoint): Note | null {
  if (!energy) return null;
  const { gross, aboveIdle } = energy.perInferenceJ;
  if (gross.mean < 0) return note('joules-negative', { joules: gross.mean });
  if (aboveIdle.mean > gross.mean * (1 + ROUNDED))
    return note('joules-above-idle', { aboveIdle: aboveIdle.mean, gross: gross.mean });
  const idle = usedWindows(energy).some(
    ({ inferences, seconds }) => !(inferences > 0 && seconds > 0),
  );
  return idle ? note('window-idle') : null;
}

function stepContradiction({ plan, accuracy, repairSteps = [] }: OperatingPoint): Note | null {
  const stored = storingStep(plan);
  const known = [...plan.repair, ...(stored ? [stored] : [])].map(formatStep);
  const other = repairSteps.find(({ step }) => !known.includes(step));
  if (other)
    return note('step-of-no-repair', { step: other.step, repair: formatRepair(plan.repair) });
  const last = repairSteps.at(-1)?.accuracy;
  if (!last || sameProportion(last, accuracy.afterRepair)) return null;
  return note('step-accuracy', { last: counts(last)!, repaired: counts(accuracy.afterRepair) });
}

function classContradiction({ accuracy, perClass }: OperatingPoint): Note | null {
  for (const stage of ['afterCutting', 'afterRepair'] as const) {
    const classes = perClass?.[stage];
    if (!classes) continue;
    const sum = (of: (own: Proportion) => number) =>
      classes.reduce((total, own) => total + (own ? of(own) : 0), 0);
    const all = { correct: sum((own) => own.correct), total: sum((own) => own.total) };
    if (!sameProportion(all, accuracy[stage])) {
      return note('class-accuracy', { classes: counts(all)!, whole: counts(accuracy[stage]) });
    }
  }
  return null;
}

function sameProportion(a: Proportion, b: Proportion | null): boolean {
  return a.correct === b?.correct && a.total === b.total;
}

/** Right answers and all of them. */
function counts(proportion: Proportion | null): readonly [number, number] | null {
  return proportion && [proportion.correct, proportion.total];
}
