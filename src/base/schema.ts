/**
 * Schemas of foreign JSON, by Valibot: what is read has the listed fields alone, so that older readers read newer files and
 * nothing unknown comes further; what is wrong is a note that names the first field.
 */
import * as v from 'valibot';
import type { Note, Outcome } from './outcome';

export type Schema<T = unknown> = v.GenericSchema<unknown, T>;
type Entries = Readonly<Record<string, Schema>>;

/** Valibot's messages are texts. @param code of what completes "… is not …" */
export function what(code: string, values: Note['values'] = {}): string {
  return JSON.stringify({ code, values });
}

const WHOLE = what('is-whole', { least: 0, most: null });
const AMOUNT = what('is-number-from', { least: 0, most: null });
const OBJECT = what('is-object');

/** Enough for whatever a program says of itself. */
export const text = textWithin(10_000);
export const truth = v.boolean(what('is-truth'));
export const number = v.pipe(v.number(what('is-number')), v.finite(what('is-number')));
/** Whole numbers that JSON keeps exactly. */
export const count = v.pipe(v.number(WHOLE), v.safeInteger(WHOLE), v.minValue(0, WHOLE));
export const amount = v.pipe(v.number(AMOUNT), v.finite(AMOUNT), v.minValue(0, AMOUNT));

/** @param most characters: longer ones would fill the page */
export function textWithin(most: number) {
  const told = what('is-text-within', { most });
  return v.pipe(v.string(what('is-text')), v.maxLength(most, told));
}

/** A share in [least, most]. */
export function shareFrom(least: number, most: number) {
  const told = what('is-share', { least, most });
  return v.pipe(v.number(told), v.minValue(least, told), v.maxValue(most, told));
}

export function oneOf<const T extends string | number>(choices: readonly T[]) {
  return v.picklist(choices, what('is-one-of', { choices }));
}

export function list<S extends Schema>(item: S) {
  return v.array(item, what('is-list'));
}

/** Of names that are not known; those of an object's own prototype are left out. */
export function byName<S extends Schema>(value: S) {
  return v.pipe(noList, v.record(v.string(), value));
}

/** All of the fields have to be there, but for optional ones. */
export function object<E extends Entries>(fields: E) {
  return v.pipe(noList, v.object(fields, missingOf(fields)));
}

/** As `object`, and what else is there comes along. */
export function openObject<E extends Entries>(fields: E) {
  return v.pipe(noList, v.looseObject(fields, missingOf(fields)));
}

/** To Valibot, a list is an object. */
const noList = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  OBJECT,
);

/** What a missing field should be. */
function missingOf(fields: Entries) {
  return ({ path }: Pick<v.BaseIssue<unknown>, 'path'>) => messageOf(fields[String(path?.[0].key)]);
}

function messageOf(schema: Schema): string {
  const { message, wrapped } = schema as { message?: string; wrapped?: Schema };
  return message ?? (wrapped ? messageOf(wrapped) : OBJECT);
}

/** Refused with the note of what is wrong first. */
export function checked<T>(schema: Schema<T>, value: unknown): Outcome<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success
    ? { ok: true, value: result.output }
    : { ok: false, ...troubleOf(result.issues[0]) };
}

/** A note that is no word for a field, as of a plan that cannot be, stands as the cause. */
function troubleOf({ path, input, message }: v.BaseIssue<unknown>): Note {
  const told = JSON.parse(message) as Note;
  const place = pathText(path?.map(({ key }) => key) ?? []);
  return told.code.startsWith('is-')
    ? { code: 'field', values: { path: place || 'file', value: shown(input), what: told } }
    : { code: 'field-plan', values: { path: place, cause: told } };
}

/** `points[2].plan` */
function pathText(keys: readonly unknown[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

const MOST_SHOWN = 200;

/** As it stands in the file, or its beginning; of what is too deep, that it is there. */
function shown(value: unknown): string | undefined {
  try {
    const part = typeof value === 'string' ? value.slice(0, MOST_SHOWN + 1) : value;
    const whole = JSON.stringify(part) as string | undefined;
    return whole && whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}…` : whole;
  } catch {
    return '…';
  }
}
