/** Checks of foreign JSON: each gives null, or one sentence that names the first field that is wrong. */

export type Check = (value: unknown, path: string) => string | null;

/** `what` completes "… is not …". */
export function is(what: string, holds: (value: unknown) => boolean): Check {
  return (value, path) =>
    holds(value) ? null : `invalid ${path}: ${JSON.stringify(value)} is not ${what}`;
}

export const text = is('a text', (value) => typeof value === 'string');
export const truth = is('true or false', (value) => typeof value === 'boolean');
/** Whole numbers that JSON keeps exactly. */
export const count = is(
  'a whole number of at least 0',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);
export const amount = is(
  'a number of at least 0',
  (value) => Number.isFinite(value) && (value as number) >= 0,
);

/** All of `fields` have to be there; others are allowed, so that older readers read newer files. */
export function object(fields: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return `invalid ${path || 'file'}: ${JSON.stringify(value)} is not an object`;
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
      : `invalid ${path}: ${JSON.stringify(value)} is not a list`;
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

function firstOf<T>(items: readonly T[], complaint: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = complaint(item);
    if (found !== null) return found;
  }
  return null;
}
