/** How long the plans of a study will take, before and while it runs: what was seen on this machine, else a guess. */
import type { Plan, PlanStep, RepairStep, StoringStep, TrainingStep } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import {
  hasOwnZeros,
  isStoring,
  isTraining,
  repairRow,
  stepsTaken,
  trainingStep,
} from '../pruning/repairs';
import { precisionRow } from '../pruning/precisions';
import { quantile } from './quantiles';

/** What was seen of this machine; null or left out where nothing was. */
export interface Pace {
  /** Milliseconds of one worker for the answer to one image. */
  readonly answerMs: number | null;
  /** Milliseconds for cutting one network. */
  readonly cuttingMs: number | null;
  /** Seconds of one worker for each image that a step looks at. */
  readonly fitting: Readonly<Partial<Record<RepairStep['kind'], number>>>;
  /** Seconds of all workers that train together, or of the one that trains alone, for a batch. */
  readonly batchSeconds: number | null;
  /** Milliseconds for the latencies of one network. */
  readonly timingMs: number | null;
  /** Of the data set; 0 where it has none, or none is loaded. */
  readonly trainingImages: number;
}

export interface Crew {
  readonly workers: number;
  /** Whether all workers train one network, instead of each its own. */
  readonly together: boolean;
}

/** Seconds of a plan: while one worker has it, or while all work at it. */
export interface PlanCost {
  readonly one: number;
  readonly all: number;
}

/** A mid-range processor; replaced by the first measurement. */
const USUAL_ANSWER_MS = 1;
const USUAL_TIMING_MS = 250;
/** Cutting, counting bytes and gzip take about as long as so many answers. */
const CUTTING_ANSWERS = 1200;
/** Cutting alone, in answers. */
const BARE_CUT_ANSWERS = 100;
/** Of one batch of training by one worker. */
const BATCH_ANSWERS = 320;
/** Of one image whose ranges are measured. */
const CALIBRATION_ANSWERS = 10;
/** Images of a batch of training. */
const BATCH_IMAGES = 64;
/** A training ends with a recalibration on so many images. */
const IMAGES_AFTER_TRAINING = 1000;
/** Networks timed for each that is asked for: the dense one takes part in the rounds of every four. */
const TIMED_PER_PLAN = 1.25;

/** Answers that the plan's networks give in all: after cutting and after each step. */
export function answersOf(plan: Plan, images: number): number {
  return images * (1 + stepsTaken(plan).length);
}

/** Milliseconds for one answer, from a plan that was measured. @param ms without its steps @param sharers workers that shared its images */
export function answerMsOf(plan: Plan, images: number, ms: number, sharers: number): number {
  return ms / (answersOf(plan, images) / sharers + CUTTING_ANSWERS);
}

export function planCost(plan: Plan, images: number, pace: Pace, crew: Crew): PlanCost {
  const together = crew.together && crew.workers > 1 && trainingStep(plan.repair) !== undefined;
  const sharers = together ? crew.workers : 1;
  const answers = answersOf(plan, images) / sharers + CUTTING_ANSWERS;
  const steps = stepsTaken(plan).reduce((sum, step) => sum + stepSeconds(step, pace, sharers), 0);
  const seconds = (answers * answerMs(pace)) / 1000 + steps;
  return together ? { one: 0, all: seconds } : { one: seconds, all: 0 };
}

/**
 * Seconds until a worker has made the plan's network by itself, for a load that a meter watches. One that is kept in a
 * file is only cut, to be held against it; so is one that would have to be trained to the same zeros once more, which is refused.
 */
export function preparationSeconds(plan: Plan, pace: Pace, crew: Crew, kept: boolean): number {
  const cutting = (pace.cuttingMs ?? BARE_CUT_ANSWERS * answerMs(pace)) / 1000;
  const repair = kept || hasOwnZeros(plan) ? [] : stepsTaken(plan);
  return cutting + sum(repair.map((step) => stepSeconds(step, aloneFrom(pace, crew), 1)));
}

/** Batches were seen where all workers shared them. */
function aloneFrom(pace: Pace, { workers, together }: Crew): Pace {
  const { batchSeconds } = pace;
  return together && batchSeconds !== null
    ? { ...pace, batchSeconds: workers * batchSeconds }
    : pace;
}

/** @param untimed plans whose latency is still to be timed */
export function studySeconds(
  costs: readonly PlanCost[],
  untimed: number,
  pace: Pace,
  workers: number,
): number {
  const one = costs.map((cost) => cost.one);
  const sideBySide = Math.max(sum(one) / workers, ...one, 0);
  const timing = (untimed * TIMED_PER_PLAN * (pace.timingMs ?? USUAL_TIMING_MS)) / 1000;
  return sideBySide + sum(costs.map((cost) => cost.all)) + timing;
}

/** Repair steps whose time nobody has seen on this machine; budgets in seconds need not be seen. */
export function unseenSteps(plans: readonly Plan[], pace: Pace): RepairStep['kind'][] {
  const repairs = plans.flatMap(stepsTaken).filter((step) => !isStoring(step));
  const unseen = repairs.filter((step) => {
    if (!isTraining(step)) return pace.fitting[step.kind] === undefined;
    return step.budget.unit !== 'seconds' && pace.batchSeconds === null;
  });
  return [...new Set(unseen.map(({ kind }) => kind))];
}

/** Plans of one network are measured once. */
export function differentNetworks(plans: readonly Plan[]): readonly Plan[] {
  return [...new Map(plans.map((plan) => [planKey(plan), plan])).values()];
}

/** The median of what was seen last: a single one that was held up says nothing about the rest. */
export function typical(seen: readonly number[]): number | null {
  return seen.length === 0
    ? null
    : quantile(
        [...seen].sort((a, b) => a - b),
        0.5,
      );
}

function stepSeconds(step: PlanStep, pace: Pace, sharers: number): number {
  if (isStoring(step)) return storingSeconds(step, pace);
  if (!isTraining(step)) return step.images * imageSeconds(step.kind, pace);
  const after = IMAGES_AFTER_TRAINING * imageSeconds('recalibrate', pace);
  return trainingSeconds(step, pace, sharers) + after;
}

/** Ranges are measured in a run of TensorFlow.js, which looks at every value twice. */
function storingSeconds({ kind }: StoringStep, pace: Pace): number {
  return (precisionRow(kind).calibrationImages * CALIBRATION_ANSWERS * answerMs(pace)) / 1000;
}

function trainingSeconds({ budget }: TrainingStep, pace: Pace, sharers: number): number {
  if (budget.unit === 'seconds') return budget.amount;
  const epoch = Math.floor(pace.trainingImages / BATCH_IMAGES);
  const batches = budget.unit === 'steps' ? budget.amount : budget.amount * epoch;
  const guess = (BATCH_ANSWERS * answerMs(pace)) / 1000 / sharers;
  return batches * (pace.batchSeconds ?? guess);
}

function imageSeconds(kind: RepairStep['kind'], pace: Pace): number {
  const { imageAnswers = 1 } = repairRow(kind);
  return pace.fitting[kind] ?? (imageAnswers * answerMs(pace)) / 1000;
}

function answerMs(pace: Pace): number {
  return pace.answerMs ?? USUAL_ANSWER_MS;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
