/** A meter reduced to its faults: how it averages, lags, rounds and loses readings. */
import type { Meter } from '../../../src/meter/meters';
import { longestIntervalMs } from '../../../src/meter/gaps';
import { SampleFlag } from '../../../src/meter/sampleBlock';
import { SampleRing } from '../../../src/meter/sampleRing';
import { normal } from '../../../src/meter/simulation/simulatedMeter';
import type { Random } from '../../../src/base/seededRandom';
import type { TroubledBoard } from './board';

export interface Faults {
  /** Of the current, A. */
  readonly noise: number;
  /** Time constant of its own filter, ms. */
  readonly filterMs: number;
  readonly reads: 'mean' | 'instant';
  readonly digits: 'rounded' | 'cut off' | 'all';
  /** Share of readings that are lost, so many in a row each time. */
  readonly lost: number;
  readonly lostInRow: number;
  /** It shows so much more than the truth, as a share. */
  readonly gain: number;
}

export const FAULTLESS: Faults = {
  noise: 2e-4,
  filterMs: 0,
  reads: 'mean',
  digits: 'rounded',
  lost: 0,
  lostInRow: 1,
  gain: 0,
};

const VOLTS = 5.1037;

export class TroubledMeter {
  readonly ring = new SampleRing(1 << 15);
  readonly row: Meter;
  readonly #faults: Faults;
  readonly #random: Random;
  #readMs = 0;
  #filtered = NaN;
  #losing = 0;
  #lastMs = NaN;

  constructor(row: Meter, faults: Partial<Faults>, random: Random) {
    this.row = row;
    this.#faults = { ...FAULTLESS, ...faults };
    this.#random = random;
  }

  /** Reads the board until `toMs`. */
  read(board: TroubledBoard, toMs: number): void {
    const everyMs = 1000 / this.row.ratePerSecond;
    for (; this.#readMs + everyMs <= toMs; this.#readMs += everyMs) {
      const at = this.#readMs + everyMs;
      const { reads } = this.#faults;
      const watts =
        reads === 'instant' ? board.watts(at) : board.wattMs(this.#readMs, at) / everyMs;
      this.#show(at, this.#filter(watts, everyMs));
    }
  }

  #filter(watts: number, everyMs: number): number {
    const { filterMs } = this.#faults;
    if (filterMs === 0 || Number.isNaN(this.#filtered)) this.#filtered = watts;
    else this.#filtered += (watts - this.#filtered) * (1 - Math.exp(-everyMs / filterMs));
    return this.#filtered;
  }

  #show(atMs: number, watts: number): void {
    const { noise, gain, lost, lostInRow } = this.#faults;
    if (this.#losing === 0 && this.#random() < lost / lostInRow) this.#losing = lostInRow;
    const isLost = this.#losing > 0;
    this.#losing = Math.max(this.#losing - 1, 0);
    if (isLost) return;
    const { resolution } = this.row;
    const volts = this.#counted(VOLTS, resolution.volts);
    const truth = (watts * (1 + gain)) / VOLTS;
    const amps = this.#counted(truth + noise * normal(this.#random), resolution.amps);
    const gap = atMs - this.#lastMs > longestIntervalMs(this.row);
    this.ring.push(atMs, volts, amps, volts * amps, gap ? SampleFlag.afterGap : 0);
    this.#lastMs = atMs;
  }

  #counted(value: number, count: number): number {
    const { digits } = this.#faults;
    if (digits === 'all' || count === 0) return value;
    return (digits === 'rounded' ? Math.round(value / count) : Math.floor(value / count)) * count;
  }
}
