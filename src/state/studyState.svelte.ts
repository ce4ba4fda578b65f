import type { LoadedLab } from '../protocol/lab';
import type { Outcome, Plan } from '../pruning/plan';
import { timeLeft } from '../study/timeLeft';
import type { Clock } from './clock';
import type { MeasuredPoint } from './measuredPoint';
import { measuredPoint, pointId } from './measuredPoint';
import type { Measurement, Measurer } from './measurer';
import type { PointStore } from './pointStore';

export type StudyPhase = 'idle' | 'running' | 'pausing' | 'paused';

export interface Failure {
  readonly plan: Plan;
  readonly message: string;
}

/** A study in the making. */
export interface StudyRun {
  readonly plans: readonly Plan[];
  readonly images: number;
  readonly done: number;
  readonly failures: readonly Failure[];
  /** Milliseconds of each plan that really had to be measured. */
  readonly stepsMs: readonly number[];
}

/** Every point that was measured or imported, and the study that is running. Nothing measured is lost. */
export class StudyState {
  #points = $state.raw<readonly MeasuredPoint[]>([]);
  #cleared = $state.raw<readonly MeasuredPoint[]>([]);
  phase = $state<StudyPhase>('idle');
  run = $state.raw<StudyRun | null>(null);
  /** What the study measures now. */
  current = $state.raw<Measurement | null>(null);
  /** Why points are not kept for the next visit; null while they are. */
  storeTrouble = $state<string | null>(null);
  readonly #measurer: Measurer;
  readonly #store: PointStore;
  readonly #clock: Clock;
  #wake: () => void = () => {};
  #stopped = false;

  readonly secondsLeft = $derived.by(() => {
    const { run } = this;
    const milliseconds = run && timeLeft(run.stepsMs, run.plans.length - run.done);
    return milliseconds === null ? null : milliseconds / 1000;
  });

  constructor(measurer: Measurer, store: PointStore, clock: Clock) {
    this.#measurer = measurer;
    this.#store = store;
    this.#clock = clock;
  }

  get points(): readonly MeasuredPoint[] {
    return this.#points;
  }

  /** How many points `undoClear` would bring back. */
  get clearedCount(): number {
    return this.#cleared.length;
  }

  find(plan: Plan, images: number): MeasuredPoint | undefined {
    const id = pointId(plan, images);
    return this.#points.find((point) => point.id === id);
  }

  /** Brings back the points of the last visit. */
  async restore(): Promise<void> {
    const stored = await this.#stored(() => this.#store.load());
    if (stored) this.#points = merged(stored, this.#points);
  }

  add(point: MeasuredPoint): void {
    this.#points = merged(this.#points, [point]);
    void this.#stored(() => this.#store.put(point));
  }

  /** Adds points from a file; one that was measured here stays, with its answers. */
  import(points: readonly MeasuredPoint[]): void {
    this.#points = merged(points, this.#points);
    void this.#stored(() => this.#store.replace(this.#points));
  }

  clear(): void {
    this.#cleared = this.#points;
    this.#points = [];
    void this.#stored(() => this.#store.replace([]));
  }

  undoClear(): void {
    this.#points = merged(this.#cleared, this.#points);
    this.#cleared = [];
    void this.#stored(() => this.#store.replace(this.#points));
  }

  /** Measures plan after plan; resolves when the last is done or the study is cancelled. */
  async start(plans: readonly Plan[], images: number, lab: LoadedLab): Promise<void> {
    if (this.phase !== 'idle') return;
    this.run = { plans, images, done: 0, failures: [], stepsMs: [] };
    this.phase = 'running';
    this.#stopped = false;
    for (const plan of plans) {
      await this.#whilePaused();
      if (this.#stopped) break;
      await this.#measure(plan, images, lab);
    }
    this.current = null;
    this.phase = 'idle';
  }

  /** Takes effect after the plan that is being measured. */
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
    this.#measurer.cancel('study');
    this.#wake();
  }

  async #whilePaused(): Promise<void> {
    if (this.phase !== 'pausing' || this.#stopped) return;
    this.phase = 'paused';
    this.current = null;
    await new Promise<void>((wake) => (this.#wake = wake));
  }

  async #measure(plan: Plan, images: number, lab: LoadedLab): Promise<void> {
    const known = this.#measurer.knows(plan, images);
    const start = this.#clock.now();
    const outcome = await this.#measurer.measure('study', plan, images, (measurement) => {
      this.current = measurement;
    });
    if (this.#stopped) return;
    if (outcome.ok) this.add(measuredPoint(outcome.value, lab, this.#clock.date()));
    this.#advance(plan, outcome, known ? null : this.#clock.now() - start);
  }

  #advance(plan: Plan, outcome: Outcome<unknown>, tookMs: number | null): void {
    const { run } = this;
    if (!run) return;
    this.run = {
      ...run,
      done: run.done + 1,
      failures: outcome.ok ? run.failures : [...run.failures, { plan, message: outcome.message }],
      stepsMs: tookMs === null ? run.stepsMs : [...run.stepsMs, tookMs],
    };
  }

  async #stored<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work();
      this.storeTrouble = null;
      return result;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.storeTrouble = `Points are not kept for the next visit: ${reason}. Export the study to keep it.`;
      return null;
    }
  }
}

/** Later points take the place of earlier ones with the same id, where those stood. */
function merged(
  first: readonly MeasuredPoint[],
  second: readonly MeasuredPoint[],
): readonly MeasuredPoint[] {
  return [...new Map([...first, ...second].map((point) => [point.id, point])).values()];
}
