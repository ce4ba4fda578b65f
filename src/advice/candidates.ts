/** What can be recommended: each network once, with what is known of it. */
import { energyKey } from '../study/measuredPoint';
import { finalAccuracy, type OperatingPoint } from '../study/point';
import type { Uncertain } from '../study/uncertain';
import type { Place } from './place';
import { QUANTITIES, type QuantityId } from './quantities';

export interface Candidate {
  readonly point: OperatingPoint;
  /** Null what is not known of it in this place. */
  readonly quantities: Readonly<Record<QuantityId, Uncertain | null>>;
}

/** Of points of one network that with the most pictures, and the newest of these. */
export function candidates(points: readonly OperatingPoint[], place: Place): Candidate[] {
  const networks = new Map<string, OperatingPoint>();
  for (const point of points) {
    const key = energyKey(point.plan);
    const known = networks.get(key);
    if (!known || finalAccuracy(point).total >= finalAccuracy(known).total)
      networks.set(key, point);
  }
  return [...networks.values()].map((point) => candidate(point, place));
}

function candidate(point: OperatingPoint, place: Place): Candidate {
  const known = QUANTITIES.map(({ id, of }) => [id, of(point, place)]);
  return { point, quantities: Object.fromEntries(known) as Candidate['quantities'] };
}
