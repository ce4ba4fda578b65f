import type { Plan } from '../pruning/plan';
import { hasOwnZeros } from '../pruning/repairs';
import { withoutEstimate } from '../study/energy';
import { environmentId } from '../study/environment';
import type { Imported } from '../study/importing';
import type { Note, Outcome } from '../base/outcome';
import {
  awaitingId,
  byId,
  energiesOf,
  energyKey,
  importedPoint,
  isTimed,
  merged,
  pointId,
  withEarlierLatency,
  withEnergy,
  withLatency,
  type MeasuredPoint,
} from '../study/measuredPoint';
import { awaitsPictures, hasLatency, type Energy } from '../study/point';
import type { KeptPoints } from './keptPoints.svelte';
import type { LabCondition } from './labCondition.svelte';
import type { NetworkTiming } from './measurer';
import { MeteredEnergies } from './meteredEnergies.svelte';
import { timedPoint } from './newPoint';
import { readOwnStudy } from './readStudy';

/** What is measured now is measured in this environment, at this time, by this runtime. */
export type Here = Pick<LabCondition, 'environment' | 'runtime' | 'origin' | 'lab'>;

/** Every point of the study that is open, measured or imported. Nothing measured is lost. */
export class PointLibrary {
  /** After a point has come, or more of it. */
  onAdded: () => void = () => {};
  #all = $state.raw<readonly MeasuredPoint[]>([]);
  readonly #byId = $derived(byId(this.#all));
  /** Measured in this environment. */
  readonly #ours = $derived.by(() => {
    const { environment } = this.#here;
    const id = environment && environmentId(environment);
    return this.#all.filter(({ point }) => environmentId(point.origin.environment) === id);
  });
  readonly #energies = $derived(energiesOf(this.#ours));
  #cleared = $state.raw<readonly MeasuredPoint[]>([]);
  #clearedLast = false;
  #isRestored = false;
  readonly #metered = new MeteredEnergies();
  readonly #kept: KeptPoints;
  readonly #here: Here;

  constructor(kept: KeptPoints, here: Here) {
    this.#kept = kept;
    kept.watch(() => this.#all);
    this.#here = here;
  }

  get all(): readonly MeasuredPoint[] {
    return this.#all;
  }

  /** How many points `undoClear` would bring back. */
  get clearedCount(): number {
    return this.#cleared.length;
  }

  /** Why points are not kept for the next visit, or some that are cannot be shown; null while all is well. */
  get trouble(): Note | null {
    return this.#kept.trouble ?? this.#kept.unread;
  }

  /** The browser has refused some of them: they are gone with the page. */
  get hasUnkept(): boolean {
    return this.#kept.hasLeft;
  }

  /**
   * Brings back the points of the study that is open, whenever they come: what was measured in the meantime is newer, and
   * what was cleared in the meantime stays cleared.
   */
  restore(): Promise<void> {
    this.#isRestored = false;
    return this.#kept.restore((older) => {
      this.#isRestored = true;
      if (this.#clearedLast) {
        this.#cleared = merged(older, this.#cleared);
        this.#kept.remove(older.filter(({ id }) => !this.#byId.has(id)));
      } else this.#all = merged(older, this.#all);
    });
  }

  /** What the browser has of the study that is open has come. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** Another study is open from now on. */
  reopen(): Promise<void> {
    this.#all = [];
    this.#cleared = [];
    this.#clearedLast = false;
    return this.restore();
  }

  /** Another tab has stored, or removed, points of the study that is open. */
  hear(put: readonly MeasuredPoint[], removed: readonly string[]): void {
    this.#all = merged(
      this.#all.filter(({ id }) => !removed.includes(id)),
      put,
    );
  }

  /** Measured as it would be measured now: in this environment. One whose pictures wait is of any number of them. */
  find(plan: Plan, images: number): MeasuredPoint | undefined {
    const { environment } = this.#here;
    if (!environment) return undefined;
    return (
      this.#withId(pointId(plan, images, environment)) ??
      this.#withId(pointId(plan, 0, environment))
    );
  }

  #withId(id: string): MeasuredPoint | undefined {
    return this.#byId.get(id);
  }

  /** By the runtime that is chosen now: another one may answer an image differently. */
  isAnswered(plan: Plan, images: number): boolean {
    const item = this.find(plan, images);
    return item?.answers != null && item.point.runtime === this.#here.runtime;
  }

  /** Beside the dense network, in this visit or before. */
  isTimed(plan: Plan, images: number): boolean {
    const item = this.find(plan, images);
    return item !== undefined && isTimed(item.point);
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

  /** Measured and timed, in this visit or before, as it would be now. */
  isWhole(plan: Plan, images: number): boolean {
    return this.isMeasured(plan, images) && this.isTimed(plan, images);
  }

  /** Timed before its pictures are answered. */
  isTimedFirst(plan: Plan, images: number): boolean {
    const item = this.find(plan, images);
    return item !== undefined && awaitsPictures(item.point) && isTimed(item.point);
  }

  /** Joules that the network was metered with stay when it is measured again, and a latency that came first. */
  add(point: MeasuredPoint): void {
    const awaiting = this.#withId(awaitingId(point.point));
    const timed = withEarlierLatency(point, awaiting);
    const energy = timed.point.energy ?? withoutEstimate(this.energyOf(timed.point.plan));
    const whole = energy ? withEnergy(timed, energy) : timed;
    this.#all = awaitsPictures(whole.point)
      ? merged(this.#all, [whole])
      : withPoint(this.#all, whole, awaiting);
    void this.#kept.put([whole]);
    if (awaiting && awaiting.id !== whole.id) this.#kept.remove([awaiting]);
    this.onAdded();
  }

  /** Completes a point; begins it where its pictures will be answered later. */
  addLatency(plan: Plan, images: number, timed: NetworkTiming): void {
    const point = this.find(plan, images);
    const origin = this.#here.origin();
    this.add(point ? withLatency(point, timed.latencyMs, origin) : timedPoint(plan, timed, origin));
  }

  /** Of this network in this environment, whatever the method; null where it was never metered. */
  energyOf(plan: Plan): Energy | null {
    return this.#metered.of(plan) ?? this.#energies.get(energyKey(plan)) ?? null;
  }

  /** The same with so many threads, in this visit. */
  energyOn(plan: Plan, threads: number): Energy | null {
    return this.#metered.on(plan, threads);
  }

  /**
   * For every point of this network that was measured in this environment, whatever the method or the number of
   * images, and for those to come.
   */
  addEnergy(plan: Plan, energy: Energy): void {
    this.#metered.add(plan, energy);
    const key = energyKey(plan);
    for (const item of this.#ours)
      if (energyKey(item.point.plan) === key) this.add(withEnergy(item, energy));
  }

  /** Adds points from a file; one that was measured here stays, with its answers. */
  import(points: readonly MeasuredPoint[]): void {
    this.#all = merged(points, this.#all);
    this.#keep(points);
  }

  /** Adds the points of a study.json, each with the environment that it was measured in. */
  async importStudy(json: string): Promise<Outcome<Imported>> {
    const read = await readOwnStudy(json, this.#here);
    if (!read.ok) return read;
    const { sorted } = read.value;
    this.import(sorted.fitting.map(importedPoint));
    return { ok: true, value: sorted };
  }

  clear(): void {
    this.#cleared = this.#all;
    this.#clearedLast = true;
    this.#all = [];
    this.#kept.remove(this.#cleared);
  }

  undoClear(): void {
    const back = this.#cleared;
    this.#all = merged(back, this.#all);
    this.#cleared = [];
    this.#clearedLast = false;
    this.#keep(back);
  }

  /** Those that others have not taken the place of. */
  #keep(points: readonly MeasuredPoint[]): void {
    void this.#kept.put(points.filter((item) => this.#byId.get(item.id) === item));
  }
}

/** In the place of the one with its id, and without the one that it completes. */
function withPoint(
  all: readonly MeasuredPoint[],
  item: MeasuredPoint,
  completed: MeasuredPoint | undefined,
): readonly MeasuredPoint[] {
  const at = all.findIndex(({ id }) => id === item.id);
  const next = at < 0 ? [...all, item] : all.with(at, item);
  return completed && completed.id !== item.id ? next.filter((other) => other !== completed) : next;
}
