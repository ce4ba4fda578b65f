/** Windows and their idle neighbours → joules per inference with 95 % intervals. */
import { type Baseline, type IdleHistory, IdleModel } from './idleModel';
import { CERTAIN, combined, half95, rectangular, scaled, type Uncertainty } from './uncertainty';
import type { WindowPower } from './windowPower';

/** A mean and its 95 % interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** An interval and what makes it: halves of the 95 % intervals of each kind alone. */
export interface Joules extends Interval {
  /** What repeats differ by: noise, bursts, a wandering idle level. More repeats make it smaller. */
  readonly random: number;
  /** What all repeats share: the meter's counts and accuracy, the afterglow. More repeats do not help. */
  readonly systematic: number;
  /** The part of `systematic` that is one factor for all that this meter reads: it cancels in ratios. */
  readonly gain: number;
}

/** Joules of one inference. */
export interface InferenceEnergy {
  /** Everything that the board drew. */
  readonly gross: Joules;
  /** What it drew above its idle level. */
  readonly aboveIdle: Joules;
}

/** One window of back-to-back inferences between two idle windows. */
export interface MeasuredWindow {
  readonly active: WindowPower;
  readonly inferences: number;
  readonly idleBefore: WindowPower;
  readonly idleAfter: WindowPower;
  /** Median latency of the window's last fifth over that of its first; 1 where unknown. */
  readonly latencyDrift: number;
  /** It was disturbed: what changed within it is part of its uncertainty. */
  readonly disturbed: boolean;
}

/** What these windows alone tell about the board at rest. */
export function historyOf(windows: readonly MeasuredWindow[]): IdleHistory {
  const idles = new Set(windows.flatMap(({ idleBefore, idleAfter }) => [idleBefore, idleAfter]));
  return {
    idles: [...idles].sort((a, b) => a.fromMs - b.fromMs),
    loads: windows.map(({ active }) => active),
  };
}

/** Joules of one inference in one window. */
interface Repeat {
  readonly mean: number;
  readonly random: Uncertainty;
  /** Shared with all other windows. */
  readonly shared: Uncertainty;
  readonly gain: Uncertainty;
}

function grossOf({ active, inferences, ...window }: MeasuredWindow): Repeat {
  const seconds = (active.toMs - active.fromMs) / 1000 / inferences;
  const own = { standard: active.sharedW, freedom: Infinity };
  const changed = changeOf({ active, inferences, ...window }, 0);
  return {
    mean: active.meanW * seconds,
    random: scaled(active.random, seconds),
    shared: scaled(combined(own, rectangular(active.offsetW), changed), seconds),
    gain: scaled(rectangular(active.gainShare * active.meanW), seconds),
  };
}

/** What the meter adds to every power falls out of the difference. */
function aboveIdleOf(window: MeasuredWindow, baseline: Baseline): Repeat {
  const { active, inferences, idleBefore, idleAfter } = window;
  const seconds = (active.toMs - active.fromMs) / 1000 / inferences;
  const aboveW = active.meanW - baseline.meanW;
  const idleW = (idleBefore.sharedW + idleAfter.sharedW) / 2;
  const own = { standard: Math.hypot(active.sharedW, idleW), freedom: Infinity };
  const changed = changeOf(window, baseline.meanW);
  return {
    mean: aboveW * seconds,
    random: scaled(combined(active.random, baseline.random), seconds),
    shared: scaled(combined(own, baseline.afterglow, changed), seconds),
    gain: scaled(rectangular(active.gainShare * aboveW), seconds),
  };
}

/**
 * How much an inference's energy changed within a disturbed window, as watts: what it needs undisturbed lies no farther
 * from the window's mean than its first and last inferences from each other.
 */
function changeOf({ active, latencyDrift, disturbed }: MeasuredWindow, idleW: number): Uncertainty {
  if (!disturbed) return CERTAIN;
  const watts = active.meanW - idleW;
  const [first, last] = [2 / (1 + latencyDrift), (2 * latencyDrift) / (1 + latencyDrift)];
  return rectangular((watts + active.driftW / 2) * last - (watts - active.driftW / 2) * first);
}

/**
 * The larger of what the repeats' spread says and of what each window says of itself, and what all windows share on
 * top: few repeats that happen to agree do not make a narrow interval.
 */
function combine(repeats: readonly Repeat[]): Joules {
  const n = repeats.length;
  const mean = repeats.reduce((total, { mean }) => total + mean, 0) / n;
  const squares = repeats.reduce((total, repeat) => total + (repeat.mean - mean) ** 2, 0);
  const spread = Math.sqrt(squares / Math.max(n - 1, 1) / n);
  const between = { standard: spread, freedom: Math.max(n - 1, 1) };
  const within = scaled(combined(...repeats.map(({ random }) => random)), 1 / n);
  const random = half95(between) > half95(within) ? between : within;
  const shared = largest(repeats.map((repeat) => repeat.shared));
  const gain = largest(repeats.map((repeat) => repeat.gain));
  const half = half95(combined(random, shared, gain));
  return {
    mean,
    low: mean - half,
    high: mean + half,
    random: half95(random),
    systematic: half95(combined(shared, gain)),
    gain: half95(gain),
  };
}

function largest(all: readonly Uncertainty[]): Uncertainty {
  return all.reduce((most, one) => (one.standard > most.standard ? one : most));
}

/**
 * @param windows at least one, all of the same network
 * @param idle the board at rest during the whole run; left out: as these windows tell
 */
export function inferenceEnergy(
  windows: readonly MeasuredWindow[],
  idle = new IdleModel(historyOf(windows)),
): InferenceEnergy {
  const baseline = ({ active, idleBefore, idleAfter }: MeasuredWindow) =>
    idle.baselineOf(active, idleBefore, idleAfter);
  return {
    gross: combine(windows.map(grossOf)),
    aboveIdle: combine(windows.map((window) => aboveIdleOf(window, baseline(window)))),
  };
}

/** Half of the interval that more repeats can make narrower, as a share of the mean. */
export function relativeHalf({ mean, random }: Joules): number {
  return random / Math.abs(mean);
}
