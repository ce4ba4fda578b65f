/** Points of another model or other data are no points of our curves, nor is what cannot be true. */
import type { Note } from '../base/outcome';
import type { Network } from '../model/network';
import { planName } from '../pruning/planName';
import { unknownUnit } from '../pruning/validatePlan';
import { nameOf, sameBundle, type Bundle } from '../subject/bundle';
import { note } from '../words/refusal';
import type { Environment } from './environment';
import { pointContradiction } from './pointContradiction';
import { energyOrigin, latencyOrigin, type OperatingPoint } from './point';

export interface Imported {
  /** Of this model and these data, measured here or elsewhere. */
  readonly fitting: readonly OperatingPoint[];
  /** One for each model or data set, and for each contradiction, whose points are left out. */
  readonly refusals: readonly Note[];
}

/** @param network that the page shows: points may give ratios to its channel sets and layers alone */
export function sortImported(
  points: readonly OperatingPoint[],
  here: Environment,
  network: Network,
): Imported {
  const fitting: OperatingPoint[] = [];
  const left = new Map<string, { readonly why: Note; readonly count: number }>();
  for (const point of points) {
    const why = whyNot(point, here, network);
    if (why === null) fitting.push(point);
    else {
      const key = JSON.stringify(why);
      left.set(key, { why, count: (left.get(key)?.count ?? 0) + 1 });
    }
  }
  const refusals = [...left.values()].map(({ why, count }) =>
    note('points-left-out', { count, cause: why }),
  );
  return { fitting, refusals };
}

/** A latency or joules may have been taken elsewhere than the accuracy: they are of our model too, or the point is not. */
function whyNot(point: OperatingPoint, here: Environment, network: Network): Note | null {
  const origins = [point.origin, latencyOrigin(point), energyOrigin(point)];
  for (const origin of origins) {
    const why = origin && strangeness(origin.environment, here);
    if (why) return why;
  }
  const cause = pointContradiction(point) ?? unknownUnit(network, point.plan);
  return cause && note('point-contradiction', { point: planName(point.plan), cause });
}

/** Null where a point of this environment belongs to our curves. */
function strangeness({ model, dataset }: Environment, here: Environment): Note | null {
  if (!sameBundle(model, here.model))
    return note('point-of-model', { cause: differing(model, here.model) });
  if (!sameBundle(dataset, here.dataset))
    return note('point-of-dataset', { cause: differing(dataset, here.dataset) });
  return null;
}

/** Two of one name are told apart by a checksum, or where there is none by their ids. */
function differing(theirs: Bundle, ours: Bundle): Note {
  const [a, b] = [nameOf(theirs), nameOf(ours)];
  if (a !== b) return note('bundle-names', { theirs: a, ours: b });
  const file = Object.keys(theirs.checksums).find(
    (name) =>
      Object.hasOwn(ours.checksums, name) && theirs.checksums[name] !== ours.checksums[name],
  );
  if (file === undefined) return note('bundle-ids', { name: a, theirs: theirs.id, ours: ours.id });
  const sum = ({ checksums }: Bundle) => checksums[file].slice(0, 12);
  return note('bundle-checksums', { name: a, file, theirs: sum(theirs), ours: sum(ours) });
}
