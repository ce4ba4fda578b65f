import type { Timer } from '../base/clock';

/** Steps that follow each other by themselves, or one at a time, forwards and back. */
export class Player {
  /** 0 … steps − 1. */
  at = $state(0);
  playing = $state(false);
  readonly #steps: number;
  readonly #msAStep: number;
  readonly #after: Timer;
  #cancel: () => void = () => {};

  constructor(steps: number, msAStep: number, after: Timer) {
    this.#steps = steps;
    this.#msAStep = msAStep;
    this.#after = after;
  }

  get atEnd(): boolean {
    return this.at === this.#steps - 1;
  }

  /** From where it stands; from the beginning where it has come to its end. */
  play(): void {
    if (this.atEnd) this.at = 0;
    this.playing = true;
    this.#stepSoon();
  }

  pause(): void {
    this.#cancel();
    this.playing = false;
  }

  /** To a step that somebody asks for; nothing follows by itself. */
  go(step: number): void {
    this.pause();
    this.at = Math.min(this.#steps - 1, Math.max(0, step));
  }

  #stepSoon(): void {
    this.#cancel();
    this.#cancel = this.#after(this.#msAStep, () => {
      this.at++;
      if (this.atEnd) this.playing = false;
      else this.#stepSoon();
    });
  }
}
