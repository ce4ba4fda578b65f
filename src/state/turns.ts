/** One job at a time, so that nothing disturbs a latency that is being measured; urgent jobs go first. */
export class Turns {
  #busy = false;
  readonly #waiting: { urgent: boolean; start: () => void }[] = [];

  async take<T>(urgent: boolean, job: () => Promise<T>): Promise<T> {
    if (this.#busy) await new Promise<void>((start) => this.#queue({ urgent, start }));
    this.#busy = true;
    try {
      return await job();
    } finally {
      const next = this.#waiting.shift();
      // Busy stays true on the way to the next job: nobody can slip in between.
      if (next) next.start();
      else this.#busy = false;
    }
  }

  #queue(entry: { urgent: boolean; start: () => void }): void {
    const place = entry.urgent ? this.#waiting.findIndex(({ urgent }) => !urgent) : -1;
    if (place < 0) this.#waiting.push(entry);
    else this.#waiting.splice(place, 0, entry);
  }
}
