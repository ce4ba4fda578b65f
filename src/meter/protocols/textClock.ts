/**
 * Whether a column is a clock, and of what unit, told by what it does: it must grow from record to record, as fast
 * as records arrive. A counter, a temperature or whole seconds at ten readings a second are none.
 */
import { UNIT_SCALES } from './textUnits';

const SCALES = Object.values(UNIT_SCALES.timeMs);
/** Arrivals jitter: so long and so many records before a judgement. */
const JUDGED_AFTER_MS = 1500;
/** A busy computer takes bytes late: a clock that does not fit at first may fit after a while. */
const GIVEN_UP_AFTER_MS = 8000;
const JUDGED_AFTER_RECORDS = 4;
const TOLERANCE = 0.15;
/** Coarser than this share of the time between records tells less than their arrival. */
const FINE_ENOUGH = 0.25;
/** Counters of 32 bits begin anew: micros() after 71.6 minutes, millis() after 49.7 days. */
const WRAP = 2 ** 32;

export class TextClock {
  private scale: number | null = null;
  private refused = false;
  private first: Reading | null = null;
  private last: Reading | null = null;
  private records = 0;
  private wrapped = 0;

  /**
   * @param value as printed
   * @param resolution one count of its last digit, as printed
   * @param arrivalMs page time; NaN where nobody knows
   * @param trusted ms per count, taken where there are no arrivals to judge by
   * @returns ms by this clock, or NaN while it is none
   */
  read(value: number, resolution: number, arrivalMs: number, trusted: number): number {
    if (Number.isNaN(arrivalMs)) return value * trusted;
    if (this.refused || Number.isNaN(value)) return NaN;
    this.take(value, resolution, arrivalMs);
    return this.scale === null ? NaN : (value + this.wrapped) * this.scale;
  }

  private take(value: number, resolution: number, arrivalMs: number): void {
    const { last } = this;
    if (last && value < last.value) this.beginAnew(value, last.value);
    else if (last && value === last.value) this.refuse();
    this.last = { value, arrivalMs };
    this.first ??= this.last;
    this.records++;
    const elapsedMs = arrivalMs - this.first.arrivalMs;
    if (elapsedMs >= JUDGED_AFTER_MS && this.records >= JUDGED_AFTER_RECORDS)
      this.judge(resolution, elapsedMs);
  }

  /** A counter that was full, or a board that was reset. */
  private beginAnew(value: number, before: number): void {
    const full = before > 0.9 * WRAP && before < WRAP && value < 0.1 * WRAP;
    if (full) this.wrapped += WRAP;
    this.first = null;
    this.records = 0;
  }

  /** Over all that was seen since the clock began: the longer, the less a late arrival counts. */
  private judge(resolution: number, elapsedMs: number): void {
    const counts = this.last!.value - this.first!.value;
    const scale = SCALES.find((each) => Math.abs((counts * each) / elapsedMs - 1) <= TOLERANCE);
    const stepMs = elapsedMs / (this.records - 1);
    const coarse = scale !== undefined && resolution * scale > FINE_ENOUGH * stepMs;
    const fits = scale !== undefined && !coarse && scale === (this.scale ?? scale);
    if (fits) this.scale = scale;
    else if (elapsedMs >= GIVEN_UP_AFTER_MS) this.refuse();
  }

  private refuse(): void {
    this.refused = true;
    this.scale = null;
  }
}

interface Reading {
  readonly value: number;
  readonly arrivalMs: number;
}

/** One count of the last digit of a number as printed. */
export function resolutionOf(text: string): number {
  const decimals = /[.,](\d+)$/.exec(text)?.[1].length ?? 0;
  return 10 ** -decimals;
}
