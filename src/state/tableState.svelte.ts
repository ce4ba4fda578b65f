import type { Refusal } from '../base/outcome';
import { SvelteMap } from 'svelte/reactivity';
import { densePlan } from '../pruning/repairs';
import { planKey } from '../pruning/planKey';
import type { Plan } from '../pruning/plan';
import type { PlanTable } from '../pruning/planTable';
import type { LabWorkers } from './labWorkers';

type Entry = PlanTable | Refusal | 'asked';

/**
 * One table per ranking, rounding and minimum: asked for once when a control changes them,
 * then read for every slider event without a message to a worker.
 */
export class TableState {
  readonly #entries = new SvelteMap<string, Entry>();
  readonly #labWorkers: LabWorkers;

  constructor(labWorkers: LabWorkers) {
    this.#labWorkers = labWorkers;
  }

  /** Null while it is not there. */
  tableOf(plan: Plan): PlanTable | null {
    const entry = this.#entries.get(tableKey(plan));
    return entry && typeof entry === 'object' && 'rows' in entry ? entry : null;
  }

  refusalOf(plan: Plan): Refusal | null {
    const entry = this.#entries.get(tableKey(plan));
    return entry && typeof entry === 'object' && 'code' in entry ? entry : null;
  }

  /** Does nothing where the table is there or on its way. */
  async ask(plan: Plan): Promise<void> {
    const key = tableKey(plan);
    const known = this.#entries.get(key);
    if (known === 'asked' || this.tableOf(plan)) return;
    this.#entries.set(key, 'asked');
    const table = await this.#labWorkers.planTable(plan);
    this.#entries.set(key, table.ok ? table.value : table);
  }
}

/** Level, repair and precision do not change a table. */
export function tableKey(plan: Plan): string {
  return planKey({ ...densePlan(plan), level: 0.5 });
}
