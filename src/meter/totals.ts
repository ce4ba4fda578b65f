import { SampleFlag } from './sampleBlock';

/** What went through the meter since a moment. */
export interface MeterTotals {
  /** Page time of the first reading, ms; NaN before it. */
  readonly sinceMs: number;
  /** What was integrated, and what was left out because readings were missing or out of range, s. */
  readonly seconds: number;
  readonly leftOutSeconds: number;
  /** Stretches that were left out. */
  readonly gaps: number;
  /** Signed where the meter tells the direction; NaN where it tells no such thing. */
  readonly milliwattHours: number;
  readonly milliampHours: number;
}

/** From where the figures count. */
interface Zero {
  readonly sums: MeterTotals;
  /** Page time of the reading before. */
  readonly atMs: number;
}

function since({ sums: before, atMs: sinceMs }: Zero, now: MeterTotals): MeterTotals {
  return {
    sinceMs,
    seconds: now.seconds - before.seconds,
    leftOutSeconds: now.leftOutSeconds - before.leftOutSeconds,
    gaps: now.gaps - before.gaps,
    milliwattHours: now.milliwattHours - before.milliwattHours,
    milliampHours: now.milliampHours - before.milliampHours,
  };
}

/** Sums up straight lines between neighbouring readings; nothing is put into a gap. */
export class Totals {
  private sinceMs = NaN;
  private seconds = 0;
  private leftOutSeconds = 0;
  private gaps = 0;
  private inGap = false;
  private wattSeconds = 0;
  private ampSeconds = 0;
  private lastMs = NaN;
  private amps = NaN;
  private watts = NaN;
  private flags = 0;
  /** What the figures leave out: all until the last reset, and until the one before. */
  private zero: Zero | null = null;
  private zeroBefore: Zero | null = null;

  add(timeMs: number, amps: number, watts: number, flags: number): void {
    if (Number.isNaN(this.lastMs)) this.sinceMs = timeMs;
    else this.addSpan((timeMs - this.lastMs) / 1000, amps, watts, flags);
    this.lastMs = timeMs;
    this.amps = amps;
    this.watts = watts;
    this.flags = flags;
  }

  private addSpan(seconds: number, amps: number, watts: number, flags: number): void {
    if (flags & SampleFlag.afterGap || (flags | this.flags) & SampleFlag.invalid) {
      this.leftOutSeconds += seconds;
      if (!this.inGap) this.gaps++;
      this.inGap = true;
      return;
    }
    this.inGap = false;
    this.seconds += seconds;
    this.wattSeconds += (seconds * (this.watts + watts)) / 2;
    this.ampSeconds += (seconds * (this.amps + amps)) / 2;
  }

  /** The figures begin anew; the sums go on, so that nothing is lost. */
  reset(): void {
    this.zeroBefore = this.zero;
    this.zero = { sums: this.sums, atMs: this.lastMs };
  }

  /** As if the last `reset` had not been. */
  undoReset(): void {
    this.zero = this.zeroBefore;
  }

  get figures(): MeterTotals {
    return this.zero ? since(this.zero, this.sums) : this.sums;
  }

  private get sums(): MeterTotals {
    const { sinceMs, seconds, leftOutSeconds, gaps, wattSeconds, ampSeconds } = this;
    const perHour = 1000 / 3600;
    const milliwattHours = wattSeconds * perHour;
    return {
      sinceMs,
      seconds,
      leftOutSeconds,
      gaps,
      milliwattHours,
      milliampHours: ampSeconds * perHour,
    };
  }
}
