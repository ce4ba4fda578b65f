/** A board whose power is known exactly at every moment, whatever troubles it. */

/** Power over time with its integral; times in ms, energy in W·ms. */
export interface Background {
  watts(atMs: number): number;
  wattMs(fromMs: number, toMs: number): number;
}

export function steady(watts: number): Background {
  return { watts: () => watts, wattMs: (from, to) => watts * (to - from) };
}

export function sine(amplitude: number, periodMs: number, phase: number): Background {
  const omega = (2 * Math.PI) / periodMs;
  const primitive = (ms: number) => (-amplitude / omega) * Math.cos(omega * ms + phase);
  return {
    watts: (ms) => amplitude * Math.sin(omega * ms + phase),
    wattMs: (from, to) => primitive(to) - primitive(from),
  };
}

/** So many watts more every ms. */
export function creeping(wattsPerMs: number): Background {
  return {
    watts: (ms) => wattsPerMs * ms,
    wattMs: (from, to) => (wattsPerMs * (to ** 2 - from ** 2)) / 2,
  };
}

/** Levels one after another, each `stepMs` long; the last one stays. */
export function levels(watts: readonly number[], stepMs: number): Background {
  const before = [0];
  for (const level of watts) before.push(before[before.length - 1] + level * stepMs);
  const at = (ms: number) => Math.min(Math.max(Math.floor(ms / stepMs), 0), watts.length - 1);
  const primitive = (ms: number) => before[at(ms)] + watts[at(ms)] * (ms - at(ms) * stepMs);
  return {
    watts: (ms) => watts[at(ms)],
    wattMs: (from, to) => primitive(to) - primitive(from),
  };
}

/** From `fromMs` to `toMs` so many watts on top; with a decay they die away from `fromMs` on. */
interface Extra {
  readonly fromMs: number;
  readonly toMs: number;
  readonly watts: number;
  readonly decayMs: number;
  /** Of the network, not of the board. */
  readonly own: boolean;
}

export class TroubledBoard {
  readonly #background: readonly Background[];
  #extras: Extra[] = [];

  constructor(background: readonly Background[]) {
    this.#background = background;
  }

  load(fromMs: number, toMs: number, watts: number): void {
    this.#extras.push({ fromMs, toMs, watts, decayMs: Infinity, own: true });
  }

  afterglow(fromMs: number, watts: number, decayMs: number): void {
    this.#extras.push({ fromMs, toMs: Infinity, watts, decayMs, own: false });
  }

  watts(atMs: number): number {
    const extra = this.#extras.reduce((total, { fromMs, toMs, watts, decayMs }) => {
      const on = atMs >= fromMs && atMs < toMs;
      return on ? total + watts * Math.exp(-(atMs - fromMs) / decayMs) : total;
    }, 0);
    return this.#background.reduce((total, part) => total + part.watts(atMs), extra);
  }

  /** All that the board draws. */
  wattMs(fromMs: number, toMs: number): number {
    const own = this.#extrasMs(fromMs, toMs, () => true);
    return this.#background.reduce((total, part) => total + part.wattMs(fromMs, toMs), own);
  }

  /** What the network adds. */
  ownWattMs(fromMs: number, toMs: number): number {
    return this.#extrasMs(fromMs, toMs, ({ own }) => own);
  }

  #extrasMs(fromMs: number, toMs: number, which: (extra: Extra) => boolean): number {
    return this.#extras.reduce((total, extra) => {
      const from = Math.max(fromMs, extra.fromMs);
      const to = Math.min(toMs, extra.toMs);
      return from < to && which(extra) ? total + energyOf(extra, from, to) : total;
    }, 0);
  }
}

function energyOf({ fromMs: start, watts, decayMs }: Extra, from: number, to: number): number {
  if (decayMs === Infinity) return watts * (to - from);
  const left = (ms: number) => Math.exp(-(ms - start) / decayMs);
  return watts * decayMs * (left(from) - left(to));
}
