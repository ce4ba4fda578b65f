/** Whether something that was measured already makes a point needless: another cut, another precision, or none. */
import { precisionOf } from '../pruning/repairs';
import { environmentId } from './environment';
import type { Ratio } from './latencyRatio';
import { ratioToFirst } from './pairComparison';
import { finalAccuracy, type OperatingPoint } from './point';
import type { RuntimeId } from './runtimes';

export interface BetterPoint {
  readonly point: OperatingPoint;
  /** Of the other's time to the point's; null where chance may have made it, or one was not timed. */
  readonly time: Ratio | null;
  /** Whether it cuts less and keeps its numbers in fewer bytes: another precision went further than pruning. */
  readonly quantisedFirst: boolean;
}

/** Both have it, and what runs int8. */
const TIMED: RuntimeId = 'kernels';

/**
 * Of all that answer no fewer of the same pictures rightly, need fewer bytes and are not slower, measured in the same
 * environment, the one of fewest bytes; null where there is none.
 */
export function betterPoint(
  own: OperatingPoint,
  others: readonly OperatingPoint[],
): BetterPoint | null {
  const [best] = others
    .filter((other) => isBetter(own, other))
    .sort((a, b) => a.bytes.encoded - b.bytes.encoded);
  if (!best) return null;
  const time = ratioToFirst(own, best, TIMED);
  return {
    point: best,
    time: time && time.high < 1 ? time : null,
    quantisedFirst:
      precisionOf(own.plan) !== precisionOf(best.plan) && best.plan.level < own.plan.level,
  };
}

function isBetter(own: OperatingPoint, other: OperatingPoint): boolean {
  const [mine, theirs] = [finalAccuracy(own), finalAccuracy(other)];
  const time = ratioToFirst(own, other, TIMED);
  return (
    theirs.total > 0 &&
    theirs.total === mine.total &&
    theirs.correct >= mine.correct &&
    other.bytes.encoded < own.bytes.encoded &&
    !(time && time.low > 1) &&
    environmentId(other.origin.environment) === environmentId(own.origin.environment)
  );
}
