/**
 * How long each step lasts and whose turn it is. Nothing keeps a beat: supply, load and board may vary with a period
 * of their own, and whatever is always measured at the same place of it is measured wrong.
 */
import type { MeasuringSettings } from './measuringSettings';
import type { Step } from './step';
import type { Random } from '../../base/seededRandom';

/** Shortest and longest, as factors of what was asked for. */
const WINDOW = { least: 0.8, most: 1.2 } as const;
const REST = { least: 1, most: 1.5 } as const;

/** What a window may last, ms: a fifth less or more than asked for, but as long as the meter needs. */
export function windowRangeMs({
  windowMs,
  leastWindowMs,
}: Pick<MeasuringSettings, 'windowMs' | 'leastWindowMs'>): { least: number; most: number } {
  const least = Math.max(WINDOW.least * windowMs, leastWindowMs);
  return { least, most: least + (WINDOW.most - WINDOW.least) * windowMs };
}

/** How long a network takes to be made before its load can begin, ms; asked visit by visit, in order. */
export type Preparation = (network: number) => number;

export class Schedule {
  readonly #settings: MeasuringSettings;
  readonly #random: Random;
  readonly #preparation: Preparation;
  /** Where in a visit's length each sure round begins: equal shares of it in random order, 0 to 1. */
  readonly #places: readonly number[];
  /** From the beginning to the end of the last round, ms. */
  #plannedMs = 0;

  constructor(settings: MeasuringSettings, random: Random, preparation: Preparation) {
    this.#settings = settings;
    this.#random = random;
    this.#preparation = preparation;
    const order = shuffled([...Array(settings.repeats).keys()], random);
    this.#places = order.map((place) => (place + random()) / settings.repeats);
  }

  /** @param networks that take part, by index; in another order each time, so that drift favours none */
  round(networks: readonly number[], round: number): Step[] {
    const order = shuffled([...networks], this.#random);
    const visits = order.map((network) => this.visit(network, round, 0));
    this.#plannedMs += durationOf(visits.flat());
    const pauseMs = this.#pauseAfter(round);
    this.#plannedMs += pauseMs;
    return visits.flatMap((visit, i) => (i === visits.length - 1 ? paused(visit, pauseMs) : visit));
  }

  /** Warm-up, window and the rest after it. @param attempt 0, or how many times this window has been spoiled */
  visit(network: number, round: number, attempt: number): Step[] {
    const { warmUpMs } = this.#settings;
    const loaded = { network, round, attempt };
    // One that is measured again was in use just now.
    const preparationMs = attempt === 0 ? this.#preparation(network) : 0;
    const durationMs = this.#between(warmUpMs, REST);
    return [
      { ...loaded, kind: 'warm-up', durationMs, preparationMs },
      { ...loaded, kind: 'window', durationMs: this.#windowMs(), preparationMs: 0 },
      ...this.rest(round, 0),
    ];
  }

  rest(round: number, attempt: number): Step[] {
    const { settleMs } = this.#settings;
    const resting = { network: null, round, attempt, preparationMs: 0 };
    return [
      { ...resting, kind: 'settle', durationMs: this.#between(settleMs, REST) },
      { ...resting, kind: 'idle', durationMs: this.#windowMs() },
    ];
  }

  /** So long that the next round begins at its place. */
  #pauseAfter(round: number): number {
    const next = this.#places[round + 1];
    if (next === undefined) return 0;
    const { warmUpMs, windowMs, settleMs } = this.#settings;
    const visitMs = warmUpMs + settleMs + 2 * windowMs;
    const ahead = (next - this.#places[0]) * visitMs - this.#plannedMs;
    return Math.round(ahead - visitMs * Math.floor(ahead / visitMs));
  }

  #windowMs(): number {
    const { least, most } = windowRangeMs(this.#settings);
    return Math.round(least + (most - least) * this.#random());
  }

  #between(ms: number, { least, most }: { readonly least: number; readonly most: number }): number {
    return Math.round(ms * (least + (most - least) * this.#random()));
  }
}

/** The board rests longer before its last idle window. */
function paused(visit: readonly Step[], pauseMs: number): Step[] {
  return visit.map((step) =>
    step.kind === 'settle' ? { ...step, durationMs: step.durationMs + pauseMs } : step,
  );
}

export function durationOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { preparationMs, durationMs }) => sum + preparationMs + durationMs, 0);
}

/** Fisher and Yates. */
function shuffled(values: number[], random: Random): number[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}
