/** What fewer multiplications promise, and what a machine makes of them. */
import { isDense } from '../pruning/repairs';
import type { OperatingPoint } from './point';
import { RUNTIMES, type RuntimeId } from './runtimes';

export interface SpeedUp {
  readonly runtime: RuntimeId;
  /** Multiplications of the dense network ÷ those by non-zeros that are left. */
  readonly promised: number;
  /** Latency of the dense network in the same rounds ÷ that of this one: above 1 is faster. */
  readonly measured: number;
  /** 95 % interval of `measured`. */
  readonly low: number;
  readonly high: number;
}

/** On each runtime that it was timed on beside the dense network; none of the dense network. @param denseMacs of one image */
export function speedUps(
  { plan, macs, latencyMs }: Pick<OperatingPoint, 'plan' | 'macs' | 'latencyMs'>,
  denseMacs: number,
): SpeedUp[] {
  if (isDense(plan) || macs === 0) return [];
  return RUNTIMES.flatMap(({ id: runtime }) => {
    const against = latencyMs[runtime]?.vsDense;
    if (!against || against.low <= 0) return [];
    const { ratio, low, high } = against;
    const promised = denseMacs / macs;
    return [{ runtime, promised, measured: 1 / ratio, low: 1 / high, high: 1 / low }];
  });
}

/** `chance`: it may be no faster at all. */
export type Kept = 'slower' | 'chance' | 'less' | 'kept' | 'more';

/** Whether the machine keeps what the multiplications promise, as sure as its interval is. */
export function promiseKept({ promised, low, high }: SpeedUp): Kept {
  if (high < 1) return 'slower';
  if (high < promised) return low <= 1 ? 'chance' : 'less';
  if (low > promised) return 'more';
  return 'kept';
}

/** Of all points, the most: pruning only takes multiplications away. */
export function denseMacsOf(
  points: readonly Pick<OperatingPoint, 'plan' | 'macs'>[],
): number | null {
  const dense = points.find(({ plan }) => plan.level === 0);
  return dense?.macs ?? null;
}
