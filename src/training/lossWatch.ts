/** Steps whose mean loss is the start that later losses are held against. */
const START_STEPS = 10;
/** Weight of a new loss in the running mean. */
const NEW_SHARE = 0.1;
/** A high rate lifts the loss of good weights for a while, without harm: only what is far above the start counts. */
const FAR_ABOVE = 1.5;
const PATIENCE_STEPS = 200;

export type Verdict = 'fine' | 'best' | 'diverged';

/** Sees every loss of a training and says when there is no hope. */
export class LossWatch {
  /** Running mean; NaN before the first step. */
  mean = NaN;
  private start = NaN;
  private best = Infinity;
  private steps = 0;
  private stepsAbove = 0;

  /** @param loss mean over the batch; not finite where training has broken down */
  see(loss: number): Verdict {
    if (!Number.isFinite(loss)) return 'diverged';
    this.steps++;
    this.mean = Number.isNaN(this.mean) ? loss : this.mean + NEW_SHARE * (loss - this.mean);
    if (this.steps <= START_STEPS) {
      this.start = this.mean;
      return 'fine';
    }
    this.stepsAbove = this.mean > FAR_ABOVE * this.start ? this.stepsAbove + 1 : 0;
    if (this.stepsAbove >= PATIENCE_STEPS) return 'diverged';
    if (this.mean >= this.best) return 'fine';
    this.best = this.mean;
    return 'best';
  }

  /** Begins anew: after a cut the loss is another one. */
  restart(): void {
    this.mean = NaN;
    this.best = Infinity;
    this.steps = 0;
    this.stepsAbove = 0;
  }
}
