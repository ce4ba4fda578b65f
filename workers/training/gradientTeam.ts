/**
 * Several workers that train one network in lockstep: each works through its own images, then all of them get the mean of all
 * gradients. Sums run in the order of the ranks, so that every worker holds the very same bits afterwards.
 */

const ARRIVED = 0;
const GENERATION = 1;
const STOPPED = 2;
const CONTROL_WORDS = 4;
/** A partner that needs longer for one step is gone. */
const PATIENCE_MS = 60_000;

/** Memory for a team of `size` that averages up to `values` values at once. */
export function teamMemory(size: number, values: number): SharedArrayBuffer {
  return new SharedArrayBuffer(4 * (CONTROL_WORDS + (size + 1) * values));
}

export class GradientTeam {
  readonly rank: number;
  readonly size: number;
  private readonly control: Int32Array;
  private readonly parts: readonly Float32Array[];
  private readonly mean: Float32Array;

  /** @param shared of `teamMemory`, the same for all */
  constructor(rank: number, size: number, shared: SharedArrayBuffer) {
    this.rank = rank;
    this.size = size;
    this.control = new Int32Array(shared, 0, CONTROL_WORDS);
    const values = (shared.byteLength / 4 - CONTROL_WORDS) / (size + 1);
    const part = (i: number) => new Float32Array(shared, 4 * (CONTROL_WORDS + i * values), values);
    this.parts = Array.from({ length: size }, (_, i) => part(i));
    this.mean = part(size);
  }

  /**
   * Puts the mean over all ranks in place of the values. False where the team was stopped or a partner is gone.
   * @param arrays no more values together than the memory was made for; all ranks give the same lengths
   */
  average(...arrays: Float32Array[]): boolean {
    let at = 0;
    for (const array of arrays) {
      this.parts[this.rank].set(array, at);
      at += array.length;
    }
    if (!this.meet()) return false;
    this.averageStripe(at);
    if (!this.meet()) return false;
    at = 0;
    for (const array of arrays) array.set(this.mean.subarray(at, (at += array.length)));
    return true;
  }

  /** Ends every wait, of this step and of all later ones. */
  stop(): void {
    Atomics.store(this.control, STOPPED, 1);
    Atomics.add(this.control, GENERATION, 1);
    Atomics.notify(this.control, GENERATION);
  }

  /** Each rank sums a stripe of its own. @param count values that are averaged */
  private averageStripe(count: number): void {
    const { rank, size, mean, parts } = this;
    const stripe = Math.ceil(count / size);
    const end = Math.min(count, (rank + 1) * stripe);
    for (let i = rank * stripe; i < end; i++) {
      let sum = parts[0][i];
      for (let other = 1; other < size; other++) sum += parts[other][i];
      mean[i] = sum / size;
    }
  }

  private meet(): boolean {
    const { control, size } = this;
    const generation = Atomics.load(control, GENERATION);
    if (Atomics.load(control, STOPPED)) return false;
    if (Atomics.add(control, ARRIVED, 1) === size - 1) {
      Atomics.store(control, ARRIVED, 0);
      Atomics.add(control, GENERATION, 1);
      Atomics.notify(control, GENERATION);
      return true;
    }
    const outcome = Atomics.wait(control, GENERATION, generation, PATIENCE_MS);
    if (outcome === 'timed-out') this.stop();
    return !Atomics.load(control, STOPPED);
  }
}
