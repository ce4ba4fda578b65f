/**
 * Whether current flows the wrong way for good: the meter is in the cable the wrong way round. What a board feeds
 * back for a moment, and an offset about zero, are none of that.
 */
export class TurnedRound {
  /** So it is by the latest readings. */
  is = false;
  private since = NaN;
  private readings = 0;

  /** @param amps as they are integrated, positive from supply to load; NaN where only watts are known */
  observe(timeMs: number, amps: number, watts: number): void {
    const flow = Number.isNaN(amps) ? watts / SUPPLY_VOLTS : amps;
    if (Math.abs(flow) < LEAST_AMPS) return this.begin(NaN);
    const backwards = flow < 0;
    if (backwards === this.is) return this.begin(NaN);
    if (Number.isNaN(this.since)) this.begin(timeMs);
    this.readings++;
    if (this.readings < LEAST_READINGS || timeMs - this.since < LEAST_MS) return;
    this.is = backwards;
    this.begin(NaN);
  }

  private begin(timeMs: number): void {
    this.since = timeMs;
    this.readings = 0;
  }
}

const SUPPLY_VOLTS = 5;
/** A board that runs this page draws more than twice as much; offsets are smaller. */
const LEAST_AMPS = 0.05;
const LEAST_READINGS = 5;
const LEAST_MS = 2000;
