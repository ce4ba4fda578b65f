/**
 * Power of a Raspberry Pi 4B by what its cores do. Figures: Raspberry Pi documentation (0.6 A idle desktop, 1.2 A
 * stress, at 5.1 V) and published measurements (2.7 W idle, 6.4 W with four cores under stress; others 2.2 W to
 * 3.1 W idle and 2 W to 4 W more with four busy cores). Busy cores are taken to add equal shares.
 */
import type { Interval } from '../energy/inferenceEnergy';
import type { PowerCurve } from './powerCurve';

export const PI_4B = {
  cores: 4,
  supplyVolts: 5.1,
  /** Of supply, cable and meter together: the voltage drops by this much per ampere. */
  supplyOhms: 0.08,
  idleW: { mean: 2.7, low: 2.2, high: 3.1 },
  /** More than idle, with all four cores busy. */
  allCoresW: { mean: 3.7, low: 2, high: 4 },
} as const;

/** @param busyCores 0 to 4, fractions allowed */
export function piWatts(busyCores: number): number {
  return PI_4B.idleW.mean + (PI_4B.allCoresW.mean * busyCores) / PI_4B.cores;
}

export interface EstimatedEnergy {
  readonly gross: Interval;
  readonly aboveIdle: Interval;
}

/**
 * Latency × documented power, J per inference: a guess by the books, to be shown as "estimated".
 * @param latencyMs of one inference
 * @param busyCores that it keeps busy
 */
export function estimatedEnergy(latencyMs: number, busyCores: number): EstimatedEnergy {
  const seconds = latencyMs / 1000;
  const joules = (watts: (figure: 'mean' | 'low' | 'high') => number): Interval => ({
    mean: watts('mean') * seconds,
    low: watts('low') * seconds,
    high: watts('high') * seconds,
  });
  const share = busyCores / PI_4B.cores;
  return {
    gross: joules((figure) => PI_4B.idleW[figure] + PI_4B.allCoresW[figure] * share),
    aboveIdle: joules((figure) => PI_4B.allCoresW[figure] * share),
  };
}

/** The supply's voltage under this load: V² − E·V + R·P = 0. */
export function supplyVoltsAt(watts: number): number {
  const { supplyVolts, supplyOhms } = PI_4B;
  return (supplyVolts + Math.sqrt(supplyVolts ** 2 - 4 * supplyOhms * watts)) / 2;
}

/** Follows what the workers report; power changes at once with the number of busy cores. */
export class ActivityCurve implements PowerCurve {
  private times = [-Infinity];
  private busy = [0];

  /** From now on so many cores are busy; times must not run backwards. */
  setBusy(cores: number, atMs: number): void {
    this.times.push(Math.max(atMs, this.times[this.times.length - 1]));
    this.busy.push(cores);
    if (this.times.length > MOST_CHANGES) this.forget();
  }

  watts(atMs: number): number {
    return piWatts(this.busy[this.indexAt(atMs)]);
  }

  joules(fromMs: number, toMs: number): number {
    let total = 0;
    let at = fromMs;
    for (let i = this.indexAt(fromMs); at < toMs; i++) {
      const end = Math.min(this.times[i + 1] ?? Infinity, toMs);
      total += piWatts(this.busy[i]) * (end - at);
      at = end;
    }
    return total / 1000;
  }

  private indexAt(atMs: number): number {
    let index = this.times.length - 1;
    while (index > 0 && this.times[index] > atMs) index--;
    return index;
  }

  private forget(): void {
    this.times = [-Infinity, ...this.times.slice(-MOST_CHANGES / 2)];
    this.busy = [
      this.busy[this.busy.length - MOST_CHANGES / 2 - 1],
      ...this.busy.slice(-MOST_CHANGES / 2),
    ];
  }
}

const MOST_CHANGES = 2048;
