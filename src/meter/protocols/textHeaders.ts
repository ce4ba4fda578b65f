/** Names of columns and their units, from header rows and labels. */
import { roleOf } from './textNames';
import { UNIT } from './textUnits';

export interface Column {
  readonly key: string;
  readonly unit: string | null;
}

/** Behind the name, or before what the name is of: `Main Current (A) - Arc`. */
const UNIT_IN_BRACKETS = new RegExp(
  `^(.*?)\\s*[[(]\\s*(${UNIT}|min|minutes|h|hrs?|hours)\\s*[\\])](?:\\s*-\\s*(.+))?$`,
  'iu',
);
const UNIT_AFTER_NAME = new RegExp(
  `^(.+?)(?:[\\s_/-]+|,\\s*)(?:in\\s+)?([mkunµμ]?(?:V|A|W)|[munµμ]s|s|secs?|seconds|(?:milli|micro)?(?:volt|amp|watt|second)s?|mAh|mWh|Ah|Wh|As|Ws)$`,
  'iu',
);

const UNIT_ALONE =
  /^(?:[mkuµμ](?:V|A|W)|(?:milli|micro|kilo)?(?:volts?|amp(?:ere)?s?|watts?)|[mu]s)$/iu;
const UNIT_IN_CAMEL = /^(.*\p{Ll})([mu][VAW]|M[aAvVwW]|Milli(?:volt|amp|watt)s?)$/u;

/** `Current[mA]`, `bus_v (V)`, `cur mA`, `current_A`, `currentMa` and `milliamps` carry their unit. */
export function columnOf(label: string): Column {
  const text = label
    .trim()
    .replace(/^["'#\s]+|["']$/g, '')
    .trim();
  const match =
    UNIT_IN_BRACKETS.exec(text) ?? UNIT_AFTER_NAME.exec(text) ?? UNIT_IN_CAMEL.exec(text);
  if (match && match[1].trim() !== '') {
    const [, name, unit, of] = match;
    return { key: of === undefined ? name.trim() : `${name.trim()} - ${of}`, unit };
  }
  return { key: text, unit: UNIT_ALONE.test(text) ? text : null };
}

/** Null: one word alone names no columns. */
export function headerOf(line: string, tokens: readonly string[]): readonly Column[] | null {
  const apart = line.includes(',') ? [] : line.split(/\s{2,}/);
  const names = apart.length > 1 ? apart : tokens;
  return names.length > 1 ? distinct(names.map(columnOf)) : null;
}

const UNIT_CELL = new RegExp(`^[[(]?\\s*(${UNIT})\\s*[\\])]?$`, 'iu');

/** A row of units under a row of names: both together; null where it is no such row. */
export function withUnits(
  header: readonly Column[] | null,
  row: readonly Column[],
): readonly Column[] | null {
  if (header?.length !== row.length) return null;
  const units = row.map(({ key }) => UNIT_CELL.exec(key)?.[1]);
  if (units.includes(undefined)) return null;
  return header.map(({ key }, i) => ({ key, unit: units[i]! }));
}

/** The header's columns for a row; what the logger's time was called stands first and is left out. */
export function fitting(
  header: readonly Column[] | null,
  count: number,
  stamped: boolean,
): readonly Column[] | null {
  if (header?.length === count) return header;
  const late = header?.slice(-count) ?? [];
  const before = header?.slice(0, -count) ?? [];
  const named =
    stamped && before.length <= 2 && before.every(({ key }) => roleOf(key) === 'timeMs');
  return named && late.length === count ? late : null;
}

/** Two columns of one name belong to two channels. */
export function distinct<Named extends Column>(columns: readonly Named[]): Named[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const times = (seen.get(column.key) ?? 0) + 1;
    seen.set(column.key, times);
    return times === 1 ? column : { ...column, key: `${column.key} (${times})` };
  });
}
