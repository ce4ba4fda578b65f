import { NOT_LOADED } from '../protocol/notLoaded';
import type { Plan } from '../pruning/plan';
import { hasOwnZeros } from '../pruning/repairs';
import { withoutEstimate } from '../study/energy';
import { environmentId } from '../study/environment';
import { sortImported, type Imported } from '../study/importing';
import { parseStudy } from '../study/studyJson';
import type { Note, Outcome } from '../base/outcome';
import {
  awaitingId,
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

/** What is measured now is measured in this environment, at this time, by this runtime. */
export type Here = Pick<LabCondition, 'environment' | 'runtime' | 'origin' | 'lab'>;

/** Every point that was measured or imported. Nothing measured is lost. */
export class PointLibrary {
  #all = $state.raw<readonly MeasuredPoint[]>([]);
  #cleared = $state.raw<readonly MeasuredPoint[]>([]);
  #clearedLast = false;
  readonly #metered = new MeteredEnergies();
  readonly #kept: KeptPoints;
  readonly #here: Here;

  constructor(kept: KeptPoints, here: Here) {
    this.#kept = kept;
    this.#here = here;
  }

  get all(): readonly MeasuredPoint[] {
    return this.#all;
  }

  /** How many points `undoClear` would bring back. */
  get clearedCount(): number {
    return this.#cleared.length;
  }

  /** Why points are not kept for the next visit; null while they are. */
  get trouble(): Note | null {
    return this.#kept.trouble;
  }

  /**
   * Brings back the points of the last visit, whenever they come: what was measured in the meantime is newer, and what
   * was cleared in the meantime stays cleared.
   */
  restore(): Promise<void> {
    return this.#kept.restore((older) => {
      if (this.#clearedLast) this.#cleared = merged(older, this.#cleared);
      else this.#all = merged(older, this.#all);
      return this.#all;
    });
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
    return this.#all.find((point) => point.id === id);
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
    const timed = withEarlierLatency(point, this.#withId(awaitingId(point.point)));
    const energy = timed.point.energy ?? withoutEstimate(this.energyOf(timed.point.plan));
    const whole = energy ? withEnergy(timed, energy) : timed;
    this.#all = merged(this.#all, [whole]);
    this.#kept.put(whole);
  }

  /** Completes a point; begins it where its pictures will be answered later. */
  addLatency(plan: Plan, images: number, timed: NetworkTiming): void {
    const point = this.find(plan, images);
    const origin = this.#here.origin();
    this.add(point ? withLatency(point, timed.latencyMs, origin) : timedPoint(plan, timed, origin));
  }

  /** Of this network in this environment, whatever the method; null where it was never metered. */
  energyOf(plan: Plan): Energy | null {
    const key = energyKey(plan);
    const known = () =>
      this.#ours.find(({ point }) => point.energy && energyKey(point.plan) === key);
    return this.#metered.of(plan) ?? known()?.point.energy ?? null;
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
    this.#replace(merged(points, this.#all));
  }

  /** Adds the points of a study.json, each with the environment that it was measured in. */
  importStudy(json: string): Outcome<Imported> {
    const study = parseStudy(json);
    if (!study.ok) return study;
    const { environment, lab } = this.#here;
    if (!environment || !lab) return NOT_LOADED;
    const sorted = sortImported(study.value.points, environment, lab.subject.network);
    this.import(sorted.fitting.map(importedPoint));
    return { ok: true, value: sorted };
  }

  clear(): void {
    this.#cleared = this.#all;
    this.#clearedLast = true;
    this.#replace([]);
  }

  undoClear(): void {
    const all = merged(this.#cleared, this.#all);
    this.#cleared = [];
    this.#clearedLast = false;
    this.#replace(all);
  }

  #replace(all: readonly MeasuredPoint[]): void {
    this.#all = all;
    this.#kept.replace(all);
  }

  /** Measured in this environment. */
  get #ours(): readonly MeasuredPoint[] {
    const { environment } = this.#here;
    if (!environment) return [];
    const id = environmentId(environment);
    return this.#all.filter(({ point }) => environmentId(point.origin.environment) === id);
  }
}
