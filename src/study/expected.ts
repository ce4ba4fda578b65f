/** What to expect of a plan that was not measured, from measured ones of its curve on either side. */
import { planKey } from '../pruning/planKey';
import type { Plan } from '../pruning/plan';
import type { RuntimeId } from './runtimes';
import { awaitsPictures, finalAccuracy, type OperatingPoint } from './point';

export interface Expected {
  /** Share of right answers after all repair. */
  readonly accuracy: number;
  /** Of the dense network's latency; null where a neighbour was not timed beside it. */
  readonly latencyRatio: number | null;
}

/** Equal for plans that differ in their level alone. */
export function curveKey(plan: Plan): string {
  return planKey({ ...plan, level: 0.5 });
}

/** Answered points of one curve. @param key of `curveKey` */
export function curveOf(key: string, points: readonly OperatingPoint[]): OperatingPoint[] {
  return points
    .filter((point) => finalAccuracy(point).total > 0 && !awaitsPictures(point))
    .filter(({ plan }) => curveKey(plan) === key);
}

/**
 * On the straight line between the two nearest points.
 * @param curve of `curveOf`
 * @returns null where the level does not lie between two of them
 */
export function expectedAt(
  level: number,
  curve: readonly OperatingPoint[],
  runtime: RuntimeId,
): Expected | null {
  const below = nearest(level, (other) => other <= level, curve);
  const above = nearest(level, (other) => other >= level, curve);
  if (!below || !above) return null;
  const way = above.plan.level - below.plan.level;
  const share = way === 0 ? 0 : (level - below.plan.level) / way;
  const between = (from: number, to: number) => from + share * (to - from);
  const [from, to] = [below, above].map((point) => ratioOf(point, runtime));
  return {
    accuracy: between(accuracyOf(below), accuracyOf(above)),
    latencyRatio: from === null || to === null ? null : between(from, to),
  };
}

function nearest(
  level: number,
  counts: (other: number) => boolean,
  points: readonly OperatingPoint[],
): OperatingPoint | undefined {
  const distance = ({ plan }: OperatingPoint) => Math.abs(plan.level - level);
  return points
    .filter(({ plan }) => counts(plan.level))
    .reduce<OperatingPoint | undefined>(
      (best, point) => (best && distance(best) <= distance(point) ? best : point),
      undefined,
    );
}

function accuracyOf(point: OperatingPoint): number {
  const { correct, total } = finalAccuracy(point);
  return correct / total;
}

/** 1 of the dense network itself. */
function ratioOf({ plan, latencyMs }: OperatingPoint, runtime: RuntimeId): number | null {
  const timed = latencyMs[runtime];
  if (!timed) return null;
  return timed.vsDense?.ratio ?? (plan.level === 0 ? 1 : null);
}
