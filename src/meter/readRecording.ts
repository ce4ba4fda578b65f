/** What a meter sent, from a file: the lab's own recording, or a log that another program wrote. */
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import { readCsvLog } from './csvLog';
import { DEFAULT_OPTIONS } from './meter';
import { METERS } from './meters';
import { CHUNK_HEAD_BYTES, type Recording, type RecordingHead } from './recording';

const LINE_FEED = 10;
/** A year. */
const LONGEST_MS = 366 * 24 * 3600 * 1000;

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
export const HEAD_BYTES = 1 << 18;

export function readHead(line: Uint8Array): RecordingHead | null {
  try {
    const head = JSON.parse(new TextDecoder().decode(line)) as RecordingHead;
    const known = METERS.some(({ id }) => id === head.meter);
    const ours = known && head.format === 'pruning-lab-meter-bytes' && head.version === 1;
    return ours ? { ...head, options: { ...DEFAULT_OPTIONS, ...head.options } } : null;
  } catch {
    return null;
  }
}

export const NOT_A_RECORDING = refusal('not-a-recording');
