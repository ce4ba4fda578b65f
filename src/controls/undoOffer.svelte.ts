/** What was just taken away, and the way back: one at a time, until it is dismissed or its time is up. */
import { browserClock, type Clock } from '../base/clock';

export const OFFERED_MS = 10_000;

export interface Offer {
  /** What is gone, one sentence of `words.undo`. */
  readonly text: string;
  readonly undo: () => unknown;
  /** It stays away: what could not be brought back once it is gone goes now. */
  readonly settle?: () => unknown;
}

export class UndoOffer {
  #offer = $state.raw<Offer | null>(null);
  readonly #clock: Pick<Clock, 'after'>;
  #stopTimer = () => {};

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  get offer(): Offer | null {
    return this.#offer;
  }

  /** The one before can be taken no more. */
  make(offer: Offer): void {
    this.dismiss();
    this.#offer = offer;
    this.resume();
  }

  undo(): void {
    this.#take()?.undo();
  }

  dismiss(): void {
    this.#take()?.settle?.();
  }

  /** Somebody is at it: its time stands still. */
  pause(): void {
    this.#stopTimer();
  }

  /** With all its time. */
  resume(): void {
    this.#stopTimer();
    if (this.#offer) this.#stopTimer = this.#clock.after(OFFERED_MS, () => this.dismiss());
  }

  #take(): Offer | null {
    const offer = this.#offer;
    this.#stopTimer();
    this.#offer = null;
    return offer;
  }
}

/** The page's own: whoever takes something away makes its offer here. */
export const undoOffer = new UndoOffer(browserClock);
