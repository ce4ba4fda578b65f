/** A checkpoint or a data set, by its name and by what it is made of. */
export interface Bundle {
  /** Folder that it is loaded from. */
  readonly id: string | null;
  readonly name: string | null;
  /** SHA-256 of each file's content, by file name; none where the browser could not compute them. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** The data set of a network that came without one. */
export const NO_PICTURES: Bundle = { id: 'no-pictures', name: null, checksums: {} };

export const UNKNOWN_BUNDLE: Bundle = { id: null, name: null, checksums: {} };

/** Whether both are one model, or one data set: by content where that is known of both, else by id, else by name. */
export function sameBundle(a: Bundle, b: Bundle): boolean {
  const common = Object.keys(a.checksums).filter((file) => Object.hasOwn(b.checksums, file));
  if (common.length > 0) return common.every((file) => a.checksums[file] === b.checksums[file]);
  if (a.id !== null && b.id !== null) return a.id === b.id;
  return a.name !== null && a.name === b.name;
}

/** Its id where it has no name; null where it has neither. */
export function nameOf({ name, id }: Bundle): string | null {
  return name ?? id;
}
