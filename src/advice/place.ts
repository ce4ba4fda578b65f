/** The machine that advice is for: times and joules of other machines, runtimes or numbers of threads say nothing of it. */
import type { EnergySource } from '../meter/energy/energyRecord';
import { isDense } from '../pruning/repairs';
import { environmentId } from '../study/environment';
import { energyOrigin, finalAccuracy, latencyOrigin, type OperatingPoint } from '../study/point';
import { paceOf, type Pace } from '../study/pointQuantities';
import type { Proportion } from '../study/proportion';
import { runtimeOf, RUNTIMES, USUAL_RUNTIME, type RuntimeId } from '../study/runtimes';

export interface Place {
  /** `environmentId`; null where nothing was timed or metered anywhere. */
  readonly environment: string | null;
  readonly runtime: RuntimeId;
  readonly threads: number;
  /** Of its dense network. */
  readonly pace: Pace | null;
  /** Answers of the dense network, the most of them; null where it answered none. */
  readonly dense: Proportion | null;
  /** A guess beats no measurement: joules of the best source that there is. */
  readonly source: EnergySource | null;
}

export type AskedPlace = Pick<Place, 'environment' | 'runtime' | 'threads'>;

const SOURCES: readonly EnergySource[] = ['measured', 'simulated', 'estimated'];

export function placeOf(points: readonly OperatingPoint[], asked: AskedPlace): Place {
  const bare = { ...asked, pace: null, dense: null, source: null };
  const timed = points.filter((point) => isTimedIn(bare, point));
  const sources = points.filter((point) => isPoweredIn(bare, point));
  const source = SOURCES.find((id) => sources.some(({ energy }) => energy?.source === id));
  const pace = paceOf(timed, asked.runtime);
  return { ...asked, pace, dense: denseAnswers(points), source: source ?? null };
}

/** Where most of the points were timed. */
export function usualPlace(points: readonly OperatingPoint[]): AskedPlace {
  const places = points.flatMap(timedPlaces);
  const counts = new Map<string, { place: AskedPlace; times: number }>();
  for (const place of places) {
    const key = JSON.stringify(place);
    const times = (counts.get(key)?.times ?? 0) + 1;
    counts.set(key, { place, times });
  }
  const [most] = [...counts.values()].sort((a, b) => b.times - a.times);
  return most?.place ?? { environment: null, runtime: USUAL_RUNTIME, threads: 1 };
}

/** The usual runtime comes first, for where all are equally many. */
function timedPlaces(point: OperatingPoint): AskedPlace[] {
  const origin = latencyOrigin(point);
  const environment = origin && environmentId(origin.environment);
  const runtimes = [...RUNTIMES].sort(
    (a, b) => Number(b.id === USUAL_RUNTIME) - Number(a.id === USUAL_RUNTIME),
  );
  return runtimes.flatMap(({ id: runtime }) => {
    const timed = point.latencyMs[runtime];
    return timed ? [{ environment, runtime, threads: timed.threads ?? 1 }] : [];
  });
}

export function isTimedIn(place: Place, point: OperatingPoint): boolean {
  const timed = point.latencyMs[runtimeOf(point.plan, place.runtime)];
  const origin = latencyOrigin(point);
  const here = origin !== null && environmentId(origin.environment) === place.environment;
  return here && (timed?.threads ?? 1) === place.threads;
}

export function isMeteredIn(place: Place, point: OperatingPoint): boolean {
  return point.energy?.source === place.source && isPoweredIn(place, point);
}

function isPoweredIn(place: Place, point: OperatingPoint): boolean {
  const { energy } = point;
  const origin = energyOrigin(point);
  if (!energy || !origin) return false;
  const runtime = energy.runtime ?? place.runtime;
  return (
    environmentId(origin.environment) === place.environment &&
    runtime === runtimeOf(point.plan, place.runtime) &&
    (energy.threads ?? 1) === place.threads
  );
}

function denseAnswers(points: readonly OperatingPoint[]): Proportion | null {
  const answers = points.filter(({ plan }) => isDense(plan)).map(finalAccuracy);
  const most = answers.sort((a, b) => b.total - a.total).at(0);
  return most && most.total > 0 ? most : null;
}
