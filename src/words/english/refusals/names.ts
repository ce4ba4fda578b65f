/** Models and data sets that may lack a name. */

/** Null where it has none. */
export type Name = string | null;

export function named(name: Name): string {
  return name ?? 'one without a name';
}

export function quoted(name: Name): string {
  return name === null ? named(name) : `“${name}”`;
}
