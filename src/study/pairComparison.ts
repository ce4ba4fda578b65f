/** Two points side by side: which of their figures may be held against each other. */
import type { RuntimeId } from './runtimes';
import { isDense } from '../pruning/repairs';
import { timedBeside } from './energy';
import { ratioBetween, SAME, type Ratio } from './latencyRatio';
import { finalAnswers, type MeasuredPoint } from './measuredPoint';
import { pairedDifference, type PairedDifference } from './pairedDifference';
import type { Environment } from './environment';
import { energyOrigin, latencyOrigin, type OperatingPoint } from './point';

/** The dense network beside a point is the one of its rounds. */
export function timedIn(
  point: OperatingPoint,
  other: OperatingPoint,
  runtime: RuntimeId,
): Environment | null {
  const beside = isDense(point.plan) && other.latencyMs[runtime]?.vsDense;
  return latencyOrigin(beside ? other : point)?.environment ?? null;
}

export function poweredIn(point: OperatingPoint, other: OperatingPoint): Environment | null {
  const { energy } = point;
  const timed = energy?.source === 'estimated' && energy.runtime;
  return timed ? timedIn(point, other, timed) : (energyOrigin(point)?.environment ?? null);
}

/** The dense network is shown as it was timed beside the other. */
export function besideOther(point: OperatingPoint, other: OperatingPoint): OperatingPoint {
  return isDense(point.plan) ? timedBeside(point, other) : point;
}

/**
 * Their milliseconds are of different moments: each network's ratio to dense is not. Null where one has none, and where
 * they ran on different numbers of threads.
 */
export function ratioToFirst(
  first: OperatingPoint,
  second: OperatingPoint,
  runtime: RuntimeId,
): Ratio | null {
  const [x, y] = [toDense(first, runtime), toDense(second, runtime)];
  const [one, other] = [first, second].map(({ latencyMs }) => latencyMs[runtime]?.threads ?? 1);
  return x && y && one === other ? ratioBetween(y, x) : null;
}

/** Of the pictures that both have answered; null where the answers are not at hand. */
export function pairedAnswers(
  first: MeasuredPoint,
  second: MeasuredPoint,
  labels: Uint16Array,
): PairedDifference | null {
  const [one, other] = [finalAnswers(first), finalAnswers(second)];
  if (!one || !other) return null;
  const images = Math.min(one.length, other.length);
  if (images === 0) return null;
  return pairedDifference(one.subarray(0, images), other.subarray(0, images), labels);
}

function toDense({ plan, latencyMs }: OperatingPoint, runtime: RuntimeId): Ratio | null {
  return latencyMs[runtime]?.vsDense ?? (isDense(plan) ? SAME : null);
}
