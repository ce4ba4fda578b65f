/** Zip archives as strangers make them: bounded before anything is unpacked, and without litter. */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { directoryEntries, directoryPlace, LONGEST_END, type DirectoryEntry } from './directory';
import { HEADER_BYTES, headerLength, unpackedEntry } from './entryBytes';

/** Altogether, unpacked: of any archive, and for each byte of its own, which no weights or pictures come near. */
const [MOST_BYTES, DENSEST, ALWAYS] = [2 ** 30, 100, 2 ** 20];

/** @param wants which entries are unpacked, by their path. @throws FileTrouble */
export function unzip(
  bytes: Uint8Array,
  wants: (path: string) => boolean,
): ReadonlyMap<string, Uint8Array> {
  const wanted = entriesIn(bytes).filter(({ path }) => wants(path));
  const most = Math.min(MOST_BYTES, ALWAYS + DENSEST * bytes.length);
  const total = wanted.reduce((sum, entry) => sum + entry.bytes, 0);
  if (total > most) throw new FileTrouble(note('zip-bytes', { most }));
  return new Map(wanted.map((entry) => [entry.path, unpackedEntry(entry, packedIn(bytes, entry))]));
}

/** Paths of all entries; none where it is no sound archive. */
export function pathsInZip(bytes: Uint8Array): string[] {
  try {
    return entriesIn(bytes).map(({ path }) => path);
  } catch (error) {
    if (error instanceof FileTrouble) return [];
    throw error;
  }
}

function entriesIn(bytes: Uint8Array): DirectoryEntry[] {
  const start = Math.max(0, bytes.length - LONGEST_END);
  const { entries, from, to } = directoryPlace(viewOf(bytes.subarray(start)), start);
  return directoryEntries(viewOf(bytes.subarray(from, to)), entries);
}

function packedIn(bytes: Uint8Array, { header, packed }: DirectoryEntry): Uint8Array {
  const from = header + headerLength(viewOf(bytes.subarray(header, header + HEADER_BYTES)));
  return bytes.subarray(from, from + packed);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
