/** Checks of foreign JSON: each gives null, or a note that names the first field that is wrong. */
import type { Note } from './outcome';

export type Check = (value: unknown, path: string) => Note | null;

/** @param what code and values of what completes "… is not …". */
export function is(what: Note, holds: (value: unknown) => boolean): Check {
  return (value, path) => (holds(value) ? null : wrong(path, value, what));
}

export const text = is(a('is-text'), (value) => typeof value === 'string');
export const truth = is(a('is-truth'), (value) => typeof value === 'boolean');
/** Whole numbers that JSON keeps exactly. */
export const count = is(
  a('is-whole', { least: 0, most: null }),
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);
export const amount = is(
  a('is-number-from', { least: 0, most: null }),
  (value) => Number.isFinite(value) && (value as number) >= 0,
);

/** A whole number in [least, most]. */
export function wholeFrom(least: number, most: number): Check {
  const holds = (value: unknown) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  return is(a('is-whole', { least, most }), holds);
}

/** All of `fields` have to be there; others are allowed, so that older readers read newer files. */
export function object(fields: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return wrong(path || 'file', value, a('is-object'));
    }
    const record = value as Record<string, unknown>;
    return firstOf(Object.entries(fields), ([name, check]) =>
      check(record[name], path === '' ? name : `${path}.${name}`),
    );
  };
}

export function list(item: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? firstOf([...value.entries()], ([i, element]) => item(element, `${path}[${i}]`))
      : wrong(path, value, a('is-list'));
}

export function nullable(check: Check): Check {
  return (value, path) => (value === null ? null : check(value, path));
}

export function optional(check: Check): Check {
  return (value, path) => (value === undefined ? null : check(value, path));
}

/** The first complaint of several checks of the same value. */
export function both(first: Check, second: Check): Check {
  return (value, path) => first(value, path) ?? second(value, path);
}

/** The room of words, which has the sentences, is above this one. */
function a(code: string, values: Note['values'] = {}): Note {
  return { code, values };
}

function firstOf<T>(items: readonly T[], complaint: (item: T) => Note | null): Note | null {
  for (const item of items) {
    const found = complaint(item);
    if (found !== null) return found;
  }
  return null;
}

function wrong(path: string, value: unknown, what: Note): Note {
  return { code: 'field', values: { path, value: JSON.stringify(value), what } };
}
