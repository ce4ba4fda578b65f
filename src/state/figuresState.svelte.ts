import { newPoint, timedPoint } from './newPoint';
import { askedFor } from '../study/imageCounts';
import { hasLatency, type OperatingPoint } from '../study/point';
import type { Outcome, Refusal } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import type { Clock } from '../base/clock';
import { denseAnswers } from '../study/denseComparison';
import type { LabCondition } from './labCondition.svelte';
import {
  type MeasuredPoint,
  withEarlierLatency,
  withEnergy,
  withLatency,
} from '../study/measuredPoint';
import {
  begun,
  type CompleteMeasurement,
  type Measurement,
  type Measurer,
  type NetworkTiming,
} from './measurer';
import { densePlan, hasOwnZeros } from '../pruning/repairs';
import { highestLevel, plannedFigures, type PlannedFigures } from '../pruning/plannedFigures';
import type { PlanState } from './planState.svelte';
import type { PointLibrary } from './pointLibrary.svelte';
import type { TableState } from './tableState.svelte';

/** So long after the last change that no finger or key holds, the plan is measured. */
export const REST_MS = 150;
export const SLIDER_LANE = 'slider';
const DENSE_LANE = 'dense';

interface Parts {
  readonly lab: LabCondition;
  readonly plans: PlanState;
  readonly tables: TableState;
  readonly points: PointLibrary;
  readonly measurer: Measurer;
  readonly clock: Clock;
}

/** What the controls show, planned while they move and measured when they rest. */
export class FiguresState {
  /** The measurement in the making; null while nothing is measured for the plan. */
  live = $state.raw<Measurement | null>(null);
  failure = $state.raw<Refusal | null>(null);
  #dense = $state.raw<MeasuredPoint | null>(null);
  readonly #parts: Parts;
  #cancelRest: () => void = () => {};
  /** Plans that were asked for so far. */
  #turn = 0;
  #denseRuns = 0;
  #held: 'pointer' | 'key' | null = null;
  /** The plan changed since it was last measured. */
  #due = false;

  readonly planned = $derived.by(() => this.#plannedOf(this.#parts.plans.followed));
  // The ends of the slider are planned anew when another control moves, not with every event of it.
  readonly plannedDense = $derived.by(() => this.#plannedOf(densePlan(this.#parts.plans.settings)));
  /** At the far end of the slider. */
  readonly plannedLast = $derived.by(() =>
    this.#plannedOf({ ...this.#parts.plans.settings, level: this.highest }),
  );
  /** Why nothing is planned; null where there are figures, or will be. */
  readonly planRefusal = $derived.by(() =>
    this.#parts.tables.refusalOf(this.#parts.plans.settings),
  );
  /** Highest level of the slider under the plan's other settings. */
  readonly highest = $derived.by(() => {
    const table = this.#parts.tables.tableOf(this.#parts.plans.settings);
    return table ? highestLevel(table) : 0.99;
  });
  /** The plan's own point where it was measured before. */
  readonly measured: MeasuredPoint | null = $derived.by(() => {
    const { plans, points } = this.#parts;
    return points.find(plans.followed, this.#images) ?? null;
  });

  /** With the joules of a point of the same network, where that has been under a meter. */
  readonly dense: MeasuredPoint | null = $derived.by(() => {
    const dense = this.#dense;
    const energy = dense && this.#parts.points.energyOf(dense.point.plan);
    return energy ? withEnergy(dense, energy) : dense;
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Loads the plan of a point that was measured before. */
  show({ plan, accuracy }: Pick<OperatingPoint, 'plan' | 'accuracy'>): void {
    const { total } = accuracy.afterCutting;
    const { plans } = this.#parts;
    const own = total === 0 || total === this.#images;
    plans.load({ plan, images: own ? plans.images : askedFor(total) });
  }

  /** A finger or a key went down on the slider: nothing is measured before it is up, however long it rests. */
  hold(by: 'pointer' | 'key'): void {
    this.#cancelRest();
    this.#held = by;
  }

  /** Follows the slider. Sends nothing: a request goes out when it is let go, or rests. */
  slide(level: number): void {
    this.#parts.plans.drag(Math.min(level, this.highest), this.#held === 'key');
    this.#restSoon();
  }

  /** A key came up: another press may follow soon. */
  rest(): void {
    if (this.#held !== 'key') return;
    this.#held = null;
    if (this.#due) this.#restSoon();
  }

  /** The finger came up, or whatever held the slider is gone. */
  release(): void {
    this.#held = null;
    if (this.#due) this.settle();
  }

  /** After any other change of the plan. */
  changed(): void {
    if (this.#parts.lab.phase === 'ready') void this.#parts.tables.ask(this.#parts.plans.plan);
    this.#restSoon();
  }

  /** Measures the plan now, unless that was done before. */
  settle(): void {
    this.#cancelRest();
    this.#due = this.#held !== null;
    if (this.#due) return;
    this.#parts.plans.release();
    if (this.#parts.lab.phase !== 'ready') return;
    void this.#parts.tables.ask(this.#parts.plans.plan);
    void this.#measure(false);
  }

  /** Measures the plan once more: it is repaired anew, or answered by the network that was kept since. */
  again(): void {
    this.#cancelRest();
    this.#due = false;
    if (this.#parts.lab.phase !== 'ready') return;
    this.#parts.measurer.forget(this.#parts.plans.plan);
    void this.#measure(true);
  }

  /** Gives up what is being measured for the plan; the plan stays. */
  cancel(): void {
    this.#parts.measurer.cancel(SLIDER_LANE);
    this.live = null;
  }

  /** Nothing more is measured. */
  end(): void {
    this.#cancelRest();
    this.#turn++;
    for (const lane of [SLIDER_LANE, DENSE_LANE]) this.#parts.measurer.cancel(lane);
  }

  /** Measures the plan that the page was opened with, unless another was asked for in the meantime. */
  settleFirst(): void {
    if (this.#turn === 0 && !this.#parts.plans.dragging) this.settle();
  }

  /**
   * Measures the dense network, unless that was done on so many images. It has a lane of its own: a plan that is asked for
   * meanwhile goes first, and what is still missing of the dense network is measured once that rests.
   */
  async measureDense(images = this.#images): Promise<void> {
    this.#denseRuns++;
    await this.#measureDense(densePlan(this.#parts.plans.plan), images);
    this.#denseRuns--;
  }

  async #measureDense(plan: Plan, images: number): Promise<void> {
    const { lab, measurer, points } = this.#parts;
    if (!lab.lab) return;
    if (lab.latencyFirst && !this.#dense) {
      const first = await this.#timed(plan, images, DENSE_LANE);
      if (first.ok) this.#dense = timedPoint(plan, first.value, lab.origin());
      else if (first.code === 'superseded') return this.#finish(plan);
    }
    if (!this.#dense || !denseAnswers([this.#dense, ...points.all], images, lab.runtime)) {
      const outcome = await this.#measured(plan, images, DENSE_LANE);
      this.#finish(plan);
      if (!outcome) return;
      const answered = newPoint(outcome, lab.lab, lab.origin());
      this.#dense = withEarlierLatency(answered, this.#dense);
    }
    if (hasLatency(this.#dense.point)) return;
    const timed = await measurer.latencies(DENSE_LANE, [plan]);
    if (timed.ok) this.#dense = withLatency(this.#dense, timed.value[0].latencyMs, lab.origin());
  }

  get #images(): number {
    const { lab, plans } = this.#parts;
    return lab.testImages(plans.images);
  }

  #plannedOf(plan: Plan): PlannedFigures | null {
    const { lab, tables } = this.#parts;
    const table = tables.tableOf(plan);
    return lab.lab && table && plannedFigures(lab.lab.subject.network, table, plan);
  }

  #restSoon(): void {
    this.#cancelRest();
    this.#due = true;
    if (this.#held === null)
      this.#cancelRest = this.#parts.clock.after(REST_MS, () => this.settle());
  }

  /** @param anew even where the point is there already */
  async #measure(anew: boolean): Promise<void> {
    const turn = ++this.#turn;
    if (this.#denseRuns > 0) this.#parts.measurer.cancel(DENSE_LANE);
    await this.#measurePlan(anew);
    if (turn === this.#turn) void this.measureDense();
  }

  async #measurePlan(anew: boolean): Promise<void> {
    const { lab, plans, points, measurer } = this.#parts;
    const { plan } = plans;
    const images = this.#images;
    this.failure = null;
    if (!lab.lab) return;
    if (this.#timesFirst(plan, images)) {
      const first = await this.#timed(plan, images, SLIDER_LANE);
      if (first.ok) points.addLatency(plan, images, first.value);
      // Whatever else went wrong is told at the end, when the latency is still missing.
      else if (first.code === 'superseded') return;
    }
    if (anew || !points.isAnswered(plan, images)) {
      const measured = await this.#measured(plan, images, SLIDER_LANE);
      if (!measured) return;
      points.add(newPoint(measured, lab.lab, lab.origin()));
    }
    if (points.isTimed(plan, images)) return this.#finish(plan);
    const timed = await measurer.latencies(SLIDER_LANE, [plan]);
    if (timed.ok) points.addLatency(plan, images, timed.value[0]);
    else if (timed.code !== 'superseded') this.failure = timed;
    this.#finish(plan);
  }

  /** Training decides on some plans' zeros: there is nothing to time before it. */
  #timesFirst(plan: Plan, images: number): boolean {
    const { lab, points } = this.#parts;
    return lab.latencyFirst && !hasOwnZeros(plan) && !points.isTimed(plan, images);
  }

  async #timed(plan: Plan, images: number, lane: string): Promise<Outcome<NetworkTiming>> {
    const { lab, measurer } = this.#parts;
    if (this.#shows(lane)) this.live = { ...begun(plan, images, lab.runtime), timing: true };
    const timed = await measurer.latencies(lane, [plan]);
    return timed.ok ? { ok: true, value: timed.value[0] } : timed;
  }

  /** The plan's own figures are on show once there are some: the dense network keeps to its column. */
  #shows(lane: string): boolean {
    return lane === SLIDER_LANE || this.#turn === 0;
  }

  async #measured(plan: Plan, images: number, lane: string): Promise<CompleteMeasurement | null> {
    const job = { lane, plan, images, split: true };
    const shown = this.#shows(lane);
    const outcome = await this.#parts.measurer.measure(job, (live) => {
      if (shown) this.live = live;
    });
    if (outcome.ok) return outcome.value;
    if (outcome.code !== 'superseded') {
      this.failure = outcome;
      this.#finish(plan);
    }
    return null;
  }

  /** A newer measurement may be on the way already: that one stays. */
  #finish(plan: Plan): void {
    if (this.live?.plan === plan) this.live = null;
  }
}
