/** How far the machine's own speed moved between timings: the dense network does the same work in each of them. */
import { groupBy } from '../base/groupBy';
import { RUNTIMES, runtimeRow, type RuntimeId } from './runtimes';
import { isDense } from '../pruning/repairs';
import { environmentId } from './environment';
import { latencyOrigin, type OperatingPoint } from './point';
import { words } from '../words/words';
import { inWords } from '../words/inWords';

type Timed = Pick<OperatingPoint, 'plan' | 'latencyMs'> &
  Partial<Pick<OperatingPoint, 'origin' | 'latencyOrigin'>>;

/** A dense network that moved by less is not worth a word. */
const NOTEWORTHY = 1.1;

export interface DenseDrift {
  readonly runtime: RuntimeId;
  /** Medians of the dense network at the fastest and at the slowest timing, ms. */
  readonly fastest: number;
  readonly slowest: number;
}

/**
 * On each runtime where the dense network's time moved by more than 10 % in one environment and on as many threads: two
 * machines may differ.
 */
export function denseDrifts(points: readonly Timed[]): DenseDrift[] {
  return RUNTIMES.flatMap(({ id: runtime }) => {
    const drifts = byPlace(points, runtime).flatMap((own) => drift(own, runtime) ?? []);
    const most = drifts.sort((a, b) => b.slowest / b.fastest - a.slowest / a.fastest).at(0);
    return most && most.slowest > NOTEWORTHY * most.fastest ? [most] : [];
  });
}

function drift(points: readonly Timed[], runtime: RuntimeId): DenseDrift | null {
  const times = points.flatMap((point) => denseTime(point, runtime) ?? []);
  if (times.length === 0) return null;
  return { runtime, fastest: Math.min(...times), slowest: Math.max(...times) };
}

function byPlace<T extends Timed>(points: readonly T[], runtime: RuntimeId): T[][] {
  const places = groupBy(points, (point) => {
    const origin = latencyOrigin(point);
    const threads = point.latencyMs[runtime]?.threads ?? 1;
    return `${origin ? environmentId(origin.environment) : ''} ${threads}`;
  });
  return [...places.values()];
}

/** By runtime, how much slower the machine was than in its fastest timing: 0.25 for a quarter; 10 % and less are left out. */
export type Slowness = Readonly<Partial<Record<RuntimeId, number>>>;

/** Of each of the points whose milliseconds the machine's own pace has touched, against its fellows of one environment. */
export function slowness<T extends Timed>(points: readonly T[]): ReadonlyMap<T, Slowness> {
  const slow = new Map<T, Slowness>();
  for (const { id: runtime } of RUNTIMES)
    for (const own of byPlace(points, runtime)) {
      const fastest = drift(own, runtime)?.fastest ?? 0;
      for (const point of own) {
        const factor = (denseTime(point, runtime) ?? fastest) / fastest;
        if (factor > NOTEWORTHY) slow.set(point, { ...slow.get(point), [runtime]: factor - 1 });
      }
    }
  return slow;
}

/** One sentence for each runtime that is named; none where the dense network kept its pace. */
export function driftSentences(points: readonly Timed[]): string[] {
  return denseDrifts(points).map(({ runtime, fastest, slowest }) => {
    const { label } = inWords('runtimes', runtimeRow(runtime));
    return words.comparisons.drift({ runtime: label, fastest, slowest });
  });
}

function denseTime({ plan, latencyMs }: Timed, runtime: RuntimeId): number | null {
  const timed = latencyMs[runtime];
  return timed?.vsDense?.denseMedian ?? (isDense(plan) ? timed?.median : null) ?? null;
}
