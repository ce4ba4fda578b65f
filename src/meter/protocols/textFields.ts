/** One line of text from a board or a log → named numbers. */
import { MISSING, NUMBER, readNumber } from './textNumbers';
import { tokensOf, VALUE } from './textRows';
import { readStamp, withoutLead, type Stamp } from './textStamps';
import { cleaned, bare } from './textCleaning';
import { columnOf, distinct, fitting, headerOf, type Column } from './textHeaders';
import { channelOf, isForeign, roleOf } from './textNames';
import { normalUnit, UNIT, UNIT_SCALES, type Role } from './textUnits';

export interface Field {
  /** Name as it stands in the line or header, or the column's number from 1. */
  readonly key: string;
  /** Unit as it stands there, or null. */
  readonly unit: string | null;
  /** Read with a decimal point where the text leaves the choice. NaN: the line says that the value is missing. */
  readonly value: number;
  /** As printed, where it may be read in two ways; left out where the value is sure. */
  readonly text?: string;
  /** Of a time of day: one count of its last digit, ms. */
  readonly resolutionMs?: number;
}

/** A header row, the values of one line, or nothing that can be read. */
export type Line =
  | { readonly kind: 'header'; readonly columns: readonly Column[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[]; readonly shape: LineShape }
  /** All that follows is of one channel: `Channel 2:`. */
  | { readonly kind: 'heading'; readonly channel: string }
  | { readonly kind: 'blank' | 'noise' };

/** `whole`: one line is one reading. `part`: a reading may go on in the next line. */
export type LineShape = 'whole' | 'part';

/** The key of the time that a logger put before the line. */
export const LOG_TIME = 'log time';

const MOST_FIELDS = 64;
const END = '(?=[\\s,;|)\\]}\'"/]|$)';
/** Begins with a letter, or is an address or a rail (`3V3`); may carry its unit, a channel or a pin in brackets. */
const NAME = `(?:[\\p{L}_#]|0x[\\da-f]|\\d{1,2}V(?=\\d?\\s*[:=]))[^:=,;|\\t{}\\[\\]()<>]{0,48}?(?:\\s*[[(]\\s*(?:${UNIT}|[\\p{L}\\d+#-]{1,10})\\s*[\\])])?`;
const LABELLED = new RegExp(
  `(?<![\\p{L}\\d])["']?(${NAME})["']?\\s*(?:::?|=>?|>>|->)\\s*["']?(${NUMBER}|${MISSING})\\s*(?:[[(]\\s*)?(${UNIT})?${END}`,
  'giu',
);
/** ESPHome: `'Bus Voltage': Sending state 5.04100 V with 2 decimals of accuracy`. */
const SENDING = new RegExp(`'(.+)': Sending state (${NUMBER}|${MISSING})\\s*(\\S+)? with`, 'iu');
/** `Bus Voltage 5.04 V`: only a unit makes a word before a number a name. */
const NAMED = new RegExp(
  `(?:(\\p{L}[\\p{L} _]{0,48}?\\d?)\\s+)?(${NUMBER})\\s*(${UNIT})${END}`,
  'giu',
);
const CHANNEL =
  /(?:^|[\s,;|(])((?:ch|chan|channel|kanal|canal)[ _#-]?\d)\b\s*[:=]?(?=[\s\d.+-])|(?:^|\|\s*)(\d):(?=\s)/giu;
const HEADING =
  /^[-=*#\s]*((?:ch|chan|channel|kanal|canal|sensor|rail|supply)[ _#-]*\d)\s*[-=*:\s]*$/iu;
/** @param header columns of the header row that came before, if one did */
export function parseLine(text: string, header: readonly Column[] | null): Line {
  const line = cleaned(text);
  if (line === '' || /^[}\]],?$/.test(line)) return { kind: 'blank' };
  const json = jsonFields(line);
  if (json) return json.length > 0 ? { kind: 'fields', fields: json, shape: 'whole' } : NOISE;
  const { stamp, rest } = withoutLead(line);
  if (rest === '') return { kind: 'blank' };
  return withStamp(parseRest(rest, header, stamp !== null), stamp);
}

const NOISE = { kind: 'noise' } as const;

function withStamp(line: Line, stamp: Stamp | null): Line {
  if (!stamp || line.kind !== 'fields') return line;
  return { ...line, fields: [...line.fields, stampField(LOG_TIME, stamp)] };
}

function stampField(key: string, { ms, resolutionMs }: Stamp): Field {
  return { key, unit: 'ms', value: ms, resolutionMs };
}

function parseRest(line: string, header: readonly Column[] | null, stamped: boolean): Line {
  const heading = HEADING.exec(line);
  if (heading) return { kind: 'heading', channel: heading[1] };
  const sent = SENDING.exec(line);
  if (sent)
    return {
      kind: 'fields',
      fields: [fieldOf(columnOf(sent[1]), sent[2], sent[3])],
      shape: 'part',
    };
  const parts = byChannel(line);
  const fields = parts.flatMap(([channel, part]) => fieldsOf(channel, part));
  if (fields.length > 0)
    return { kind: 'fields', fields: distinct(fields), shape: shapeOf(fields) };
  return parseColumns(bare(line), header, stamped);
}

/** A line that names all that makes a power is whole; of several channels each may have a line. */
function shapeOf(fields: readonly Field[]): LineShape {
  const channels = new Set(fields.map(({ key }) => channelOf(key)));
  if (channels.size === 1 && !channels.has(null)) return 'part';
  const has = (role: Role) =>
    fields.some(({ key, unit }) => {
      const own = unit === null ? '' : normalUnit(unit);
      return !isForeign(key) && (own in UNIT_SCALES[role] || (own === '' && roleOf(key) === role));
    });
  return has('volts') && has('amps') ? 'whole' : 'part';
}

/** `ch1 5.04V 0.53A ch2 …` in pieces, each with its channel; one piece without where none is named. */
function byChannel(line: string): readonly (readonly [channel: string | null, part: string])[] {
  const marks = [...line.matchAll(CHANNEL)];
  if (marks.length === 0) return [[null, line]];
  return marks.map((mark, i) => [
    mark[1] ?? `ch${mark[2]}`,
    line.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? line.length),
  ]);
}

function fieldsOf(channel: string | null, part: string): readonly Field[] {
  const fields = labelledFields(part);
  if (channel === null) return fields;
  const named = fields.length > 0 ? fields : bareFields(part.replace(/[,;|)\s]+$/, ''));
  return named.map((field) => ({ ...field, key: `${channel} ${field.key}`.trim() }));
}

/** What follows a channel's name without names of its own. */
function bareFields(text: string): Field[] {
  const values = tokensOf(text.trim(), null).map((token) => VALUE.exec(token));
  if (values.includes(null)) return [];
  return values.map((value, i) =>
    fieldOf({ key: values.length > 1 ? `${i + 1}` : '', unit: null }, value![1], value![2]),
  );
}

function labelledFields(text: string): Field[] {
  const labelled = [...text.matchAll(LABELLED)].map(([, label, value, unit]) =>
    fieldOf(columnOf(label), value, unit),
  );
  const rest = text.replace(LABELLED, ';');
  const named = [...rest.matchAll(NAMED)];
  const known = labelled.length > 0 || named.some(([, name]) => name !== undefined);
  if (!known && !isAllOf(text, named)) return [];
  const others = named.map(([, name, value, unit]) =>
    fieldOf({ key: name ?? unit, unit }, value, unit),
  );
  return [...labelled, ...others];
}

/** Nothing but separators is left of the text: `5.04V 0.53A`. */
function isAllOf(text: string, matches: readonly RegExpMatchArray[]): boolean {
  const rest = matches.reduce((left, [whole]) => left.replace(whole, ''), text);
  return matches.length > 0 && /^[\s|/]*$/.test(rest);
}

function fieldOf(column: Column, value: string, unit?: string): Field {
  return {
    key: column.key,
    unit: unit ?? column.unit,
    value: readNumber(value, 'point'),
    text: value,
  };
}

/** Null where the line holds no JSON; a name may stand before it, as Tasmota's topics do. */
function jsonFields(line: string): Field[] | null {
  const from = line.search(/[{[]/);
  if (from < 0 || !/[}\]]$/.test(line) || (line[from] === '[' && from > 0)) return null;
  try {
    const fields: Field[] = [];
    flatten(JSON.parse(line.slice(from)), '', null, fields);
    return fields;
  } catch {
    return null;
  }
}

function flatten(value: unknown, path: string, unit: string | null, fields: Field[]): void {
  if (fields.length >= MOST_FIELDS) return;
  const column = columnOf(path);
  const known = { ...column, unit: unit ?? column.unit };
  if (typeof value === 'number') fields.push({ ...known, value });
  else if (value === null) fields.push({ ...known, value: NaN });
  else if (typeof value === 'string') fields.push(...stringField(known, value));
  else if (typeof value === 'object') flattenObject(value, path, fields);
}

function flattenObject(value: object, path: string, fields: Field[]): void {
  const { value: inner, val = inner, unit } = value as Record<string, unknown>;
  if (val !== undefined && typeof unit === 'string') return flatten(val, path, unit, fields);
  for (const [key, item] of Object.entries(value)) {
    const name = Array.isArray(value) ? String(Number(key) + 1) : key;
    flatten(item, path === '' ? name : `${path}.${name}`, null, fields);
  }
}

function stringField(column: Column, text: string): Field[] {
  const stamp = readStamp(text);
  if (stamp) return [stampField(column.key, stamp)];
  const value = VALUE.exec(text.trim());
  return value ? [fieldOf(column, value[1], value[2])] : [];
}

function parseColumns(line: string, header: readonly Column[] | null, stamped: boolean): Line {
  const tokens = tokensOf(line, header);
  const read = tokens.map((token) => readToken(token));
  if (read.every((value) => value === null)) {
    const columns = headerOf(line, tokens);
    return columns ? { kind: 'header', columns } : NOISE;
  }
  if (tokens.length === 2 && !read[0] && read[1] && roleOf(tokens[0]))
    return pairOf(tokens[0], read[1]);
  const strict = !/[,;\t|]/.test(line) && tokens.length > 1;
  if (strict && read.includes(null)) return NOISE;
  const columns = fitting(header, tokens.length, stamped);
  const fields = read.flatMap((value, index): Field[] => {
    if (!value) return [];
    const column = columns?.[index] ?? { key: `${index + 1}`, unit: null };
    return [{ ...value, key: column.key, unit: value.unit ?? column.unit }];
  });
  return { kind: 'fields', fields, shape: 'whole' };
}

/** `bus_voltage_volts 5.04`, as Prometheus writes it. */
function pairOf(name: string, read: Field): Line {
  const { key, unit } = columnOf(name);
  return { kind: 'fields', fields: [{ ...read, key, unit: read.unit ?? unit }], shape: 'part' };
}

/** Null: neither a number, a time nor a missing value. */
function readToken(token: string): Field | null {
  if (token === '') return { key: '', unit: null, value: NaN };
  const stamp = readStamp(token);
  if (stamp) return stampField('', stamp);
  const value = VALUE.exec(token);
  return value && fieldOf({ key: '', unit: null }, value[1], value[2]);
}
