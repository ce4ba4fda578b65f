import type { Refusal } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { densePlan } from '../pruning/repairs';
import type { PlanTimes } from '../protocol/layerDetail';
import type { LabWorkers } from './labWorkers';

const LANE = 'plan-times';

/** How long each layer takes on this device, of the dense network and of the plan that was timed last. */
export class PlanTimesState {
  running = $state(false);
  failure = $state.raw<Refusal | null>(null);
  #timed = $state.raw<{ readonly key: string; readonly times: PlanTimes } | null>(null);
  readonly #labWorkers: Pick<LabWorkers, 'timePlan' | 'cancel'>;
  #run = 0;

  constructor(labWorkers: Pick<LabWorkers, 'timePlan' | 'cancel'>) {
    this.#labWorkers = labWorkers;
  }

  /** ms by layer; null before anything was timed. */
  get dense(): Float64Array | null {
    return this.#timed?.times.dense ?? null;
  }

  /** ms by layer; null where another plan was timed, or none. */
  cutOf(plan: Plan): Float64Array | null {
    return this.#timed?.key === keyOf(plan) ? this.#timed.times.cut : null;
  }

  async measure(plan: Plan): Promise<void> {
    if (this.running) return;
    const run = ++this.#run;
    this.running = true;
    this.failure = null;
    const times = await this.#labWorkers.timePlan({ lane: LANE, plan });
    if (run !== this.#run) return;
    this.running = false;
    if (times.ok) this.#timed = { key: keyOf(plan), times: times.value };
    else if (times.code !== 'superseded') this.failure = times;
  }

  cancel(): void {
    this.#run++;
    this.running = false;
    this.#labWorkers.cancel(LANE);
  }
}

/** Repair changes no layer's shape; the whole network is the same whatever would cut it. */
function keyOf(plan: Plan): string {
  return planKey({ ...densePlan(plan), level: plan.level });
}
