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

  get figures(): MeterTotals {
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
