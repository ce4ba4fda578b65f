import type { Plan } from '../pruning/plan';
import type { TrainingOrder, TrainingTick } from '../protocol/lab';

/** More would not show on a chart of a few hundred pixels. */
const MOST_TICKS = 400;

export interface RunningTraining {
  readonly lane: string;
  readonly plan: Plan;
  /** In order; thinned out evenly where there are many. */
  readonly ticks: readonly TrainingTick[];
}

/** What happens to a training whose tab is hidden. */
export type WhenHidden = 'pause' | 'continue';

interface Parts {
  readonly steer: (lane: string, order: TrainingOrder) => void;
  /** Gives up whatever runs in the lane. */
  readonly cancel: (lane: string) => void;
}

/** The training that runs, for its curve and its buttons. */
export class TrainingState {
  running = $state.raw<RunningTraining | null>(null);
  whenHidden = $state<WhenHidden>('continue');
  readonly latest = $derived(this.running?.ticks.at(-1) ?? null);
  readonly #parts: Parts;
  #pausedByHiding = false;
  #everyth = 1;
  #seen = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param tick null once the plan is measured or given up */
  see(lane: string, plan: Plan, tick: TrainingTick | null): void {
    if (!tick) {
      if (this.running?.lane === lane && this.running.plan === plan) this.running = null;
      return;
    }
    const same = this.running?.lane === lane && this.running.plan === plan;
    const before = same ? this.running!.ticks : [];
    if (!same) [this.#everyth, this.#seen] = [1, 0];
    // While it pauses, only its words change.
    const rests = before.at(-1)?.step === tick.step;
    const ticks = rests ? [...before.slice(0, -1), tick] : this.#thinned(before, tick);
    this.running = { lane, plan, ticks };
  }

  steer(order: TrainingOrder): void {
    if (!this.running) return;
    this.#pausedByHiding = false;
    this.#parts.steer(this.running.lane, order);
  }

  cancel(): void {
    if (this.running) this.#parts.cancel(this.running.lane);
    this.running = null;
  }

  /** The tab was hidden or shown again. */
  visibilityChanged(hidden: boolean): void {
    if (!this.running) return;
    if (hidden && this.whenHidden === 'pause' && !this.latest?.paused) {
      this.steer('pause');
      this.#pausedByHiding = true;
    } else if (!hidden && this.#pausedByHiding) this.steer('resume');
  }

  /** The newest tick is always there; of those before it every so-manieth. */
  #thinned(before: readonly TrainingTick[], tick: TrainingTick): readonly TrainingTick[] {
    const kept = this.#seen % this.#everyth === 0 ? before : before.slice(0, -1);
    this.#seen++;
    const ticks = [...kept, tick];
    if (ticks.length < MOST_TICKS) return ticks;
    this.#everyth *= 2;
    return ticks.filter((_, i) => i % 2 === 0 || i === ticks.length - 1);
  }
}
