import type { Note } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';
import type { Weights } from '../../src/model/network';
import { LossWatch } from '../../src/training/lossWatch';

/** The best weights are copied at most this often. */
const STEPS_BETWEEN_COPIES = 25;

export interface Rescue {
  /** To go back to. */
  readonly weights: Weights;
  /** What happened and what to change. */
  readonly note: Note;
}

/** Watches the loss of a training and copies its best weights, for the case that it breaks down. */
export class BestWeights {
  private readonly watch = new LossWatch();
  private best: { readonly weights: Weights; readonly step: number } | null = null;

  /** Running mean; NaN before the first step. */
  get meanLoss(): number {
    return this.watch.mean;
  }

  /**
   * Null while the training goes well.
   * @param loss mean over the batch of the step
   * @param read gives the weights as they are
   * @param before what the training started from
   */
  see(loss: number, step: number, read: () => Weights, before: Weights): Rescue | null {
    const verdict = this.watch.see(loss);
    if (verdict === 'best' && step - (this.best?.step ?? -Infinity) >= STEPS_BETWEEN_COPIES) {
      this.best = { weights: read(), step };
    }
    if (verdict !== 'diverged') return null;
    const kept = this.best === null ? null : this.best.step + 1;
    const told = note('training-broke-down', { step: step + 1, kept });
    return { weights: this.best?.weights ?? before, note: told };
  }

  /** Begins anew: after a cut the loss is another one, and the old weights do not fit. */
  restart(): void {
    this.watch.restart();
    this.best = null;
  }
}
