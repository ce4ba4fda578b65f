import type { Timer } from '../base/clock';

/** Longer than a disk takes to wake; a server that is silent for so long is taken for gone. */
export const STALLED_AFTER_MS = 10_000;

/** Gives up a download whose next byte does not come. One that is slow but moves is waited for. */
export class StallWatch {
  stalled = false;
  private readonly controller = new AbortController();
  private readonly timer: Timer;

  constructor(timer: Timer) {
    this.timer = timer;
  }

  /** Ends the request once it has stalled. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Gives it up for another reason. */
  end(): void {
    this.controller.abort();
  }

  /** The next step of the download. Rejects when nothing has come for `STALLED_AFTER_MS`. */
  async next<T>(step: Promise<T>): Promise<T> {
    let stopTimer = () => {};
    const silence = new Promise<never>((_, reject) => {
      stopTimer = this.timer(STALLED_AFTER_MS, () => {
        this.stalled = true;
        this.controller.abort();
        reject(new Error('stalled'));
      });
    });
    try {
      return await Promise.race([step, silence]);
    } finally {
      stopTimer();
    }
  }
}
