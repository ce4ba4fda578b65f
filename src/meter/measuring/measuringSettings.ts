import type { Meter } from '../meters';

export interface MeasuringSettings {
  /** Rounds at least, ≥ 1. */
  readonly repeats: number;
  /** Rounds at most, where the interval is still too wide. */
  readonly mostRepeats: number;
  /** Half of the 95 % interval as a share of the gross mean that is narrow enough. */
  readonly wantedShare: number;
  /** No new round begins after this, ms since the start. */
  readonly budgetMs: number;
  readonly settleMs: number;
  readonly warmUpMs: number;
  /** Of a window and of an idle window: each lasts a little less or more. */
  readonly windowMs: number;
  /** None is shorter than the meter needs. */
  readonly leastWindowMs: number;
}

/** New readings that a window must have: two in each of eight parts, whose scatter is its uncertainty, and some to spare. */
export const LEAST_SAMPLES = 20;

/** As long as the meter needs for 20 readings, and some to spare, between the trimmed edges. */
export function shortestWindowMs(meter: Meter): number {
  const edgesMs = 2 * (meter.settleMs + 2000 / meter.ratePerSecond);
  return (1.2 * LEAST_SAMPLES * 1000) / meter.ratePerSecond + edgesMs;
}

/** 10 s for meters of 10 Hz and more, 30 s for slower ones, and never fewer than 20 readings inside the trimmed edges. */
export function defaultSettings(meter: Meter): MeasuringSettings {
  const leastWindowMs = shortestWindowMs(meter);
  const windowMs = Math.max(meter.ratePerSecond >= 10 ? 10_000 : 30_000, leastWindowMs);
  return {
    repeats: 3,
    mostRepeats: 10,
    wantedShare: 0.02,
    budgetMs: 60 * 60_000,
    settleMs: 5000,
    warmUpMs: 10_000,
    windowMs,
    leastWindowMs,
  };
}
