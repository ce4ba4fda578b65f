/** Points of another model or other data are no points of our curves. */
import { nameOf, sameBundle, type Bundle, type Environment } from './environment';
import type { OperatingPoint } from './record';

export interface Imported {
  /** Of this model and these data, measured here or elsewhere. */
  readonly fitting: readonly OperatingPoint[];
  /** One sentence for each model or data set whose points are left out. */
  readonly refusals: readonly string[];
}

export function sortImported(points: readonly OperatingPoint[], here: Environment): Imported {
  const fitting: OperatingPoint[] = [];
  const counts = new Map<string, number>();
  for (const point of points) {
    const why = strangeness(point.origin.environment, here);
    if (why === null) fitting.push(point);
    else counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const refusals = [...counts].map(
    ([why, count]) => `${count === 1 ? '1 point is' : `${count} points are`} left out: ${why}.`,
  );
  return { fitting, refusals };
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

/** Two of one name are told apart by a checksum. */
function differing(theirs: Bundle, ours: Bundle): string {
  const [a, b] = [nameOf(theirs), nameOf(ours)];
  if (a !== b) return `“${a}”, but the page shows “${b}”`;
  const file = Object.keys(theirs.checksums).find(
    (name) => name in ours.checksums && theirs.checksums[name] !== ours.checksums[name],
  );
  const sum = ({ checksums }: Bundle) => (file ? `${checksums[file].slice(0, 12)}…` : 'unknown');
  return `“${a}” whose ${file ?? 'files'} is ${sum(theirs)}, but the page shows one whose is ${sum(ours)}`;
}
