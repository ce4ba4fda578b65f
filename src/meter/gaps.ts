import type { Meter } from './meters';

/** Readings may be late; two and a half of them missing are a gap. */
export const GAP_PERIODS = 2.5;

/** More than this between two samples is a gap, ms; `ratePerSecond` is the measured one (samplePace.ts) where it is known. */
export function longestIntervalMs({
  ratePerSecond,
  pollEveryMs,
}: Pick<Meter, 'ratePerSecond' | 'pollEveryMs'>): number {
  return GAP_PERIODS * Math.max(1000 / ratePerSecond, pollEveryMs ?? 0);
}
