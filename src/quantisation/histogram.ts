/** How often which activations occur, in a fixed number of bins whose width doubles whenever a larger value comes. */

/** Of each sign; 8 bins or more a step of 255, so that a range that is chosen among them loses nothing. */
const BINS = 4096;
const FIRST_WIDTH = 2 ** -24;

/** Values within a bin are as good as its middle. */
export interface Bin {
  readonly middle: number;
  readonly count: number;
}

/** Of one map over many images. It keeps 64 KiB, however many values it sees. */
export class Histogram {
  /** Of all values; 0 where none was below it. ±Infinity where one was no finite number. */
  least = 0;
  most = 0;
  /** Values, zeros included. */
  total = 0;
  private width = FIRST_WIDTH;
  /** Bin `BINS + i` holds values in [i, i + 1) widths. Zeros are in none: every scale stands for them exactly. */
  private readonly counts = new Float64Array(2 * BINS);

  add(values: Float32Array): void {
    this.total += values.length;
    const [least, most] = extremes(values);
    this.least = Math.min(this.least, least);
    this.most = Math.max(this.most, most);
    if (!Number.isFinite(this.most - this.least)) return;
    while (Math.max(most, -least) >= BINS * this.width) this.widen();
    const perUnit = 1 / this.width;
    const { counts } = this;
    for (let i = 0; i < values.length; i++) {
      if (values[i] !== 0) counts[BINS + Math.floor(values[i] * perUnit)]++;
    }
  }

  /** From the smallest value to the largest; empty ones and zeros left out. */
  *bins(): Generator<Bin> {
    for (let i = 0; i < 2 * BINS; i++) {
      const count = this.counts[i];
      if (count > 0) yield { middle: (i - BINS + 0.5) * this.width, count };
    }
  }

  private widen(): void {
    const halves = this.counts.slice();
    this.counts.fill(0);
    halves.forEach((count, i) => (this.counts[BINS + Math.floor((i - BINS) / 2)] += count));
    this.width *= 2;
  }
}

/** NaN counts as infinite on both sides. */
function extremes(values: Float32Array): [least: number, most: number] {
  let least = 0;
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < least) least = value;
    else if (value > most) most = value;
    else if (value !== value) return [-Infinity, Infinity];
  }
  return [least, most];
}
