/** One line of text from a board → named numbers. */

export interface Field {
  /** Name as it stands in the line or header, or the column's number from 1. */
  readonly key: string;
  /** Unit as it stands there, or null. */
  readonly unit: string | null;
  /** NaN: the line says that the value is missing. */
  readonly value: number;
}

export interface Column {
  readonly key: string;
  readonly unit: string | null;
}

/** A header row, the values of one line, or nothing that can be read. */
export type Line =
  | { readonly kind: 'header'; readonly columns: readonly Column[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[]; readonly labelled: boolean }
  | { readonly kind: 'blank' | 'noise' };

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?';
const MISSING = 'nan|[-+]?inf|ovf|-{2,}';
const UNIT = '[muµμn]?(?:V|A|W|Ah|Wh|J|s)|volts?|amps?|watts?|sec|°?C|%|ohms?|Ω|Hz';
const LABELLED = new RegExp(
  `([\\p{L}_#][^:=,;\\t{}]*?)\\s*[:=]\\s*(${NUMBER}|${MISSING})\\s*(${UNIT})?(?=[\\s,;|]|$)`,
  'giu',
);
const VALUE = new RegExp(`^(${NUMBER}|${MISSING})\\s*(${UNIT})?$`, 'iu');
const UNIT_IN_BRACKETS = new RegExp(`^(.*?)\\s*[[(]\\s*(${UNIT})\\s*[\\])]$`, 'iu');
const UNIT_AFTER_NAME = new RegExp(`^(.+?)[\\s_]+([muµμn](?:V|A|W|s))$`, 'u');

/** @param header columns of the header row that came before, if one did */
export function parseLine(text: string, header: readonly Column[] | null): Line {
  const line = withoutControls(text);
  if (line === '') return { kind: 'blank' };
  if (line.startsWith('{') || line.startsWith('[')) return parseJson(line);
  const labelled = [...line.matchAll(LABELLED)].map(([, label, value, unit]) => {
    const { key, unit: ofLabel } = columnOf(label);
    return { key, unit: unit ?? ofLabel, value: numberOf(value) };
  });
  if (labelled.length > 0) return { kind: 'fields', fields: labelled, labelled: true };
  return parseColumns(line.replace(/^(#|\/\/)\s*/, ''), header);
}

function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/g, '').trim();
}

function parseJson(line: string): Line {
  try {
    const fields: Field[] = [];
    flatten(JSON.parse(line), '', fields);
    return fields.length > 0 ? { kind: 'fields', fields, labelled: true } : { kind: 'noise' };
  } catch {
    return { kind: 'noise' };
  }
}

const MOST_FIELDS = 64;

function flatten(value: unknown, path: string, fields: Field[]): void {
  if (fields.length >= MOST_FIELDS) return;
  if (typeof value === 'number') fields.push({ ...columnOf(path), value });
  else if (value === null) fields.push({ ...columnOf(path), value: NaN });
  else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value))
      flatten(inner, path === '' ? key : `${path}.${key}`, fields);
}

function parseColumns(line: string, header: readonly Column[] | null): Line {
  const separator = /[;\t]/.test(line) ? /\s*[;\t]\s*/ : line.includes(',') ? /\s*,\s*/ : /\s+/;
  const decimalComma = /[;\t]/.test(line);
  const tokens = line.split(separator).filter((token) => token !== '');
  const values = tokens.map((token) => VALUE.exec(decimalComma ? token.replace(',', '.') : token));
  if (values.every((value) => value === null)) return headerOf(tokens);
  if (values.some((value) => value === null)) return { kind: 'noise' };
  const columns = header?.length === tokens.length ? header : null;
  const fields = values.map((value, index) => ({
    key: columns?.[index].key ?? `${index + 1}`,
    unit: value![2] ?? columns?.[index].unit ?? null,
    value: numberOf(value![1]),
  }));
  return { kind: 'fields', fields, labelled: false };
}

function headerOf(tokens: readonly string[]): Line {
  return tokens.length > 1 ? { kind: 'header', columns: tokens.map(columnOf) } : { kind: 'noise' };
}

/** `Current[mA]`, `bus_v (V)` and `cur mA` carry their unit. */
function columnOf(label: string): Column {
  const text = label.trim().replace(/^["']|["']$/g, '');
  const match = UNIT_IN_BRACKETS.exec(text) ?? UNIT_AFTER_NAME.exec(text);
  return match ? { key: match[1].trim(), unit: match[2] } : { key: text, unit: null };
}

function numberOf(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : NaN;
}
