/**
 * A file of what a meter sent: one line of JSON (what was connected, ended by LF), then for every chunk, little-endian:
 * float64 ms since the first chunk, u32 length, the bytes.
 */
import type { MeterId } from './meters';
import type { MeterOptions } from './meter';

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

/** Before the bytes of every chunk: its time and its length. */
export const CHUNK_HEAD_BYTES = 12;

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
