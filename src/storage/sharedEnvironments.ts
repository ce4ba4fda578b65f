import type { Environment } from '../study/environment';
import type { MeasuredPoint } from '../study/measuredPoint';
import type { Origin } from '../study/point';

/**
 * Points as they come from the storage hold a copy of their environment each; of equal ones, one is kept. What is found out
 * about an environment is then found out once, not for every point.
 */
export function sharedEnvironments(points: readonly MeasuredPoint[]): readonly MeasuredPoint[] {
  const known = new Map<string, Environment>();
  const shared = (origin: Origin): Origin => {
    const text = JSON.stringify(origin.environment);
    const environment = known.get(text) ?? origin.environment;
    known.set(text, environment);
    return { ...origin, environment };
  };
  return points.map((item) => {
    const { origin, latencyOrigin, energy } = item.point;
    const point = {
      ...item.point,
      origin: shared(origin),
      ...(latencyOrigin && { latencyOrigin: shared(latencyOrigin) }),
      energy: energy?.origin ? { ...energy, origin: shared(energy.origin) } : energy,
    };
    return { ...item, point };
  });
}
