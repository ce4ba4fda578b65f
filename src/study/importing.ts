/** Points of another model or other data are no points of our curves, nor is what cannot be true. */
import { planName } from '../pruning/planName';
import { nameOf, sameBundle, type Bundle } from '../subject/bundle';
import type { Environment } from './environment';
import { pointContradiction } from './pointContradiction';
import { energyOrigin, latencyOrigin, type OperatingPoint } from './point';

export interface Imported {
  /** Of this model and these data, measured here or elsewhere. */
  readonly fitting: readonly OperatingPoint[];
  /** One sentence for each model or data set, and for each contradiction, whose points are left out. */
  readonly refusals: readonly string[];
}

export function sortImported(points: readonly OperatingPoint[], here: Environment): Imported {
  const fitting: OperatingPoint[] = [];
  const counts = new Map<string, number>();
  for (const point of points) {
    const why = whyNot(point, here);
    if (why === null) fitting.push(point);
    else counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const refusals = [...counts].map(
    ([why, count]) => `${count === 1 ? '1 point is' : `${count} points are`} left out: ${why}.`,
  );
  return { fitting, refusals };
}

/** A latency or joules may have been taken elsewhere than the accuracy: they are of our model too, or the point is not. */
function whyNot(point: OperatingPoint, here: Environment): string | null {
  const origins = [point.origin, latencyOrigin(point), energyOrigin(point)];
  for (const origin of origins) {
    const why = origin && strangeness(origin.environment, here);
    if (why) return why;
  }
  const contradiction = pointContradiction(point);
  return contradiction && `${planName(point.plan)} contradicts itself: ${contradiction}`;
}

/** Null where a point of this environment belongs to our curves. */
function strangeness({ model, dataset }: Environment, here: Environment): string | null {
  if (!sameBundle(model, here.model)) {
    const which = differing(model, here.model);
    return `measured with the model ${which}; choose that model, then import the file again`;
  }
  if (!sameBundle(dataset, here.dataset))
    return `measured on the data set ${differing(dataset, here.dataset)}`;
  return null;
}

/** Two of one name are told apart by a checksum, or where there is none by their ids. */
function differing(theirs: Bundle, ours: Bundle): string {
  const [a, b] = [nameOf(theirs), nameOf(ours)];
  if (a !== b) return `“${a}”, but the page shows “${b}”`;
  const file = Object.keys(theirs.checksums).find(
    (name) =>
      Object.hasOwn(ours.checksums, name) && theirs.checksums[name] !== ours.checksums[name],
  );
  if (file === undefined)
    return `“${a}” with the id ${theirs.id}, but the page shows one with the id ${ours.id}`;
  const sum = ({ checksums }: Bundle) => `${checksums[file].slice(0, 12)}…`;
  return `“${a}” whose ${file} is ${sum(theirs)}, but the page shows one whose is ${sum(ours)}`;
}
