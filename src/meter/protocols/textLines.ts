/**
 * Text lines from boards with an INA219, INA226, INA228, INA260 or the like: CSV, tabs, JSON, `key: value`,
 * Arduino's plotter. Columns and units are found from names and sizes; what is doubtful waits for the user.
 */
import type { Refusal } from '../../pruning/plan';
import type { SampleBlock } from '../sampleBlock';
import type { Conversation, Decoder, Dialogue } from './protocol';
import { guessColumns, type ColumnGuess, type ColumnMapping, type TextRecord } from './textColumns';
import { parseLine, type Column, type Field } from './textFields';

const MOST_LINE_BYTES = 1024;
/** A text whose names never come again is no record that grows for ever. */
const MOST_FIELDS = 64;
const RECORDS_FOR_A_GUESS = 3;
const NEWLINE = 10;

export function textLines(mapping: ColumnMapping | null): Conversation {
  return { decoder: new TextDecoderOfLines(mapping), dialogue: new NudgeOnce() };
}

/** A column as the user sees it while confirming. */
export interface ColumnPreview {
  readonly key: string;
  readonly unit: string | null;
  /** Latest value, as printed by the board. */
  readonly value: number;
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
  private header: readonly Column[] | null = null;
  private open = new Map<string, Field>();
  private last: TextRecord = new Map();
  private first: TextRecord[] = [];

  constructor(mapping: ColumnMapping | null = null) {
    this.mapping = mapping;
  }

  get preview(): readonly ColumnPreview[] {
    return [...this.last.values()];
  }

  confirm(mapping: ColumnMapping): void {
    this.mapping = mapping;
  }

  receive(chunk: Uint8Array, block: SampleBlock): void {
    for (const byte of chunk) {
      if (byte === NEWLINE) this.endLine(block);
      else if (this.length === MOST_LINE_BYTES) this.skipping = true;
      else this.line[this.length++] = byte;
    }
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
    if (line.kind === 'header') this.header = line.columns;
    if (line.kind === 'noise') this.counts.skippedBytes += bytes + 1;
    if (line.kind === 'blank') this.endRecord(block);
    if (line.kind !== 'fields') return;
    const again = line.fields.some(({ key }) => this.open.has(key));
    if (again || this.open.size >= MOST_FIELDS) this.endRecord(block);
    for (const field of line.fields) this.open.set(field.key, field);
    if (line.fields.length > 1) this.endRecord(block);
  }

  private endRecord(block: SampleBlock): void {
    if (this.open.size === 0) return;
    const record = this.open;
    this.open = new Map();
    this.last = record;
    if (!this.mapping) this.learn(record);
    if (this.mapping) this.emit(record, this.mapping, block);
  }

  private learn(record: TextRecord): void {
    if (this.first.length > 0 && !sameKeys(this.first[0], record)) this.first = [];
    this.first.push(record);
    if (this.first.length < RECORDS_FOR_A_GUESS) return;
    this.guess = guessColumns(this.first);
    this.first = [];
    if (this.guess.sure) this.mapping = this.guess.mapping;
    else this.problem = record.size === 1 ? ONE_NUMBER : CONFIRM;
  }

  private emit(record: TextRecord, mapping: ColumnMapping, block: SampleBlock): void {
    const read = (role: keyof ColumnMapping) => {
      const column = mapping[role];
      return column ? (record.get(column.key)?.value ?? NaN) * column.scale : NaN;
    };
    const volts = read('volts');
    const amps = read('amps');
    const own = read('watts');
    const watts = Number.isNaN(own) ? volts * amps : own;
    if (Number.isNaN(watts)) return;
    this.problem = null;
    this.counts.frames++;
    block.push(read('timeMs'), volts, amps, watts);
  }
}

function sameKeys(a: TextRecord, b: TextRecord): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

const NUDGE_AFTER_MS = 3000;
const NEWLINE_BYTES = Uint8Array.of(NEWLINE);

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

const NOTHING_YET: Refusal = {
  ok: false,
  code: 'text-nothing-yet',
  message: 'no line with numbers has come yet: check the speed (115200 baud?) and the sketch',
};
const CONFIRM: Refusal = {
  ok: false,
  code: 'text-confirm-columns',
  message: 'the columns’ meaning or units are not certain: confirm them below',
};
const ONE_NUMBER: Refusal = {
  ok: false,
  code: 'text-one-number',
  message:
    'each line holds one number without a name: print volts and amps on one line, as in V:5.01 I:0.53',
};
