/** Modelle und Datensätze, denen ein Name fehlen kann. */
import type { Name } from '../../english/refusals/names';

export function named(name: Name): string {
  return name ?? 'ohne Namen';
}

export function quoted(name: Name): string {
  return name === null ? named(name) : `„${name}“`;
}
