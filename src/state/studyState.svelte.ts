import { newPoint } from './newPoint';
import { type Energy, hasLatency, type Origin } from '../study/point';
import type { Latencies } from '../study/latency';
import type { RuntimeId } from '../study/runtimes';
import { SvelteMap } from 'svelte/reactivity';
import type { LoadedLab } from '../protocol/lab';
import { hasOwnZeros } from '../pruning/repairs';
import type { Plan } from '../pruning/plan';
import { unseenSteps } from '../study/studyCost';
import { withoutEstimate } from '../study/energy';
import { environmentId, type Environment } from '../study/environment';
import type { Clock } from '../base/clock';
import {
  energyKey,
  isTimed,
  type MeasuredPoint,
  merged,
  pointId,
  withEnergy,
  withLatency,
} from '../study/measuredPoint';
import type { Measurer } from './measurer';
import type { PaceState } from './paceState.svelte';
import type { PointStore } from './pointStore';
import { answered } from './storage';
import { upToDate } from './storedPoint';
import { failuresWith, newRun, secondsLeft, type StudyOutlook, type StudyRun } from './studyRun';

export type StudyPhase = 'idle' | 'running' | 'pausing' | 'paused';

interface StudyParts {
  readonly measurer: Measurer;
  readonly store: PointStore;
  readonly clock: Clock;
  /** Of its workers, each has a plan of its own. */
  readonly pace: PaceState;
  /** In which is measured now; null before the lab is loaded. */
  readonly environment: () => Environment | null;
  /** What answers images now. */
  readonly runtime: () => RuntimeId;
}

/** Plans whose latencies are timed in turn, as many as a worker takes beside one dense network. */
const TIMED_TOGETHER = 4;
const TIMING_LANE = 'study timing';
const CLOCK_MS = 1000;
const KEPT = { ok: true, value: null } as const;

/** Every point that was measured or imported, and the study that is running. Nothing measured is lost. */
export class StudyState {
  #points = $state.raw<readonly MeasuredPoint[]>([]);
  #cleared = $state.raw<readonly MeasuredPoint[]>([]);
  /** Of every network that was under a meter in this visit, also of one that is no point yet. */
  readonly #metered = new SvelteMap<string, Energy>();
  phase = $state<StudyPhase>('idle');
  run = $state.raw<StudyRun | null>(null);
  /** Plans that are being measured now. */
  active = $state.raw<readonly Plan[]>([]);
  /** Why points are not kept for the next visit; null while they are. */
  storeTrouble = $state<string | null>(null);
  /** About; null while no study runs. */
  readonly secondsLeft = $derived.by(() => this.run && this.#secondsLeft(this.run));
  /** When each plan in hand was begun, and the time by the clock, both in ms. */
  #begun = $state.raw<readonly { plan: Plan; at: number }[]>([]);
  #now = $state(0);
  readonly #measurer: Measurer;
  readonly #store: PointStore;
  readonly #clock: Clock;
  readonly #lanes: readonly string[];
  readonly #environment: () => Environment | null;
  readonly #runtime: () => RuntimeId;
  /** The last visit's points are here, or will not come. */
  #restored = false;
  #replaced = false;
  #clearedLast = false;
  readonly #pace: PaceState;
  #stopClock: () => void = () => {};
  #wakers: (() => void)[] = [];
  #stopped = false;

  constructor({ measurer, store, clock, pace, environment, runtime }: StudyParts) {
    this.#measurer = measurer;
    this.#store = store;
    this.#clock = clock;
    this.#pace = pace;
    this.#environment = environment;
    this.#runtime = runtime;
    this.#lanes = Array.from({ length: pace.crew.workers }, (_, i) => `study ${i + 1}`);
  }

  get points(): readonly MeasuredPoint[] {
    return this.#points;
  }

  /** How many points `undoClear` would bring back. */
  get clearedCount(): number {
    return this.#cleared.length;
  }

  /** Measured as it would be measured now: in this environment. */
  find(plan: Plan, images: number): MeasuredPoint | undefined {
    const environment = this.#environment();
    const id = environment && pointId(plan, images, environment);
    return this.#points.find((point) => point.id === id);
  }

  /**
   * Brings back the points of the last visit, whenever they come: what was measured in the meantime is newer, and what
   * was cleared in the meantime stays cleared.
   */
  async restore(): Promise<void> {
    const stored = await this.#stored(() => this.#store.load());
    if (!stored) return;
    const older = stored.map((point) => upToDate(point, this.#store.modelId));
    if (this.#clearedLast) this.#cleared = merged(older, this.#cleared);
    else this.#points = merged(older, this.#points);
    if (this.#replaced) this.#replace();
    this.#restored = true;
  }

  /** Joules that the network was metered with stay when it is measured again. */
  add(point: MeasuredPoint): void {
    const energy = point.point.energy ?? withoutEstimate(this.energyOf(point.point.plan));
    const whole = energy ? withEnergy(point, energy) : point;
    this.#points = merged(this.#points, [whole]);
    void this.#stored(() => this.#store.put(whole));
  }

  /** Completes a point that is there already. */
  addLatency(plan: Plan, images: number, latency: Latencies): void {
    const point = this.find(plan, images);
    if (point) this.add(withLatency(point, latency, this.origin()));
  }

  /** Here and now. @throws where the lab is not loaded: nothing can be measured then */
  origin(): Origin {
    const environment = this.#environment();
    if (!environment) throw new Error('nothing is measured before the lab is loaded');
    return { environment, measuredAt: this.#clock.date().toISOString() };
  }

  /** Of this network in this environment, whatever the method; null where it was never metered. */
  energyOf(plan: Plan): Energy | null {
    const key = energyKey(plan);
    const metered = this.#metered.get(key);
    if (metered) return metered;
    const item = this.#here.find(({ point }) => point.energy && energyKey(point.plan) === key);
    return item?.point.energy ?? null;
  }

  /**
   * For every point of this network that was measured in this environment, whatever the method or the number of
   * images, and for those to come.
   */
  addEnergy(plan: Plan, energy: Energy): void {
    const key = energyKey(plan);
    this.#metered.set(key, energy);
    for (const item of this.#here)
      if (energyKey(item.point.plan) === key) this.add(withEnergy(item, energy));
  }

  get #here(): readonly MeasuredPoint[] {
    const environment = this.#environment();
    if (!environment) return [];
    const id = environmentId(environment);
    return this.#points.filter(({ point }) => environmentId(point.origin.environment) === id);
  }

  /** Adds points from a file; one that was measured here stays, with its answers. */
  import(points: readonly MeasuredPoint[]): void {
    this.#points = merged(points, this.#points);
    this.#replace();
  }

  clear(): void {
    this.#cleared = this.#points;
    this.#points = [];
    this.#clearedLast = true;
    this.#replace();
  }

  undoClear(): void {
    this.#points = merged(this.#cleared, this.#points);
    this.#cleared = [];
    this.#clearedLast = false;
    this.#replace();
  }

  /** Before the last visit's points have come, they are not among these: then it is done once more. */
  #replace(): void {
    this.#replaced = !this.#restored;
    void this.#stored(() => this.#store.replace(this.#points));
  }

  /** Measured and timed, in this visit or before, as it would be now. */
  isWhole(plan: Plan, images: number): boolean {
    return this.isMeasured(plan, images) && this.isTimed(plan, images);
  }

  /** Measures all plans, but for those that have their points; resolves when the last is done or the study is cancelled. */
  async start(plans: readonly Plan[], images: number, lab: LoadedLab): Promise<void> {
    if (this.phase !== 'idle') return;
    const timed = plans.filter((plan) => !hasOwnZeros(plan) && this.isWhole(plan, images)).length;
    this.run = { ...newRun(plans, images), timed };
    this.phase = 'running';
    this.#stopped = false;
    this.#watchClock();
    const queue = [...plans];
    await Promise.all(this.#lanes.map((lane) => this.#measureFrom(queue, lane, images, lab)));
    await this.#timeAll(plans, images);
    this.phase = 'idle';
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
      await this.#during([plan], () => this.#measure(plan, lane, images, lab));
    }
  }

  async #measure(plan: Plan, lane: string, images: number, lab: LoadedLab): Promise<void> {
    const job = { lane, plan, images, split: false };
    const kept = this.isMeasured(plan, images);
    const outcome = kept ? KEPT : await this.#measurer.measure(job, () => {});
    if (this.#stopped) return;
    if (outcome.ok && outcome.value) this.add(newPoint(outcome.value, lab, this.origin()));
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

  async #timeAll(plans: readonly Plan[], images: number): Promise<void> {
    const there = plans.filter((plan) => {
      return this.find(plan, images) && !hasOwnZeros(plan) && !this.isTimed(plan, images);
    });
    for (let from = 0; from < there.length; from += TIMED_TOGETHER) {
      if (!(await this.#mayGoOn())) return;
      const batch = there.slice(from, from + TIMED_TOGETHER);
      await this.#during(batch, () => this.#time(batch, images, TIMING_LANE));
    }
  }

  async #time(batch: readonly Plan[], images: number, lane: string): Promise<void> {
    const outcome = await this.#measurer.latencies(lane, batch);
    if (this.#stopped) return;
    if (outcome.ok) {
      for (const [i, plan] of batch.entries()) this.addLatency(plan, images, outcome.value[i]);
    }
    this.#advance((run) => ({
      ...run,
      timed: run.timed + batch.length,
      failures: failuresWith(run, batch[0], outcome),
    }));
  }

  /** Waits while the study is paused; false once it is cancelled. */
  async #mayGoOn(): Promise<boolean> {
    while (!this.#stopped && this.phase !== 'running') {
      if (this.active.length === 0) this.phase = 'paused';
      await new Promise<void>((wake) => this.#wakers.push(wake));
    }
    return !this.#stopped;
  }

  async #during(plans: readonly Plan[], work: () => Promise<void>): Promise<void> {
    this.active = [...this.active, ...plans];
    this.#now = this.#clock.now();
    this.#begun = [...this.#begun, ...plans.map((plan) => ({ plan, at: this.#now }))];
    await work();
    this.active = this.active.filter((plan) => !plans.includes(plan));
    this.#begun = this.#begun.filter(({ plan }) => !plans.includes(plan));
  }

  /** What these plans, measured on so many images, would take now. */
  outlook(plans: readonly Plan[], images: number): StudyOutlook {
    const unmeasured = plans.filter((plan) => !this.isMeasured(plan, images));
    const untimed = plans.filter((plan) => !this.#knowsLatency(plan, images)).length;
    return {
      points: plans.length,
      there: plans.length - unmeasured.length,
      seconds: secondsLeft({ unmeasured, untimed, images, spent: () => 0 }, this.#pace),
      unseen: unseenSteps(unmeasured, this.#pace.pace),
    };
  }

  #knowsLatency(plan: Plan, images: number): boolean {
    return this.#measurer.knowsLatency(plan) || this.isTimed(plan, images);
  }

  /**
   * With its answers, in this visit or before: it is neither cut, repaired nor answered again. Latencies of a network
   * that is made by training can be timed only where it was made.
   */
  isMeasured(plan: Plan, images: number): boolean {
    const item = this.find(plan, images);
    const timeable = !hasOwnZeros(plan) || (item !== undefined && hasLatency(item.point));
    return timeable && this.isAnswered(plan, images);
  }

  /** Beside the dense network, in this visit or before. */
  isTimed(plan: Plan, images: number): boolean {
    const item = this.find(plan, images);
    return item !== undefined && isTimed(item.point);
  }

  /** By the runtime that is chosen now: another one may answer an image differently. */
  isAnswered(plan: Plan, images: number): boolean {
    const item = this.find(plan, images);
    return item?.answers != null && item.point.runtime === this.#runtime();
  }

  #secondsLeft({ plans, images, unmeasured }: StudyRun): number | null {
    if (this.phase === 'idle') return null;
    const missing = unmeasured.filter((plan) => !this.isMeasured(plan, images));
    const untimed = plans.filter((plan) => !this.#knowsLatency(plan, images)).length;
    const spent = (plan: Plan) => {
      const begun = this.#begun.find((inHand) => inHand.plan === plan);
      return begun ? (this.#now - begun.at) / 1000 : 0;
    };
    return secondsLeft({ unmeasured: missing, untimed, images, spent }, this.#pace);
  }

  /** So that the time left goes down while a plan is in hand. */
  #watchClock(): void {
    this.#now = this.#clock.now();
    this.#stopClock();
    if (this.phase !== 'idle')
      this.#stopClock = this.#clock.after(CLOCK_MS, () => this.#watchClock());
  }

  #wake(): void {
    for (const wake of this.#wakers.splice(0)) wake();
  }

  #advance(step: (run: StudyRun) => StudyRun): void {
    if (this.run) this.run = step(this.run);
  }

  /** Late is better than never: the trouble goes when an answer comes after all. */
  async #stored<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const result = work();
      await answered(this.#clock, result).catch((error: unknown) => this.#complain(error));
      const value = await result;
      this.storeTrouble = null;
      return value;
    } catch (error) {
      this.#complain(error);
      return null;
    }
  }

  #complain(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.storeTrouble = `Points are not kept for the next visit: ${reason}. Export the study to keep it.`;
  }
}
