/** Two studies side by side: the networks that both have, and what the second says otherwise. */
import type { Plan } from '../pruning/plan';
import { medianInterval } from './medianInterval';
import { ratioBetween, type Ratio } from './latencyRatio';
import { energyKey, type MeasuredPoint } from './measuredPoint';
import { pairedAnswers } from './pairComparison';
import { finalAccuracy, type Energy } from './point';
import { proportionDifference, type Difference } from './proportionDifference';
import type { RuntimeId } from './runtimes';

export interface Matched {
  /** `energyKey` of both: the dense network is one, whatever repair has nothing to do there. */
  readonly key: string;
  readonly plan: Plan;
  readonly first: MeasuredPoint;
  readonly second: MeasuredPoint;
}

/** One pair for each network, in the first study's order; of several measurements of one, that on most images. */
export function matchedPoints(
  first: readonly MeasuredPoint[],
  second: readonly MeasuredPoint[],
): Matched[] {
  const others = byNetwork(second);
  return [...byNetwork(first)].flatMap(([key, own]) => {
    const other = others.get(key);
    return other ? [{ key, plan: own.point.plan, first: own, second: other }] : [];
  });
}

function byNetwork(points: readonly MeasuredPoint[]): ReadonlyMap<string, MeasuredPoint> {
  const best = new Map<string, MeasuredPoint>();
  const images = ({ point }: MeasuredPoint) => finalAccuracy(point).total;
  for (const item of points) {
    const key = energyKey(item.point.plan);
    const known = best.get(key);
    if (!known || images(item) > images(known)) best.set(key, item);
  }
  return best;
}

/** Accuracy of the second less that of the first; null where one is not known. */
export function accuracyBetween(
  { first, second }: Matched,
  labels: Uint16Array | null,
): Difference | null {
  const paired = labels && pairedAnswers(first, second, labels);
  return paired ?? proportionDifference(finalAccuracy(first.point), finalAccuracy(second.point));
}

/** Milliseconds of the second ÷ those of the first, each on its own runtime; null where one was not timed. */
export function latencyBetween(
  { first, second }: Pick<Matched, 'first' | 'second'>,
  [one, other]: readonly [RuntimeId, RuntimeId],
): Ratio | null {
  const [a, b] = [first.point.latencyMs[one], second.point.latencyMs[other]];
  return a && b && a.median > 0 && b.median > 0
    ? ratioBetween(medianInterval(b), medianInterval(a))
    : null;
}

/** Joules of one inference, gross: the second ÷ the first. Null where no meter took them; an estimate is only a latency. */
export function energyBetween({ first, second }: Pick<Matched, 'first' | 'second'>): Ratio | null {
  const [a, b] = [first.point.energy, second.point.energy];
  if (!a || !b || a.source !== b.source || a.source === 'estimated') return null;
  const [one, other] = [grossOf(a), grossOf(b)];
  return one && other ? ratioBetween(other, one) : null;
}

function grossOf({ perInferenceJ: { gross } }: Energy): Ratio | null {
  const { mean, low, high } = gross;
  return low > 0 ? { ratio: mean, low, high } : null;
}
