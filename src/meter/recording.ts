/**
 * A file of what a meter sent: one line of JSON (what was connected, ended by LF), then for every chunk, little-endian:
 * float64 ms since the first chunk, u32 length, the bytes.
 */
import type { Outcome } from '../pruning/plan';
import { readCsvLog } from './csvLog';
import { DEFAULT_OPTIONS, type MeterId, type MeterOptions } from './meter';
import { METERS } from './meters';

export interface RecordingHead {
  readonly format: 'pruning-lab-meter-bytes';
  readonly version: 1;
  readonly meter: MeterId;
  readonly options: MeterOptions;
  /** ISO 8601. */
  readonly recordedAt: string;
  /** Of a log that another program wrote. */
  readonly log?: LogFacts;
}
export interface LogFacts {
  /** By whose format it was read. */
  readonly format: string;
  readonly rows: number;
  readonly seconds: number;
  /** Rows that were left out, and the line of the first of them, from 1. */
  readonly damaged: number;
  readonly firstDamaged: number | null;
}
export interface Recording {
  readonly head: RecordingHead;
  readonly chunks: readonly { readonly atMs: number; readonly bytes: Uint8Array }[];
}

const CHUNK_HEAD_BYTES = 12;
const LINE_FEED = 10;
/** A year. */
const LONGEST_MS = 366 * 24 * 3600 * 1000;

export function writeRecording({ head, chunks }: Recording): Uint8Array {
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const length = chunks.reduce(
    (total, { bytes }) => total + CHUNK_HEAD_BYTES + bytes.length,
    line.length,
  );
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  file.set(line);
  let at = line.length;
  for (const { atMs, bytes } of chunks) {
    view.setFloat64(at, atMs, true);
    view.setUint32(at + 8, bytes.length, true);
    file.set(bytes, at + CHUNK_HEAD_BYTES);
    at += CHUNK_HEAD_BYTES + bytes.length;
  }
  return file;
}

/** What the lab recorded itself, or a log that another program wrote. */
export function readRecording(file: Uint8Array): Outcome<Recording> {
  const end = file.indexOf(LINE_FEED);
  const head = readHead(file.subarray(0, Math.max(end, 0)));
  if (!head) return readCsvLog(file);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Recording['chunks'][number][] = [];
  for (let at = end + 1; at + CHUNK_HEAD_BYTES <= file.length;) {
    const length = view.getUint32(at + 8, true);
    const from = at + CHUNK_HEAD_BYTES;
    const atMs = view.getFloat64(at, true);
    /* A file that was cut off or damaged is read as far as it goes; time in it never runs backwards. */
    if (from + length > file.length || !(atMs >= (chunks.at(-1)?.atMs ?? 0)) || atMs > LONGEST_MS)
      break;
    chunks.push({ atMs, bytes: file.subarray(from, from + length) });
    at = from + length;
  }
  return chunks.length > 0 ? { ok: true, value: { head, chunks } } : NOT_A_RECORDING;
}

/** What it is and what answers it needs, from its first rows: a long log takes seconds to read. */
export function readRecordingHead(file: Uint8Array): Outcome<Recording> {
  if (file.length <= HEAD_BYTES) return readRecording(file);
  const last = file.lastIndexOf(LINE_FEED, HEAD_BYTES);
  return readRecording(file.subarray(0, last > 0 ? last : HEAD_BYTES));
}

/** Thousands of rows. */
const HEAD_BYTES = 1 << 18;

function readHead(line: Uint8Array): RecordingHead | null {
  try {
    const head = JSON.parse(new TextDecoder().decode(line)) as RecordingHead;
    const known = METERS.some(({ id }) => id === head.meter);
    const ours = known && head.format === 'pruning-lab-meter-bytes' && head.version === 1;
    return ours ? { ...head, options: { ...DEFAULT_OPTIONS, ...head.options } } : null;
  } catch {
    return null;
  }
}

const NOT_A_RECORDING = {
  ok: false,
  code: 'not-a-recording',
  message:
    'this file is no recording of a meter made here: choose one that the Connect dialog saved',
} as const;
