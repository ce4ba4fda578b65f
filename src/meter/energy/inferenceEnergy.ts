/** Windows and their idle neighbours → joules per inference with 95 % intervals. */
import { student95, Z95 } from './student';
import type { WindowPower } from './windowPower';

/** A mean and its 95 % interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Joules of one inference. */
export interface InferenceEnergy {
  /** Everything that the board drew. */
  readonly gross: Interval;
  /** What it drew above its idle level. */
  readonly aboveIdle: Interval;
}

/** One window of back-to-back inferences between two idle windows. */
export interface MeasuredWindow {
  readonly active: WindowPower;
  readonly inferences: number;
  readonly idleBefore: WindowPower;
  readonly idleAfter: WindowPower;
}

/** Idle levels that differ by more make the difference doubtful. */
export const MOST_IDLE_DRIFT = 0.03;

/** Idle power as it was in the middle of the window, W. */
export interface Baseline {
  readonly meanW: number;
  readonly randomHalfW: number;
  readonly sharedHalfW: number;
  /** |after − before| / mean. */
  readonly driftShare: number;
}

export function baselineOf({ idleBefore, idleAfter }: MeasuredWindow): Baseline {
  const meanW = (idleBefore.meanW + idleAfter.meanW) / 2;
  const difference = Math.abs(idleAfter.meanW - idleBefore.meanW);
  const noise = Math.hypot(idleBefore.randomHalfW, idleAfter.randomHalfW) / 2;
  /* The level may have changed at any moment between the two: uniform between them. */
  const drift = (Z95 * difference) / Math.sqrt(12);
  return {
    meanW,
    randomHalfW: Math.hypot(noise, drift),
    sharedHalfW: (idleBefore.sharedHalfW + idleAfter.sharedHalfW) / 2,
    driftShare: difference / meanW,
  };
}

/** Joules of one inference in one window; halves are those of the 95 % interval. */
interface Joules {
  readonly mean: number;
  readonly randomHalf: number;
  readonly sharedHalf: number;
}

function grossOf({ active, inferences }: MeasuredWindow): Joules {
  const seconds = (active.toMs - active.fromMs) / 1000 / inferences;
  return {
    mean: active.meanW * seconds,
    randomHalf: active.randomHalfW * seconds,
    sharedHalf: active.sharedHalfW * seconds,
  };
}

function aboveIdleOf(window: MeasuredWindow): Joules {
  const { active, inferences } = window;
  const baseline = baselineOf(window);
  const seconds = (active.toMs - active.fromMs) / 1000 / inferences;
  return {
    mean: (active.meanW - baseline.meanW) * seconds,
    randomHalf: Math.hypot(active.randomHalfW, baseline.randomHalfW) * seconds,
    sharedHalf: Math.hypot(active.sharedHalfW, baseline.sharedHalfW) * seconds,
  };
}

/**
 * The larger of what the repeats' spread says (Student's t) and of what each window says of itself, and what
 * all windows share on top: few repeats that happen to agree do not make a narrow interval.
 */
function combine(repeats: readonly Joules[]): Interval {
  const n = repeats.length;
  const mean = repeats.reduce((total, { mean }) => total + mean, 0) / n;
  const squares = repeats.reduce((total, repeat) => total + (repeat.mean - mean) ** 2, 0);
  const between = n > 1 ? (student95(n - 1) * Math.sqrt(squares / (n - 1))) / Math.sqrt(n) : 0;
  const within = Math.hypot(...repeats.map(({ randomHalf }) => randomHalf)) / n;
  const shared = repeats.reduce((total, { sharedHalf }) => total + sharedHalf, 0) / n;
  const half = Math.hypot(Math.max(between, within), shared);
  return { mean, low: mean - half, high: mean + half };
}

/** @param windows at least one, all of the same network */
export function inferenceEnergy(windows: readonly MeasuredWindow[]): InferenceEnergy {
  return {
    gross: combine(windows.map(grossOf)),
    aboveIdle: combine(windows.map(aboveIdleOf)),
  };
}

/** Half of the interval as a share of its mean. */
export function relativeHalf({ mean, low, high }: Interval): number {
  return (high - low) / 2 / Math.abs(mean);
}

/** Inferences that one watt-hour pays for, everything counted. */
export function inferencesPerWattHour({ gross }: InferenceEnergy): number {
  return 3600 / gross.mean;
}
