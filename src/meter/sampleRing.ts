/** The latest samples, oldest first, in typed arrays. Times are page time: ms since 1970 with fractions. */
export class SampleRing {
  readonly capacity: number;
  private readonly columns: SampleColumns;
  /** Samples that had to make room for newer ones. */
  dropped = 0;
  private start = 0;
  private count = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.columns = emptyColumns(capacity);
  }

  get length(): number {
    return this.count;
  }

  push(timeMs: number, volts: number, amps: number, watts: number, flags: number): void {
    const at = this.place(this.count);
    this.columns.timeMs[at] = timeMs;
    this.columns.volts[at] = volts;
    this.columns.amps[at] = amps;
    this.columns.watts[at] = watts;
    this.columns.flags[at] = flags;
    if (this.count < this.capacity) this.count++;
    else {
      this.start = (this.start + 1) % this.capacity;
      this.dropped++;
    }
  }

  /** Index of the first sample at or after `timeMs`; `length` where there is none. */
  indexAt(timeMs: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.columns.timeMs[this.place(middle)] < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A copy of the samples with indices [from, to). */
  slice(from: number, to: number): SampleColumns {
    const first = Math.max(from, 0);
    const length = Math.max(Math.min(to, this.count) - first, 0);
    const copy = emptyColumns(length);
    for (let i = 0; i < length; i++) {
      const at = this.place(first + i);
      copy.timeMs[i] = this.columns.timeMs[at];
      copy.volts[i] = this.columns.volts[at];
      copy.amps[i] = this.columns.amps[at];
      copy.watts[i] = this.columns.watts[at];
      copy.flags[i] = this.columns.flags[at];
    }
    return copy;
  }

  private place(index: number): number {
    return (this.start + index) % this.capacity;
  }
}

/** Samples side by side, by index. */
export interface SampleColumns {
  readonly timeMs: Float64Array;
  readonly volts: Float32Array;
  readonly amps: Float32Array;
  readonly watts: Float32Array;
  /** Bits of `SampleFlag`. */
  readonly flags: Uint8Array;
}

function emptyColumns(length: number): SampleColumns {
  return {
    timeMs: new Float64Array(length),
    volts: new Float32Array(length),
    amps: new Float32Array(length),
    watts: new Float32Array(length),
    flags: new Uint8Array(length),
  };
}
