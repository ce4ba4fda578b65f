/** Ratios given by hand to single channel sets or layers; 0 leaves one out. */
import type { Scope } from './scope';
import type { Network } from '../model/network';
import type { Method } from './methods';
import type { Ratios } from './plan';
import { prunableLayers, setsInScope } from './scope';

/** What of a network a method can be given ratios for: channel sets in scope, or 1×1 convolutions; as an image passes them. */
export function ratioUnits(
  { criterion }: Method,
  scope: Scope,
  network: Network,
): readonly string[] {
  const units =
    criterion.kind === 'channels' ? setsInScope(network, scope) : prunableLayers(network);
  return units.map(({ name }) => name);
}

/**
 * Those that the method has in the scope, sorted by name; undefined where none is left.
 * @param network null while it is not known: then all names are taken
 */
export function fittingRatios(
  method: Method,
  scope: Scope,
  ratios: Ratios | undefined,
  network: Network | null,
): Ratios | undefined {
  const units = network && ratioUnits(method, scope, network);
  const fits = ([name, ratio]: [string, number]) =>
    (units?.includes(name) ?? true) && (!method.levels || method.levels.includes(ratio));
  const own = entriesOf(ratios).filter(fits);
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/** Null where none is given. */
export function ratioOf(ratios: Ratios | undefined, name: string): number | null {
  return ratios && Object.hasOwn(ratios, name) ? ratios[name] : null;
}

/** The ratios with another one for `name`, or with none for it. */
export function withRatio(
  ratios: Ratios | undefined,
  name: string,
  ratio: number | null,
): Ratios | undefined {
  const others = entriesOf(ratios).filter(([other]) => other !== name);
  const all = ratio === null ? others : [...others, [name, ratio] as const];
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** Sorted by name. */
export function entriesOf(ratios: Ratios | undefined): [string, number][] {
  return Object.entries(ratios ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
