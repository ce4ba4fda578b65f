import type { Refusal } from '../pruning/plan';
import type { Clock } from './clock';
import type { LabState } from './labState.svelte';
import { measuredPoint, type MeasuredPoint } from './measuredPoint';
import type { Measurement, Measurer } from './measurer';
import { highestLevel, plannedFigures, type PlannedFigures } from './plannedFigures';
import type { PlanState } from './planState.svelte';
import type { StudyState } from './studyState.svelte';
import type { TableState } from './tableState.svelte';

/** A slider that stands still for so long is taken as released. */
export const REST_MS = 150;

interface Parts {
  readonly lab: LabState;
  readonly plans: PlanState;
  readonly tables: TableState;
  readonly study: StudyState;
  readonly measurer: Measurer;
  readonly clock: Clock;
}

/** What the controls show, planned while they move and measured when they rest. */
export class FiguresState {
  /** The measurement in the making; null while nothing is measured for the plan. */
  live = $state.raw<Measurement | null>(null);
  failure = $state.raw<Refusal | null>(null);
  dense = $state.raw<MeasuredPoint | null>(null);
  readonly #parts: Parts;
  #cancelRest: () => void = () => {};

  readonly planned: PlannedFigures | null = $derived.by(() => {
    const { lab, plans, tables } = this.#parts;
    const table = tables.tableOf(plans.plan);
    return lab.lab && table && plannedFigures(lab.lab.network, table, plans.plan.level);
  });
  readonly plannedDense: PlannedFigures | null = $derived.by(() => {
    const { lab, plans, tables } = this.#parts;
    const table = tables.tableOf(plans.plan);
    return lab.lab && table && plannedFigures(lab.lab.network, table, 0);
  });
  /** Highest level of the slider under the plan's other settings. */
  readonly highest = $derived.by(() => {
    const table = this.#parts.tables.tableOf(this.#parts.plans.plan);
    return table ? highestLevel(table) : 0.99;
  });
  /** The plan's own point where it was measured before. */
  readonly measured: MeasuredPoint | null = $derived.by(() => {
    const { plans, study } = this.#parts;
    return study.find(plans.plan, plans.images) ?? null;
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Follows the slider. Sends nothing: a request goes out when it rests. */
  slide(level: number): void {
    this.#parts.plans.drag(Math.min(level, this.highest));
    this.#restSoon();
  }

  release(): void {
    if (!this.#parts.plans.dragging) return;
    this.settle();
  }

  /** After any other change of the plan. */
  changed(): void {
    if (this.#parts.lab.phase === 'ready') void this.#parts.tables.ask(this.#parts.plans.plan);
    this.#restSoon();
  }

  /** Measures the plan now, unless that was done before. */
  settle(): void {
    this.#cancelRest();
    this.#parts.plans.release();
    if (this.#parts.lab.phase !== 'ready') return;
    void this.#parts.tables.ask(this.#parts.plans.plan);
    void this.#measure();
  }

  /** The first measurement of all, so that a number stands on the page at once. */
  async measureDense(): Promise<void> {
    const { lab, plans, measurer, clock } = this.#parts;
    if (!lab.lab) return;
    const plan = { ...plans.plan, level: 0, repair: { kind: 'none' } as const };
    const outcome = await measurer.measure('slider', plan, plans.images, (live) => {
      this.live = live;
    });
    this.live = null;
    if (outcome.ok) this.dense = measuredPoint(outcome.value, lab.lab, clock.date());
    else if (outcome.code !== 'superseded') this.failure = outcome;
  }

  #restSoon(): void {
    this.#cancelRest();
    this.#cancelRest = this.#parts.clock.after(REST_MS, () => this.settle());
  }

  async #measure(): Promise<void> {
    const { lab, plans, study, measurer, clock } = this.#parts;
    const { plan, images } = plans.current;
    this.failure = null;
    if (study.find(plan, images)?.answers || !lab.lab) return;
    const outcome = await measurer.measure('slider', plan, images, (live) => {
      this.live = live;
    });
    if (outcome.ok) study.add(measuredPoint(outcome.value, lab.lab, clock.date()));
    else if (outcome.code === 'superseded') return;
    else this.failure = outcome;
    this.live = null;
  }
}
