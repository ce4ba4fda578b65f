/**
 * Which figures may stand on one line. Sizes, multiplications and accuracies belong to the network, wherever they were
 * measured; milliseconds and joules, and a network that was trained for so many seconds, to an environment; the first two also
 * to the number of threads. Two studies that lie over each other are kept apart whatever the axis.
 */
import { trainingStep } from '../pruning/repairs';
import { environmentId, type Environment } from '../study/environment';
import { energyOrigin, latencyOrigin } from '../study/point';
import { telling } from '../study/environmentTraits';
import type { Axis } from './axes';
import type { ChartPoint } from './chartPoint';
import { showsEnergy } from './energyNotice';
import { words } from '../words/words';

/** The environment that the point's place on this axis depends on; null where it depends on none. */
export function environmentOn(axis: Axis, point: ChartPoint): Environment | null {
  if (showsEnergy(axis)) return energyOrigin(point)?.environment ?? null;
  if (axis.of === 'latency') return latencyOrigin(point)?.environment ?? null;
  const timed = trainingStep(point.plan.repair)?.budget.unit === 'seconds';
  return timed ? (point.origin?.environment ?? null) : null;
}

/** That computed an image together where the point's place on this axis depends on it; null where it does not. */
export function threadsOn(axis: Axis, { energy, latencyMs }: ChartPoint): number | null {
  const measured = showsEnergy(axis) ? energy : axis.timed && latencyMs[axis.timed];
  return measured ? (measured.threads ?? 1) : null;
}

/** Equal for points that may be joined and compared on this axis. */
export function placeOn(axis: Axis, point: ChartPoint): string {
  const environment = environmentOn(axis, point);
  const threads = threadsOn(axis, point);
  const over = point.study === undefined ? '' : ` of ${point.study}`;
  return `${environment ? environmentId(environment) : ''}${threads === null ? '' : ` ${threads}`}${over}`;
}

/**
 * Of each place, what sets it apart from the others on this axis; '' where there is only one.
 * @param here installation of the browser that draws; left out in a file
 */
export function placeWords(
  axis: Axis,
  points: readonly ChartPoint[],
  here?: string,
): (point: ChartPoint) => string {
  const told = telling(
    points.flatMap((point) => environmentOn(axis, point) ?? []),
    here,
  );
  const several = threadCounts(axis, points).length > 1;
  return (point) => {
    const environment = environmentOn(axis, point);
    const threads = several ? threadsOn(axis, point) : null;
    const apart = environment ? (told.get(environmentId(environment)) ?? '') : '';
    const place = words.charts.place(apart, threads);
    return point.study === undefined ? place : words.charts.inStudy(point.study, place);
  };
}

/** Ascending. */
export function threadCounts(axis: Axis, points: readonly ChartPoint[]): number[] {
  const counts = new Set(points.flatMap((point) => threadsOn(axis, point) ?? []));
  return [...counts].sort((a, b) => a - b);
}
