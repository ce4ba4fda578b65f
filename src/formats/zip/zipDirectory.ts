/**
 * The entries of a zip by its directory, each unpacked when it is wanted: pictures come in archives that are larger than
 * what should lie in memory at once.
 */
import { Inflate, inflateSync } from 'fflate';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { isLitter, leavesFolder } from '../litter';

export interface ZipEntry {
  readonly path: string;
  /** Unpacked. */
  readonly bytes: number;
  /** The first bytes, `count` where there are so many. */
  readonly head: (count: number) => Promise<Uint8Array>;
  /** @throws FileTrouble */
  readonly unpack: () => Promise<Uint8Array<ArrayBuffer>>;
}

const MOST_ENTRIES = 100_000;
/** Of one entry, unpacked, bytes. */
const MOST_BYTES = 2 ** 29;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** Of the end record with the longest comment. */
const LONGEST_END = 22 + 65_535;
const STORED = 0;
const DEFLATED = 8;

/** Without litter and what leaves the archive. @throws FileTrouble */
export async function zipEntries(zip: Blob): Promise<ZipEntry[]> {
  const { entries, from, to } = await endOf(zip);
  if (entries > MOST_ENTRIES) throw new FileTrouble(note('zip-entries', { most: MOST_ENTRIES }));
  const view = await viewOf(zip, from, to);
  const found: ZipEntry[] = [];
  for (let at = 0, i = 0; i < entries; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) throw cutOff();
    const entry = entryAt(zip, view, at);
    if (!isLitter(entry.path) && !leavesFolder(entry.path)) found.push(entry);
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
  }
  return found;
}

async function endOf(zip: Blob) {
  const start = Math.max(0, zip.size - LONGEST_END);
  const view = await viewOf(zip, start, zip.size);
  for (let at = view.byteLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const [entries, bytes, from] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    if (entries === 0xffff || from === 0xffffffff)
      throw new FileTrouble(note('zip-entries', { most: 65_534 }));
    return { entries, from, to: from + bytes };
  }
  throw cutOff();
}

function entryAt(zip: Blob, view: DataView<ArrayBuffer>, at: number): ZipEntry {
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const bytes = view.getUint32(at + 24, true);
  const name = new Uint8Array(view.buffer, at + 46, view.getUint16(at + 28, true));
  const header = view.getUint32(at + 42, true);
  const slice = async (count: number) => {
    const local = await viewOf(zip, header, header + 30);
    if (local.byteLength < 30) throw cutOff();
    const from = header + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    return new Uint8Array(await zip.slice(from, from + Math.min(count, packed)).arrayBuffer());
  };
  return {
    path: new TextDecoder().decode(name),
    bytes,
    async head(count) {
      // Deflate needs its tables first, which are shorter than this.
      const start = await slice(count + 1024);
      return method === STORED ? start.subarray(0, count) : beginningOf(start).subarray(0, count);
    },
    async unpack() {
      if (bytes > MOST_BYTES) throw new FileTrouble(note('zip-bytes', { most: MOST_BYTES }));
      const whole = await slice(packed);
      if (method === STORED) return whole;
      if (method !== DEFLATED) throw new FileTrouble(note('zip-method', { method }));
      return inflated(whole, bytes);
    },
  };
}

function inflated(packed: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  try {
    const value = inflateSync(packed, { out: new Uint8Array(bytes) });
    if (value.length !== bytes) throw cutOff();
    return value as Uint8Array<ArrayBuffer>;
  } catch {
    throw cutOff();
  }
}

/** What the beginning of an entry unpacks to, or nothing. */
function beginningOf(packed: Uint8Array): Uint8Array {
  let first: Uint8Array = new Uint8Array();
  const stream = new Inflate((part) => {
    if (first.length === 0) first = part;
  });
  try {
    stream.push(packed);
  } catch {
    // Its end is missing, or it is damaged: what was unpacked stands, and `unpack` says the rest.
  }
  return first;
}

async function viewOf(blob: Blob, from: number, to: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await blob.slice(from, to).arrayBuffer());
}

function cutOff(): FileTrouble {
  return new FileTrouble(note('file-cut-off'));
}
