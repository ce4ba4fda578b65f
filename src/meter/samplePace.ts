import type { Meter } from './meters';
import { GAP_PERIODS } from './gaps';

/** Where a meter is slower, no window of a sensible length holds enough readings. */
export const SLOWEST_HZ = 0.2;

/** Readings that came together, and how long it took until the next ones came. */
interface Batch {
  readonly ms: number;
  readonly readings: number;
}

/**
 * How often new readings come, as it is seen and not as the table of meters guesses. Readings may arrive in bunches,
 * with jitter, with gaps, and at a pace that changes.
 */
export class SamplePace {
  /** New readings per second; NaN until four have come. */
  rateHz = NaN;
  private readonly batches: Batch[] = [];
  private openedAtMs = NaN;
  private open = 0;

  /** @param readings new ones that came at `atMs` */
  observe(atMs: number, readings: number): void {
    if (readings === 0) return;
    const ms = atMs - this.openedAtMs;
    if (ms < BATCH_MS) {
      this.open += readings;
      return;
    }
    if (ms >= BATCH_MS) this.remember({ ms, readings: this.open });
    this.openedAtMs = atMs;
    this.open = readings;
  }

  /** A meter that comes back keeps its pace, but the time without it tells nothing. */
  restart(): void {
    this.openedAtMs = NaN;
  }

  private remember(batch: Batch): void {
    this.batches.push(batch);
    if (this.batches.length > REMEMBERED) this.batches.shift();
    if (this.batches.length >= LEAST_BATCHES) this.rateHz = rateOf(this.batches);
  }
}

/** The mean over all that did not take much longer than usual: a gap is no pace. */
function rateOf(batches: readonly Batch[]): number {
  const periods = batches.map(({ ms, readings }) => ms / readings).sort((a, b) => a - b);
  const longest = GAP_PERIODS * periods[Math.ceil(USUAL * periods.length) - 1];
  const sound = batches.filter(({ ms, readings }) => ms / readings <= longest);
  const ms = sound.reduce((total, batch) => total + batch.ms, 0);
  return (1000 * sound.reduce((total, { readings }) => total + readings, 0)) / ms;
}

/** The meter with the pace that was measured in place of the first guess; the same one while that is unknown. */
export function atMeasuredPace(meter: Meter, rateHz: number | undefined): Meter {
  return rateHz !== undefined && rateHz > 0 ? { ...meter, ratePerSecond: rateHz } : meter;
}

/** What comes closer together may be one buffer's contents, handed over in pieces. */
const BATCH_MS = 50;
const REMEMBERED = 20;
const LEAST_BATCHES = 3;
/** Share of the periods that are at most the usual one: two readings close together and a pause are a pace as well. */
const USUAL = 0.75;
