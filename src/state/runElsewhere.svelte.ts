import type { MachineLock } from '../storage/machineLock';

/** Another tab measures a study: this one watches, and begins none. */
export class RunElsewhere {
  /** It runs no longer: it has ended, or its tab was closed. */
  onEnd: () => void = () => {};
  #runs = $state(false);
  readonly #lock: MachineLock;
  /** This tab has the machine itself. */
  #own = false;

  constructor(lock: MachineLock) {
    this.#lock = lock;
  }

  get runs(): boolean {
    return this.#runs;
  }

  /** Resolves when it is known whether there is one, which is then followed to its end. */
  async look(): Promise<void> {
    if (this.#own || this.#runs || !(await this.#lock.isTaken()) || this.#own) return;
    this.#runs = true;
    void this.#follow();
  }

  async #follow(): Promise<void> {
    await this.#lock.free();
    this.#runs = false;
    this.onEnd();
  }

  /** What gives the machine back; null while another tab has it. */
  async take(): Promise<(() => void) | null> {
    const release = await this.#lock.take();
    if (!release) {
      void this.look();
      return null;
    }
    this.#own = true;
    return () => {
      this.#own = false;
      release();
    };
  }
}
