/** A log that another program wrote → a recording: its rows as a board would have printed them, each at its time. */
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import { formatOf } from './csvFormats';
import { afterMidnight, evenTimes, timeColumnOf, type TimeColumn } from './csvTimes';
import { DEFAULT_OPTIONS } from './meter';
import { parseLine, type Field } from './protocols/textFields';
import { withUnits, type Column } from './protocols/textHeaders';
import { decimalOf, readNumber, type Decimal } from './protocols/textNumbers';
import { roleOf } from './protocols/textNames';
import type { LogFacts, Recording } from './recording';
import { thinned, type Notation, type Row } from './thinRows';

const ROWS_FOR_A_GUESS = 40;
const MOST_LEADING_LINES = 100;
const LINE_ENDS = /\r\n|\n\r|\n|\r/;

/** @returns what plays it, or why it cannot be played */
export function readCsvLog(file: Uint8Array): Outcome<Recording> {
  const lines = decoded(file).split(LINE_ENDS);
  const at = headerAt(lines);
  const { header, rowsAt } = headerOf(lines, at);
  const sample = lines
    .slice(rowsAt, rowsAt + 3 * ROWS_FOR_A_GUESS)
    .map((line) => parseLine(line, header))
    .flatMap((read) => (read.kind === 'fields' ? [read.fields] : []))
    .slice(0, ROWS_FOR_A_GUESS);
  const { notation, time } = readable(header, sample);
  if (!time) return sample.length > 0 ? NO_TIME : NO_TABLE;
  const { rows, damaged } = readRows(lines, rowsAt, notation, time);
  const seconds = rows.length > 1 ? (rows[rows.length - 1].atMs - rows[0].atMs) / 1000 : 0;
  if (seconds <= 0) return NO_TIME;
  const format = formatOf(at < 0 ? '' : lines[at]);
  const facts = {
    format: format.name,
    rows: rows.length,
    seconds,
    damaged: damaged.length,
    firstDamaged: damaged[0] ?? null,
  };
  return {
    ok: true,
    value: recordingOf(
      at < 0 ? '' : lines.slice(at, rowsAt).join('\n'),
      rows,
      facts,
      format.columns ?? null,
      notation,
    ),
  };
}

/** Where every number is like `1,234`, times run on in one of the two ways to read them, and fall in the other. */
function readable(header: readonly Column[] | null, rows: readonly (readonly Field[])[]) {
  const found = decimalOf(rows.flat().flatMap(({ text }) => (text === undefined ? [] : [text])));
  const ways = (found === 'either' ? ['comma', 'point'] : [found]) as Decimal[];
  const read = ways.map((decimal) => {
    const notation: Notation = { header, decimal };
    const records = rows.map((fields) => written(fields, notation));
    const time = timeColumnOf(records);
    return { notation, time, falls: time ? fallsOf(records, time) : Infinity };
  });
  return read.sort((a, b) => a.falls - b.falls)[0];
}

function fallsOf(records: readonly (readonly Field[])[], time: TimeColumn): number {
  const times = records.map((fields) => timeIn(fields, time));
  return times.filter((ms, i) => i > 0 && ms < times[i - 1]).length;
}

/** With the numbers as the log's decimal sign makes them. */
function written(fields: readonly Field[], { decimal }: Notation): readonly Field[] {
  if (decimal === 'point') return fields;
  return fields.map((field) =>
    field.text === undefined ? field : { ...field, value: readNumber(field.text, decimal) },
  );
}

/** Spreadsheets write UTF-16 as well. */
function decoded(file: Uint8Array): string {
  const wide = file[0] === 0xff && file[1] === 0xfe;
  return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(file);
}

/** The last line before the first row of numbers that names a column; −1: none does. */
function headerAt(lines: readonly string[]): number {
  let header = -1;
  let before: readonly Column[] | null = null;
  for (const [i, line] of lines.slice(0, MOST_LEADING_LINES).entries()) {
    const read = parseLine(line, null);
    /* What a comment tells of the log is no row of it. */
    if (read.kind === 'fields' && read.fields.length > 1 && !line.startsWith('#')) break;
    const columns = read.kind === 'header' ? read.columns : null;
    if (columns?.some(isNamed) && !withUnits(before, columns)) header = i;
    before = columns;
  }
  return header;
}

function isNamed({ key, unit }: Column): boolean {
  return roleOf(key) !== null || unit !== null;
}

/** With the row of units that may stand under the names. */
function headerOf(lines: readonly string[], at: number) {
  const header = at < 0 ? null : columnsIn(lines[at]);
  const both = withUnits(header, columnsIn(lines[at + 1] ?? '') ?? []);
  return { header: both ?? header, rowsAt: at + (both ? 2 : 1) };
}

function columnsIn(line: string): readonly Column[] | null {
  const read = parseLine(line, null);
  return read.kind === 'header' ? read.columns : null;
}

interface Read {
  readonly rows: readonly Row[];
  /** Numbers of lines, from 1. */
  readonly damaged: readonly number[];
}

function readRows(
  lines: readonly string[],
  from: number,
  notation: Notation,
  time: TimeColumn,
): Read {
  const rows: Row[] = [];
  const damaged: number[] = [];
  let lastMs = -Infinity;
  for (let i = from; i < lines.length; i++) {
    if (lines[i].trim() === '') continue;
    const fields = written(fieldsOf(lines[i], notation.header), notation);
    const ms = afterMidnight(timeIn(fields, time), lastMs);
    if (!(ms >= lastMs)) damaged.push(i + 1);
    else rows.push({ text: lines[i], atMs: (lastMs = ms) });
  }
  const times = evenTimes(rows.map(({ atMs }) => atMs));
  return { rows: rows.map((row, i) => ({ ...row, atMs: times[i] })), damaged };
}

/** None where a cell is missing or more than the header has, or where a number is none. */
function fieldsOf(line: string, header: readonly Column[] | null): readonly Field[] {
  const plain = header && plainCells(line, header);
  if (plain) return plain;
  const read = parseLine(line, header);
  if (read.kind !== 'fields') return [];
  const keys = new Set(header?.map(({ key }) => key));
  return header && read.fields.some(({ key }) => /^\d+$/.test(key) && !keys.has(key))
    ? []
    : read.fields;
}

/** The fast way for the millions of rows of a profiler: commas and nothing but numbers. */
function plainCells(line: string, header: readonly Column[]): Field[] | null {
  const cells = line.split(',');
  if (cells.length !== header.length) return null;
  const fields = cells.map((cell, i) => ({
    ...header[i],
    value: cell.trim() === '' ? NaN : Number(cell),
  }));
  return fields.some(({ value }) => Number.isNaN(value)) ? null : fields;
}

function timeIn(fields: readonly Field[], { key, scale }: TimeColumn): number {
  return (fields.find((field) => field.key === key)?.value ?? NaN) * scale;
}

function recordingOf(
  header: string,
  rows: readonly Row[],
  log: LogFacts,
  columns: Recording['head']['options']['columns'],
  notation: Notation,
): Recording {
  const encoder = new TextEncoder();
  const begin = rows[0].atMs;
  const chunks = thinned(rows, notation).map(({ text, atMs }) => ({
    atMs: atMs - begin,
    bytes: encoder.encode(`${text}\n`),
  }));
  return {
    head: {
      format: 'pruning-lab-meter-bytes',
      version: 1,
      meter: 'text-lines',
      options: { ...DEFAULT_OPTIONS, columns },
      recordedAt: new Date(begin > LEAST_DATE_MS ? begin : 0).toISOString(),
      log,
    },
    /* A board's first line may be half of one and is skipped. */
    chunks: [{ atMs: 0, bytes: encoder.encode(`\n${header}\n`) }, ...chunks],
  };
}

/** 2000: earlier times count from a start. */
const LEAST_DATE_MS = 946_684_800_000;

const NO_TABLE = refusal('not-a-log');
const NO_TIME = refusal('log-without-time');
