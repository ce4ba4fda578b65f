/**
 * Text lines from boards with an INA219, INA226, INA228, INA260 or the like: CSV, tabs, JSON, `key: value`,
 * Arduino's plotter, lines of loggers. Columns and units are found from names and sizes; what is doubtful waits for the user.
 */
import type { Refusal } from '../../base/outcome';
import { refusal } from '../../words/refusal';
import type { Conversation, Decoder, Dialogue } from './protocol';
import { SampleFlag, type SampleBlock } from '../sampleBlock';
import { resolutionOf, TextClock } from './textClock';
import {
  guessOfKinds,
  valueKeys,
  valueOf,
  type ColumnGuess,
  type ColumnMapping,
  type TextRecord,
} from './textColumns';
import { LOG_TIME, parseLine, type Field, type LineShape } from './textFields';
import { withUnits, type Column } from './textHeaders';
import { roleOf } from './textNames';
import { RecordJoiner } from './textRecords';
import type { Role } from './textUnits';
import type { Reading } from './writing';

const MOST_LINE_BYTES = 1024;
const RECORDS_FOR_A_GUESS = 3;
/** A text whose lines are all of other kinds teaches nothing and must not be kept for ever. */
const MOST_FIELDS = 60;
const LINE_FEED = 10;
const RETURN = 13;

export function textLines(mapping: ColumnMapping | null): Conversation {
  return { decoder: new TextDecoderOfLines(mapping), dialogue: new NudgeOnce() };
}

/** A column as the user sees it while confirming. */
export interface ColumnPreview {
  readonly key: string;
  readonly unit: string | null;
  /** Latest value, as printed by the board. */
  readonly value: number;
  readonly text?: string;
}

export class TextDecoderOfLines implements Decoder {
  readonly counts = { frames: 0, skippedBytes: 0, lostSamples: 0 };
  problem: Refusal | null = NOTHING_YET;
  /** What the first records suggest. */
  guess: ColumnGuess | null = null;
  /** What the columns mean, once that is sure or confirmed. */
  mapping: ColumnMapping | null;
  private readonly text = new TextDecoder('utf-8');
  private line = new Uint8Array(MOST_LINE_BYTES);
  private length = 0;
  /** The first line may have begun before we listened. */
  private skipping = true;
  /** The first byte of a line's end of two. */
  private lineEnd = 0;
  private arrivalMs = NaN;
  private header: readonly Column[] | null = null;
  /** What every name is put behind. */
  private heading = '';
  private joiner = new RecordJoiner();
  private clock = new TextClock();
  private last: TextRecord = new Map();
  /** By the names that they hold: a board may print lines of several kinds. */
  private readonly first = new Map<string, TextRecord[]>();
  /** The open record has been handed on already. */
  private emitted = false;
  /** A reading was missing since the last sample. */
  private gap = false;

  constructor(mapping: ColumnMapping | null = null) {
    this.mapping = mapping;
  }

  get preview(): readonly ColumnPreview[] {
    return [...this.last.values()].filter(({ key }) => key !== LOG_TIME);
  }

  confirm(mapping: ColumnMapping): void {
    if (this.mapping?.timeMs?.key !== mapping.timeMs?.key) this.clock = new TextClock();
    this.mapping = mapping;
  }

  /** @param arrivalMs page time; NaN where nobody knows, then a column's name alone makes it a clock */
  receive(chunk: Uint8Array, block: SampleBlock, arrivalMs = NaN): void {
    this.arrivalMs = arrivalMs;
    for (const byte of chunk) {
      if (byte === LINE_FEED || byte === RETURN) this.takeLineEnd(byte, block);
      else this.takeByte(byte);
    }
  }

  private takeByte(byte: number): void {
    this.lineEnd = 0;
    if (this.length === MOST_LINE_BYTES) this.skipping = true;
    else this.line[this.length++] = byte;
  }

  /** LF, CR, or both in any order. */
  private takeLineEnd(byte: number, block: SampleBlock): void {
    const second = this.lineEnd !== 0 && this.lineEnd !== byte;
    this.lineEnd = second ? 0 : byte;
    if (!second) this.endLine(block);
  }

  private endLine(block: SampleBlock): void {
    const { length, skipping } = this;
    this.length = 0;
    this.skipping = false;
    if (skipping) this.skipLine(length);
    else this.readLine(this.text.decode(this.line.subarray(0, length)), length, block);
  }

  /** Half a line may give wrong numbers, but a header in it does no harm: its columns would not fit. */
  private skipLine(length: number): void {
    this.counts.skippedBytes += length + 1;
    const line = parseLine(this.text.decode(this.line.subarray(0, length)), null);
    if (line.kind === 'header') this.header = line.columns;
  }

  private readLine(text: string, bytes: number, block: SampleBlock): void {
    const line = parseLine(text, this.header);
    if (line.kind === 'header') this.takeHeader(line.columns);
    if (line.kind === 'noise') this.counts.skippedBytes += bytes + 1;
    if (line.kind === 'heading') this.heading = `${line.channel} `;
    if (line.kind === 'blank') this.endRecord(this.joiner.blank(), block);
    if (line.kind === 'fields')
      this.takeFields(underHeading(this.heading, line.fields), line.shape, block);
  }

  private takeFields(fields: readonly Field[], shape: LineShape, block: SampleBlock): void {
    if (shape === 'whole') this.closeRecord(this.joiner.end());
    this.closeRecord(this.joiner.add(fields, this.arrivalMs));
    if (shape === 'whole') this.endRecord(this.joiner.end(), block);
    else this.emitWhenComplete(fields, block);
  }

  /** A greeting with commas is no header; the first one may be in a language that nobody knows. */
  private takeHeader(columns: readonly Column[]): void {
    const known = columns.some(({ key, unit }) => unit !== null || roleOf(key) !== null);
    const units = withUnits(this.header, columns);
    if (units || known || this.header === null) this.header = units ?? columns;
  }

  /** The rest of a burst tells nothing more: the sample must not wait for the next one. */
  private emitWhenComplete(line: readonly Field[], block: SampleBlock): void {
    const { mapping, joiner } = this;
    if (!mapping || this.emitted) return;
    const keys = valueKeys(mapping);
    const alone = keys.every((key) => line.some((field) => field.key === key));
    if (!alone && !(joiner.settled && keys.every((key) => joiner.current.has(key)))) return;
    this.emitted = true;
    this.last = new Map(joiner.current);
    this.emit(joiner.current, mapping, block);
  }

  /** Ended by what came after it: it was over some time ago, so it teaches but gives no sample. */
  private closeRecord(record: TextRecord | null): void {
    if (record === null) return;
    this.emitted = false;
    this.last = record;
    if (!this.mapping) this.learn(record);
  }

  private endRecord(record: TextRecord | null, block: SampleBlock): void {
    const done = this.emitted;
    this.closeRecord(record);
    if (record && this.mapping && !done) this.emit(record, this.mapping, block);
  }

  private learn(record: TextRecord): void {
    const names = [...record.keys()].sort().join('\n');
    const alike = [...(this.first.get(names) ?? []), record];
    if (alike.length === 1 && this.learntFields() > MOST_FIELDS) this.first.clear();
    const enough = alike.length === RECORDS_FOR_A_GUESS;
    this.first.set(names, enough ? alike.slice(1) : alike);
    if (enough) this.takeGuess(guessOfKinds(alike, [...this.first.values()]), alike);
  }

  private learntFields(): number {
    return [...this.first.values()].flat().reduce((total, { size }) => total + size, 0);
  }

  private takeGuess(guess: ColumnGuess, records: readonly TextRecord[]): void {
    if (this.guess && known(guess) < known(this.guess)) return;
    this.guess = guess;
    this.problem = doubtOf(guess, records);
    if (guess.sure) this.mapping = guess.mapping;
  }

  private emit(record: TextRecord, mapping: ColumnMapping, block: SampleBlock): void {
    const read = (role: Role) => {
      const column = mapping[role];
      return column ? valueOf(record, column, mapping.decimal) : NaN;
    };
    const amps = read('amps');
    const volts = mapping.volts ? read('volts') : (mapping.constantVolts ?? NaN);
    const own = read('watts');
    const watts = Number.isNaN(own) ? volts * amps : own;
    if (Number.isNaN(watts)) {
      this.gap ||= valueKeys(mapping).some((key) => record.has(key));
      return;
    }
    this.problem = null;
    this.counts.frames++;
    const assumed = mapping.volts || !mapping.constantVolts ? 0 : SampleFlag.voltageAssumed;
    const flags = assumed | (this.gap ? SampleFlag.afterGap : 0);
    this.gap = false;
    block.push(this.timeOf(record, mapping), volts, amps, watts, flags);
  }

  private timeOf(record: TextRecord, { timeMs, decimal }: ColumnMapping): number {
    const field = timeMs && record.get(timeMs.key);
    if (!field) return NaN;
    const resolution = field.resolutionMs ?? resolutionOf(field.text ?? String(field.value));
    const value = valueOf(record, { key: timeMs.key, scale: 1 }, decimal);
    return this.clock.read(value, resolution, this.arrivalMs, timeMs.scale);
  }
}

function underHeading(heading: string, fields: readonly Field[]): readonly Field[] {
  if (heading === '') return fields;
  return fields.map((field) =>
    field.key === LOG_TIME ? field : { ...field, key: heading + field.key },
  );
}

/** How much of a power a guess has found. */
function known({ mapping: { volts, amps, watts } }: ColumnGuess): number {
  return (volts ? 1 : 0) + (amps ? 1 : 0) + (watts ? 2 : 0);
}

/** Numbers that differ so much from line to line are not all of one kind. */
const ALIKE = 3;

function doubtOf({ sure, channels, mapping }: ColumnGuess, records: readonly TextRecord[]) {
  if (sure) return null;
  if (channels.length > 0) return CHOOSE_CHANNEL;
  if (records[0].size === 1 && !areAlike(records)) return ONE_NUMBER;
  return mapping.amps && !mapping.volts && !mapping.watts ? CURRENT_ALONE : CONFIRM;
}

function areAlike(records: readonly TextRecord[]): boolean {
  const sizes = records.map((record) => Math.abs([...record.values()][0].value));
  return Math.max(...sizes) <= ALIKE * Math.min(...sizes);
}

const NUDGE_AFTER_MS = 3000;
const NEWLINE_BYTES = Uint8Array.of(LINE_FEED);

/** Some sketches wait for a byte before they begin; boards that reset on opening are given time to boot. */
class NudgeOnce implements Dialogue {
  nextAtMs = 0;
  private startedAtMs = NaN;
  private done = false;

  due(nowMs: number, frames: number): Uint8Array | null {
    if (Number.isNaN(this.startedAtMs)) this.startedAtMs = nowMs;
    this.nextAtMs = this.done || frames > 0 ? Infinity : this.startedAtMs + NUDGE_AFTER_MS;
    if (nowMs < this.nextAtMs) return null;
    this.done = true;
    this.nextAtMs = Infinity;
    return NEWLINE_BYTES;
  }
}

const NOTHING_YET = refusal('text-nothing-yet');
const CONFIRM = refusal('text-confirm-columns', { doubt: 'meaning' });
const CHOOSE_CHANNEL = refusal('text-confirm-columns', { doubt: 'channel' });
const CURRENT_ALONE = refusal('text-confirm-columns', { doubt: 'volts' });
const ONE_NUMBER = refusal('text-one-number');

/** One JSON line, as an ESP32 sketch prints it. */
export function writeTextLine(reading: Reading, timeMs: number): Uint8Array {
  const { volts, amps, watts } = reading;
  const line = `{"t":${Math.round(timeMs)},"bus_V":${volts.toFixed(4)},"current_mA":${(amps * 1000).toFixed(2)},"power_mW":${(watts * 1000).toFixed(1)}}\n`;
  return new TextEncoder().encode(line);
}
