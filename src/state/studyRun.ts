import type { Plan } from '../pruning/plan';
import { timeLeft } from '../study/timeLeft';

export interface Failure {
  readonly plan: Plan;
  readonly message: string;
}

/** A study in the making: first every plan's accuracy and size, then every plan's latency. */
export interface StudyRun {
  readonly plans: readonly Plan[];
  readonly images: number;
  /** Plans that are through with the first part, failures among them. */
  readonly done: number;
  /** Plans that are through with the second. */
  readonly timed: number;
  readonly failures: readonly Failure[];
  /** How many plans are measured at the same time. */
  readonly lanes: number;
  /** Milliseconds of each plan that really had to be measured. */
  readonly stepsMs: readonly number[];
  /** Milliseconds a plan of each batch of latencies. */
  readonly timingMs: readonly number[];
}

export function newRun(plans: readonly Plan[], images: number, lanes: number): StudyRun {
  return { plans, images, done: 0, timed: 0, failures: [], lanes, stepsMs: [], timingMs: [] };
}

/** Before the first latency is timed: what it takes on a small computer, about. */
const USUAL_TIMING_MS = 400;

/** Null before the first plan is measured. */
export function secondsLeft(run: StudyRun): number | null {
  const measuring = timeLeft(run.stepsMs, run.plans.length - run.done);
  if (measuring === null) return null;
  const waiting = run.plans.length - run.timed;
  const timing = timeLeft(run.timingMs, waiting) ?? waiting * USUAL_TIMING_MS;
  return (measuring / run.lanes + timing) / 1000;
}
