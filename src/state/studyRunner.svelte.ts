import type { Clock } from '../base/clock';
import type { LoadedLab } from '../protocol/lab';
import type { Plan } from '../pruning/plan';
import { hasOwnZeros } from '../pruning/repairs';
import { unseenSteps } from '../study/studyCost';
import { timingBatches } from '../study/timingBatches';
import type { Measurer } from './measurer';
import { newPoint } from './newPoint';
import type { LabCondition } from './labCondition.svelte';
import type { PaceState } from './paceState.svelte';
import { PlansInHand } from './plansInHand.svelte';
import type { PointLibrary } from './pointLibrary.svelte';
import { failuresWith, newRun, secondsLeft, type StudyOutlook, type StudyRun } from './studyRun';

export type StudyPhase = 'idle' | 'running' | 'pausing' | 'paused';

type Here = Pick<LabCondition, 'origin' | 'latencyFirst'>;

interface Parts {
  readonly measurer: Measurer;
  readonly points: PointLibrary;
  readonly here: Here;
  readonly clock: Clock;
  /** Of its workers, each has a plan of its own. */
  readonly pace: PaceState;
  /** Keeps the screen on until the returned function is called: a board whose screen goes dark may put the page to sleep. */
  readonly keepAwake: () => () => void;
}

const TIMING_LANE = 'study-timing';
const KEPT = { ok: true, value: null } as const;

/** The study that is running: plan after plan in every worker, their latencies at the end. */
export class StudyRunner {
  phase = $state<StudyPhase>('idle');
  run = $state.raw<StudyRun | null>(null);
  /** About; null while no study runs. */
  readonly secondsLeft = $derived.by(() => this.run && this.#secondsLeft(this.run));
  readonly #measurer: Measurer;
  readonly #points: PointLibrary;
  readonly #here: Here;
  readonly #pace: PaceState;
  readonly #inHand: PlansInHand;
  readonly #keepAwake: Parts['keepAwake'];
  readonly #lanes: readonly string[];
  #wakers: (() => void)[] = [];
  #stopped = false;

  constructor({ measurer, points, here, clock, pace, keepAwake }: Parts) {
    this.#keepAwake = keepAwake;
    this.#measurer = measurer;
    this.#points = points;
    this.#here = here;
    this.#pace = pace;
    this.#inHand = new PlansInHand(clock);
    this.#lanes = Array.from({ length: pace.crew.workers }, (_, i) => `study ${i + 1}`);
  }

  /** Plans that are being measured now. */
  get active(): readonly Plan[] {
    return this.#inHand.plans;
  }

  /** What these plans, measured on so many images, would take now. */
  outlook(plans: readonly Plan[], images: number): StudyOutlook {
    const unmeasured = plans.filter((plan) => !this.#points.isMeasured(plan, images));
    const untimed = plans.filter((plan) => !this.#knowsLatency(plan, images)).length;
    return {
      points: plans.length,
      there: plans.length - unmeasured.length,
      seconds: secondsLeft({ unmeasured, untimed, images, spent: () => 0 }, this.#pace),
      unseen: unseenSteps(unmeasured, this.#pace.pace),
    };
  }

  /** Measures all plans, but for those that have their points; resolves when the last is done or the study is cancelled. */
  async start(plans: readonly Plan[], images: number, lab: LoadedLab): Promise<void> {
    if (this.phase !== 'idle') return;
    const timed = timeable(plans).filter((plan) => this.#staysTimed(plan, images)).length;
    this.run = { ...newRun(plans, images), timed };
    this.phase = 'running';
    this.#stopped = false;
    this.#inHand.watch(() => this.phase !== 'idle');
    const letSleep = this.#keepAwake();
    try {
      await this.#measureAll(plans, images, lab);
    } finally {
      letSleep();
      this.phase = 'idle';
    }
  }

  async #measureAll(plans: readonly Plan[], images: number, lab: LoadedLab): Promise<void> {
    if (this.#here.latencyFirst) await this.#timeFirst(plans, images);
    const queue = [...plans];
    await Promise.all(this.#lanes.map((lane) => this.#measureFrom(queue, lane, images, lab)));
    await this.#timeAll(plans, images);
  }

  /** Takes effect after the plans that are being measured. */
  pause(): void {
    if (this.phase === 'running') this.phase = 'pausing';
  }

  resume(): void {
    if (this.phase !== 'pausing' && this.phase !== 'paused') return;
    this.phase = 'running';
    this.#wake();
  }

  /** Ends the study at once; its points stay. */
  cancel(): void {
    if (this.phase === 'idle') return;
    this.#stopped = true;
    for (const lane of [...this.#lanes, TIMING_LANE]) this.#measurer.cancel(lane);
    this.#wake();
  }

  /** One worker's share: plan after plan until none is left. */
  async #measureFrom(queue: Plan[], lane: string, images: number, lab: LoadedLab): Promise<void> {
    while (await this.#mayGoOn()) {
      const plan = queue.shift();
      if (!plan) return;
      await this.#inHand.during([plan], () => this.#measure(plan, lane, images, lab));
    }
  }

  async #measure(plan: Plan, lane: string, images: number, lab: LoadedLab): Promise<void> {
    const job = { lane, plan, images, split: false };
    const kept = this.#points.isMeasured(plan, images);
    const outcome = kept ? KEPT : await this.#measurer.measure(job, () => {});
    if (this.#stopped) return;
    if (outcome.ok && outcome.value)
      this.#points.add(newPoint(outcome.value, lab, this.#here.origin()));
    this.#advance((run) => ({
      ...run,
      unmeasured: run.unmeasured.filter((other) => other !== plan),
      done: run.done + 1,
      timed: run.timed + (kept && hasOwnZeros(plan) ? 1 : 0),
      failures: failuresWith(run, plan, outcome),
    }));
    // A worker may not have the network any more once the others are trained, and another one would do other work.
    if (outcome.ok && !kept && hasOwnZeros(plan)) await this.#time([plan], images, lane);
  }

  /** Before the images are answered; what cannot be timed says so later. */
  async #timeFirst(plans: readonly Plan[], images: number): Promise<void> {
    const untimed = timeable(plans).filter((plan) => !this.#points.isTimed(plan, images));
    await this.#timeInTurn(untimed, async (batch) => {
      await this.#addLatencies(batch, images, TIMING_LANE);
    });
  }

  async #timeAll(plans: readonly Plan[], images: number): Promise<void> {
    const untimed = timeable(plans).filter(
      (plan) => this.#points.find(plan, images) && !this.#points.isTimed(plan, images),
    );
    await this.#timeInTurn(untimed, (batch) => this.#time(batch, images, TIMING_LANE));
  }

  async #timeInTurn(
    plans: readonly Plan[],
    time: (batch: readonly Plan[]) => Promise<void>,
  ): Promise<void> {
    this.#advance((run) => ({ ...run, timing: true }));
    for (const batch of timingBatches(plans)) {
      if (!(await this.#mayGoOn())) break;
      await this.#inHand.during(batch, () => time(batch));
    }
    this.#advance((run) => ({ ...run, timing: false }));
  }

  async #time(batch: readonly Plan[], images: number, lane: string): Promise<void> {
    const outcome = await this.#addLatencies(batch, images, lane);
    if (this.#stopped) return;
    this.#advance((run) => ({
      ...run,
      timed: run.timed + (outcome.ok ? 0 : batch.length),
      failures: failuresWith(run, batch[0], outcome),
    }));
  }

  async #addLatencies(batch: readonly Plan[], images: number, lane: string) {
    const outcome = await this.#measurer.latencies(lane, batch);
    if (this.#stopped || !outcome.ok) return outcome;
    for (const [i, plan] of batch.entries())
      this.#points.addLatency(plan, images, outcome.value[i]);
    this.#advance((run) => ({ ...run, timed: run.timed + batch.length }));
    return outcome;
  }

  /** It is there already, and will be after the plan is measured. */
  #staysTimed(plan: Plan, images: number): boolean {
    return this.#points.isWhole(plan, images) || this.#points.isTimedFirst(plan, images);
  }

  /** Waits while the study is paused; false once it is cancelled. */
  async #mayGoOn(): Promise<boolean> {
    while (!this.#stopped && this.phase !== 'running') {
      if (this.active.length === 0) this.phase = 'paused';
      await new Promise<void>((wake) => this.#wakers.push(wake));
    }
    return !this.#stopped;
  }

  #wake(): void {
    for (const wake of this.#wakers.splice(0)) wake();
  }

  #advance(step: (run: StudyRun) => StudyRun): void {
    if (this.run) this.run = step(this.run);
  }

  #secondsLeft({ plans, images, unmeasured }: StudyRun): number | null {
    if (this.phase === 'idle') return null;
    const missing = unmeasured.filter((plan) => !this.#points.isMeasured(plan, images));
    const untimed = plans.filter((plan) => !this.#knowsLatency(plan, images)).length;
    const spent = (plan: Plan) => this.#inHand.secondsOf(plan);
    return secondsLeft({ unmeasured: missing, untimed, images, spent }, this.#pace);
  }

  #knowsLatency(plan: Plan, images: number): boolean {
    return this.#measurer.knowsLatency(plan) || this.#points.isTimed(plan, images);
  }
}

/** Training decides on the zeros of the others: they are timed where and when it has made them. */
function timeable(plans: readonly Plan[]): readonly Plan[] {
  return plans.filter((plan) => !hasOwnZeros(plan));
}
