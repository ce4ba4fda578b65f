/** What a point was measured to be, each with how far the truth may lie from it. */
import { NORMAL_95 } from '../base/normal';
import { isDense } from '../pruning/repairs';
import type { LatencyRatio } from './latencyRatio';
import { finalAccuracy, type Energy, type OperatingPoint } from './point';
import type { Proportion } from './proportion';
import type { RuntimeId } from './runtimes';
import { exactly, type Uncertain } from './uncertain';

/**
 * Accuracy that it gives away to the dense network, as a share: 0.01 is one point, below 0 it gains. Of the same
 * pictures, with half a picture added to each way in which two answers can differ, so that few differences do not look
 * like none.
 * Source: Agresti & Min, "Simple improved confidence intervals for comparing matched proportions" (2005).
 *
 * @param dense of the dense network, for points of before there were comparisons; null where it is not known
 * @returns null where it cannot be told
 */
export function lossOf(
  point: Pick<OperatingPoint, 'plan' | 'accuracy' | 'accuracyVsDense'>,
  dense: Proportion | null,
): Uncertain | null {
  if (isDense(point.plan)) return exactly(0);
  const { accuracyVsDense: paired } = point;
  if (!paired) return lossApart(finalAccuracy(point), dense);
  const { onlyFirst, onlySecond, images, difference } = paired;
  const total = images + 2;
  const moved = (onlySecond - onlyFirst) / total;
  const sd = Math.sqrt(((onlyFirst + onlySecond + 1) / total - moved ** 2) / total);
  return { value: -difference, sd, shared: [] };
}

/** As if each network had answered pictures of its own. */
function lossApart(own: Proportion, dense: Proportion | null): Uncertain | null {
  if (!dense || dense.total === 0 || own.total === 0) return null;
  return {
    value: dense.correct / dense.total - own.correct / own.total,
    sd: spread(own),
    shared: [{ cause: 'dense', sd: spread(dense) }],
  };
}

function spread({ correct, total }: Proportion): number {
  const share = (correct + 1) / (total + 2);
  return Math.sqrt((share * (1 - share)) / (total + 2));
}

type Timed = Pick<OperatingPoint, 'plan' | 'latencyMs'>;

/** How fast the dense network was in all timings of a place, ms. */
export interface Pace {
  readonly denseMs: number;
  /** Standard deviation of its logarithm: how much the machine changed its speed. */
  readonly drift: number;
}

/** Of one machine, runtime and number of threads; null where the dense network was never timed. */
export function paceOf(points: readonly Timed[], runtime: RuntimeId): Pace | null {
  const medians = points.flatMap(({ plan, latencyMs: { [runtime]: timed } }) => {
    const median = timed?.vsDense?.denseMedian ?? (isDense(plan) ? timed?.median : undefined);
    return median === undefined ? [] : [Math.log(median)];
  });
  if (medians.length === 0) return null;
  const mean = medians.reduce((sum, log) => sum + log, 0) / medians.length;
  const squares = medians.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const drift = medians.length > 1 ? Math.sqrt(squares / (medians.length - 1)) : 0;
  return { denseMs: Math.exp(mean), drift };
}

/**
 * Milliseconds at a moment such as those of its study: its ratio to the dense network of the same rounds, at the dense
 * network's usual pace. The machine is then as fast or slow for all points alike.
 * @returns null where it was not timed on this runtime
 */
export function millisecondsOf(
  { plan, latencyMs }: Timed,
  runtime: RuntimeId,
  pace: Pace | null,
): Uncertain | null {
  const timed = latencyMs[runtime];
  if (!timed) return null;
  const { median, p25, p75, runs, vsDense } = timed;
  const drift = pace?.drift ?? 0;
  if (pace && vsDense) return scaled(ratioOf(vsDense), pace.denseMs, drift);
  if (pace && isDense(plan)) return scaled(exactly(1), pace.denseMs, drift);
  const sd = (SD_OF_MEDIAN * (p75 - p25)) / Math.sqrt(runs);
  return { value: median, sd: Math.hypot(sd, drift * median), shared: [] };
}

/** Of the quartiles’ distance over √runs. Source: McGill, Tukey & Larsen, "Variations of Box Plots" (1978), section 7. */
const SD_OF_MEDIAN = 0.93;

export function ratioOf({ ratio, low, high }: Pick<LatencyRatio, 'ratio' | 'low' | 'high'>) {
  return { value: ratio, sd: (high - low) / 2 / NORMAL_95, shared: [] };
}

function scaled({ value, sd }: Uncertain, by: number, drift: number): Uncertain {
  const shared = drift > 0 ? [{ cause: 'pace', sd: drift * value * by }] : [];
  return { value: value * by, sd: sd * by, shared };
}

/**
 * Joules of one inference, everything that the board draws. What repeats differ by is the point's own; the meter's
 * limits, or the documented power behind an estimate, err in all points alike.
 */
export function joulesOf({ energy }: Pick<OperatingPoint, 'energy'>): Uncertain | null {
  if (!energy) return null;
  const { mean, low, high, random, systematic } = energy.perInferenceJ.gross;
  const half = (high - low) / 2;
  const estimated = energy.source === 'estimated';
  const own = estimated ? 0 : (random ?? half);
  const together = estimated ? half : (systematic ?? 0);
  const shared = together > 0 ? [{ cause: causeOf(energy), sd: together / NORMAL_95 }] : [];
  return { value: mean, sd: own / NORMAL_95, shared };
}

function causeOf({ source, meter }: Energy): string {
  return `${source} ${meter ?? ''}`;
}
