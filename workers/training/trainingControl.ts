import type { TrainingOrder } from '../../src/protocol/lab';

/** Orders for one training; a team acts on them together, at the same step. */
export class TrainingControl {
  paused = false;
  /** True: end now and keep what was reached. */
  ended = false;

  give(order: TrainingOrder): void {
    if (order === 'keep') this.ended = true;
    this.paused = order === 'pause';
  }
}
