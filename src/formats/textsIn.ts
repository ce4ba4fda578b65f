import type { Texts } from './graph';

/** Of an object in JSON, what is a text. */
export function textsIn(object: unknown): Texts {
  const entries = Object.entries(typeof object === 'object' ? (object ?? {}) : {});
  return new Map(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
