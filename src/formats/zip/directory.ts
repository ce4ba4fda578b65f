/** The directory at the end of a zip, of 32 or 64 bits: which entries it has, and where they stand. */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { isLitter, leavesFolder } from '../litter';

export interface DirectoryEntry {
  readonly path: string;
  readonly method: number;
  /** Bytes in the zip. */
  readonly packed: number;
  /** Unpacked. */
  readonly bytes: number;
  /** Where its own header stands. */
  readonly header: number;
}

/** Where the directory stands in its zip. */
export interface DirectoryPlace {
  readonly entries: number;
  readonly from: number;
  readonly to: number;
}

/** Entries that are looked at. */
const MOST_ENTRIES = 100_000;
/** Of the directory, which lies in memory at once: 670 for each of these. */
const MOST_BYTES = 2 ** 26;
const SIGNATURE = { entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator: 0x07064b50 };
const LENGTH = { entry: 46, end: 22, end64: 56, locator: 20 };
/** Number of the field of 64-bit sizes among an entry's extra ones. */
const WIDE_FIELD = 1;
const [FULL_16, FULL_32] = [0xffff, 0xffffffff];
/** Bytes from the end of a zip within which the ends of its directory stand, the longest comment included. */
export const LONGEST_END = LENGTH.end64 + LENGTH.locator + LENGTH.end + 0xffff;

/** @param tail of the zip, at least `LONGEST_END` where there are so many @param start of the tail. @throws FileTrouble */
export function directoryPlace(tail: DataView, start: number): DirectoryPlace {
  for (let at = tail.byteLength - LENGTH.end; at >= 0; at--) {
    if (tail.getUint32(at, true) !== SIGNATURE.end) continue;
    const place = place64(tail, at, start) ?? place32(tail, at);
    if (place.entries > MOST_ENTRIES)
      throw new FileTrouble(note('zip-entries', { most: MOST_ENTRIES }));
    if (place.to - place.from > MOST_BYTES) throw cutOff();
    return place;
  }
  throw cutOff();
}

function place32(tail: DataView, at: number): DirectoryPlace {
  const from = tail.getUint32(at + 16, true);
  return {
    entries: tail.getUint16(at + 10, true),
    from,
    to: from + tail.getUint32(at + 12, true),
  };
}

/** Null where there is none, or none is needed. */
function place64(tail: DataView, end: number, start: number): DirectoryPlace | null {
  const isFull = tail.getUint16(end + 10, true) === FULL_16;
  const isFar = tail.getUint32(end + 16, true) === FULL_32;
  const locator = end - LENGTH.locator;
  if (!isFull && !isFar) return null;
  if (locator < 0 || tail.getUint32(locator, true) !== SIGNATURE.locator) return null;
  const at = wide(tail, locator + 8) - start;
  if (at < 0 || at + LENGTH.end64 > tail.byteLength) throw cutOff();
  if (tail.getUint32(at, true) !== SIGNATURE.end64) throw cutOff();
  const from = wide(tail, at + 48);
  return { entries: wide(tail, at + 32), from, to: from + wide(tail, at + 40) };
}

/** Without litter and what leaves the archive. @throws FileTrouble */
export function directoryEntries(directory: DataView, count: number): DirectoryEntry[] {
  const found: DirectoryEntry[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (at + LENGTH.entry > directory.byteLength) throw cutOff();
    if (directory.getUint32(at, true) !== SIGNATURE.entry) throw cutOff();
    const [name, extra, comment] = [28, 30, 32].map((field) =>
      directory.getUint16(at + field, true),
    );
    const end = at + LENGTH.entry + name + extra + comment;
    if (end > directory.byteLength) throw cutOff();
    const entry = entryAt(directory, at, name, extra);
    if (!isLitter(entry.path) && !leavesFolder(entry.path)) found.push(entry);
    at = end;
  }
  return found;
}

function entryAt(view: DataView, at: number, name: number, extra: number): DirectoryEntry {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at + LENGTH.entry, name);
  const field = at + LENGTH.entry + name;
  // Those of 64 bits stand in this order, each only where that of 32 is full.
  const sizes = [24, 20, 42].map((place) => view.getUint32(at + place, true));
  let next = sizes.includes(FULL_32) ? wideField(view, field, field + extra) : null;
  const [unpacked, packed, header] = sizes.map((size) => {
    if (size !== FULL_32 || next === null) return size;
    next += 8;
    return wide(view, next - 8);
  });
  const method = view.getUint16(at + 10, true);
  return { path: new TextDecoder().decode(bytes), method, packed, bytes: unpacked, header };
}

/** Where its content begins; null where there is none. */
function wideField(view: DataView, from: number, to: number): number | null {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true))
    if (view.getUint16(at, true) === WIDE_FIELD) return at + 4;
  return null;
}

/** @throws FileTrouble where it is outside */
function wide(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw cutOff();
  return Number(view.getBigUint64(at, true));
}

function cutOff(): FileTrouble {
  return new FileTrouble(note('file-cut-off'));
}
