/** Languages that do not say everything yet: what they lack is said in English. */
import type { Words } from './words';

/** Of a table of sentences: some of it. */
export type Part<T> = T extends ((...values: never[]) => unknown) | readonly unknown[] | string
  ? T
  : { readonly [Id in keyof T]?: Part<T[Id]> };

export type Room<Id extends keyof Words> = Part<Words[Id]>;

export function completed<T>(own: Part<T> | undefined, english: T): T {
  if (own === undefined) return english;
  if (typeof english !== 'object' || english === null || Array.isArray(english)) return own as T;
  const parts = own as Record<string, Part<unknown>>;
  const said = Object.entries(english).map(([id, word]) => [id, completed(parts[id], word)]);
  return Object.fromEntries(said) as T;
}
