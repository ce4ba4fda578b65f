/** The column of times of a log, and its times in ms. */
import { LOG_TIME, type Field } from './protocols/textFields';
import { roleOf, wordsOf } from './protocols/textNames';
import { resolutionOf } from './protocols/textClock';
import { DAY_MS } from './protocols/textStamps';
import { normalUnit, UNIT_SCALES } from './protocols/textUnits';

export interface TimeColumn {
  readonly key: string;
  /** value × scale = ms. */
  readonly scale: number;
}

/** @param records the first rows that hold numbers; null where no column grows as time does */
export function timeColumnOf(records: readonly (readonly Field[])[]): TimeColumn | null {
  const columns = (records[0] ?? []).map(({ key }) => {
    const fields = records.flatMap((fields) => fields.find((field) => field.key === key) ?? []);
    return { key, fields, scale: scaleOf(key, fields) };
  });
  const growing = columns.filter(({ key, fields }) => isTime(key, fields) && grows(fields));
  const [best] = growing.sort(
    (a, b) => repeats(a.fields) - repeats(b.fields) || fineness(a) - fineness(b),
  );
  return best ? { key: best.key, scale: best.scale } : null;
}

/** Times that stand still are spread up to the next; at midnight the day begins anew. */
export function evenTimes(timesMs: readonly number[]): number[] {
  const times = [...timesMs];
  let from = 0;
  for (let i = 1; i <= times.length; i++) {
    if (i < times.length && times[i] === times[from]) continue;
    const until =
      i < times.length ? times[i] : times[from] + (from > 0 ? times[from] - timesMs[from - 1] : 0);
    const begin = times[from];
    for (let k = from; k < i; k++) times[k] = begin + ((until - begin) * (k - from)) / (i - from);
    from = i;
  }
  return times;
}

/** A time of day that falls by most of a day has passed midnight. */
export function afterMidnight(ms: number, beforeMs: number): number {
  return beforeMs - ms > DAY_MS / 2 && beforeMs < 40 * DAY_MS
    ? ms + DAY_MS * Math.round((beforeMs - ms) / DAY_MS)
    : ms;
}

/** `T (°C)` is none, whatever `T` may stand for elsewhere. */
function isTime(key: string, fields: readonly Field[]): boolean {
  const [{ unit, resolutionMs }] = fields;
  if (key === LOG_TIME || resolutionMs !== undefined) return true;
  if (unit !== null && !(normalUnit(unit) in UNIT_SCALES.timeMs)) return false;
  return roleOf(key) === 'timeMs' || key === '1';
}

function grows(fields: readonly Field[]): boolean {
  const values = fields.map(({ value }) => value);
  const rising = values.filter((value, i) => i > 0 && value >= values[i - 1]).length;
  return values.at(-1)! > values[0] && rising >= 0.8 * (values.length - 1);
}

function repeats(fields: readonly Field[]): number {
  return fields.length - new Set(fields.map(({ value }) => value)).size;
}

function fineness({
  fields,
  scale,
}: {
  readonly fields: readonly Field[];
  readonly scale: number;
}): number {
  const [{ resolutionMs, text, value }] = fields;
  return resolutionMs ?? scale * resolutionOf(text ?? String(value));
}

/**
 * By the unit or the name; by the size where neither tells: seconds, milliseconds or microseconds since 1970, or since
 * the start.
 */
function scaleOf(key: string, fields: readonly Field[]): number {
  const [{ unit, value, resolutionMs }] = fields;
  if (resolutionMs !== undefined) return 1;
  const scale = unit === null ? undefined : UNIT_SCALES.timeMs[normalUnit(unit)];
  if (scale !== undefined) return scale;
  if (value > 1e14) return 1e-3;
  if (value > 1e11) return 1;
  const named = scaleOfName(key);
  if (named !== null) return named;
  if (isSpreadsheetDays(fields)) return DAY_MS;
  if (value > 1e8 || fields.some((field) => !Number.isInteger(field.value))) return 1000;
  return stepOf(fields) >= LEAST_STEP_MS ? 1 : 1000;
}

/** `Time(100us)` counts in steps of its own; `Seconds`, `millis`, `Mikrosekunden` say what they are. */
function scaleOfName(key: string): number | null {
  const [, count, unit] = /[[(]\s*(\d+)\s*([mun]?s)\s*[\])]/i.exec(key) ?? [];
  if (count !== undefined) return Number(count) * UNIT_SCALES.timeMs[unit.toLowerCase()];
  const words = wordsOf(key);
  return NAMED.find(([name]) => words.some((word) => name.test(word)))?.[1] ?? null;
}

const NAMED: readonly [RegExp, number][] = [
  [/^mill?i(?:s|se[ckg]\p{L}*)$/u, 1],
  [/^mi[ck]ro(?:s|se[ckg]\p{L}*)$/u, 1e-3],
  [/^(?:s|se[ckg]|secs|se[ckg][ou]nd\p{L}*)$/u, 1000],
];

/** Days since 1900, of 2000 to 2100, as spreadsheets keep times: seconds would be thousands of rows each. */
function isSpreadsheetDays(fields: readonly Field[]): boolean {
  const [{ value }] = fields;
  return value > 36_526 && value < 73_051 && stepOf(fields) < MOST_STEP_DAYS;
}

function stepOf(fields: readonly Field[]): number {
  const steps = fields.slice(1).map((field, i) => field.value - fields[i].value);
  return steps.sort((a, b) => a - b)[steps.length >> 1];
}

const LEAST_STEP_MS = 5;
const MOST_STEP_DAYS = 5e-4;
