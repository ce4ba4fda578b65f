import type { Outcome, Refusal } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import type { RepairKind } from '../pruning/repairs';
import { differentNetworks, planCost, studySeconds } from '../study/studyCost';
import type { PaceState } from './paceState.svelte';

export interface Failure {
  readonly plan: Plan;
  readonly why: Refusal;
}

/** A study in the making: first every plan's accuracy and size, then every plan's latency; or the other way round. */
export interface StudyRun {
  readonly plans: readonly Plan[];
  readonly images: number;
  /** Plans that are not through with the first part: waiting, or in hand. */
  readonly unmeasured: readonly Plan[];
  /** Plans that are through with it, failures among them. */
  readonly done: number;
  /** Plans that are through with the second. */
  readonly timed: number;
  /** Latencies are timed now. */
  readonly timing: boolean;
  readonly failures: readonly Failure[];
}

export function newRun(plans: readonly Plan[], images: number): StudyRun {
  return { plans, images, unmeasured: plans, done: 0, timed: 0, timing: false, failures: [] };
}

/** What a study has still to do. */
export interface StudyRest {
  /** Plans that have to be measured. */
  readonly unmeasured: readonly Plan[];
  /** How many of all plans have to be timed. */
  readonly untimed: number;
  readonly images: number;
  /** Seconds since a plan in hand was begun; 0 for those that wait. */
  readonly spent: (plan: Plan) => number;
}

/** Of a study that was not begun. */
export interface StudyOutlook {
  readonly points: number;
  /** Points that are there already. */
  readonly there: number;
  /** About. */
  readonly seconds: number;
  /** Repair steps of which nobody knows how long they take here: the seconds hold a guess. */
  readonly unseen: readonly RepairKind[];
}

/** About, from what this machine was seen to need; a guess before that. */
export function secondsLeft(rest: StudyRest, { pace, crew }: PaceState): number {
  const costs = differentNetworks(rest.unmeasured).map((plan) => {
    const { one, all } = planCost(plan, rest.images, pace, crew);
    const spent = rest.spent(plan);
    return { one: Math.max(0, one - spent), all: all && Math.max(0, all - spent) };
  });
  return studySeconds(costs, rest.untimed, pace, crew.workers);
}

export function failuresWith(run: StudyRun, plan: Plan, outcome: Outcome<unknown>) {
  return outcome.ok ? run.failures : [...run.failures, { plan, why: outcome }];
}
