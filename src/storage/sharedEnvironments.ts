import type { Environment } from '../study/environment';
import type { Origin } from '../study/point';
import type { StoredPoint } from './storedPoint';

/**
 * Points as they come from the storage hold a copy of their environment each; of equal ones, one is kept. What is found out
 * about an environment is then found out once, not for every point.
 */
export function sharedEnvironments(rows: readonly StoredPoint[]): readonly StoredPoint[] {
  const known = new Map<string, Environment>();
  const shared = (origin: Origin): Origin => {
    const text = JSON.stringify(origin.environment);
    const environment = known.get(text) ?? origin.environment;
    known.set(text, environment);
    return { ...origin, environment };
  };
  return rows.map((row) => {
    const { origin, latencyOrigin, energy } = row.point;
    const point = {
      ...row.point,
      // Early versions kept none.
      ...(origin && { origin: shared(origin) }),
      ...(latencyOrigin && { latencyOrigin: shared(latencyOrigin) }),
      energy: energy?.origin ? { ...energy, origin: shared(energy.origin) } : energy,
    };
    return { ...row, point };
  });
}
