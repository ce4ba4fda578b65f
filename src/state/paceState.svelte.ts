import type { PointResult, TrainingTick } from '../protocol/lab';
import type { Plan } from '../pruning/plan';
import { endsBehindCut, isDense, isStoring, isTraining, trainingStep } from '../pruning/repairs';
import { answerMsOf, typical, type Crew, type Pace } from '../study/studyCost';

/** Enough to smooth, few enough to follow a machine that slows down. */
const REMEMBERED = 8;
/** Earlier the speed of a training says little. */
const SETTLED_BATCHES = 3;

export interface SeenJob {
  readonly plan: Plan;
  readonly images: number;
  /** Whether all workers shared its images. */
  readonly split: boolean;
}

/** How fast this machine was seen to be in this visit. */
export class PaceState {
  readonly crew: Crew;
  /** Of the data set that is loaded. */
  trainingImages = $state(0);
  #seen = $state.raw<Readonly<Record<string, readonly number[]>>>({});
  readonly pace: Pace = $derived.by(() => {
    const of = (what: string) => typical(this.#seen[what] ?? []);
    const steps = Object.keys(this.#seen).filter((key) => key.startsWith(STEP));
    return {
      answerMs: of('answer'),
      cuttingMs: of('cutting'),
      fitting: Object.fromEntries(steps.map((key) => [key.slice(STEP.length), of(key)])),
      batchSeconds: of('batch'),
      timingMs: of('timing'),
      trainingImages: this.trainingImages,
    };
  });

  constructor(crew: Crew) {
    this.crew = crew;
  }

  /** A plan was measured. @param ms from asking for it to its last answer */
  sawAccuracy(job: SeenJob, result: PointResult, ms: number): void {
    const { plan, images } = job;
    const sharers = sharersOf(job, this.crew);
    const steps = result.repairSteps.reduce((sum, { seconds }) => sum + seconds, 0);
    // A kept network answers without being repaired.
    const kept = endsBehindCut(plan) && !isDense(plan) && result.repairSteps.length === 0;
    if (!kept) this.#see('answer', answerMsOf(plan, images, ms - 1000 * steps, sharers));
    this.#see('cutting', result.cuttingMs);
    for (const { step, seconds } of result.repairSteps)
      if (!isTraining(step) && !isStoring(step)) this.#see(STEP + step.kind, seconds / step.images);
  }

  sawLatency(networks: number, ms: number): void {
    this.#see('timing', ms / networks);
  }

  sawTraining({ step, seconds }: TrainingTick): void {
    if (step >= SETTLED_BATCHES) this.#see('batch', seconds / step);
  }

  #see(what: string, value: number): void {
    if (!(value > 0)) return;
    const seen = [...(this.#seen[what] ?? []), value].slice(-REMEMBERED);
    this.#seen = { ...this.#seen, [what]: seen };
  }
}

const STEP = 'step ';

/** How many workers made the job's network, each for its share of the images. */
export function sharersOf({ plan, split }: SeenJob, { workers, together }: Crew): number {
  const shared = trainingStep(plan.repair) ? together : split;
  return shared ? workers : 1;
}
