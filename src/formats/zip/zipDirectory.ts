/**
 * The entries of a zip by its directory, each unpacked when it is wanted: pictures come in archives that are larger than
 * what should lie in memory at once.
 */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { directoryEntries, directoryPlace, LONGEST_END, type DirectoryEntry } from './directory';
import { beginningOf } from './inflate';
import { HEADER_BYTES, headerLength, STORED, unpackedEntry } from './entryBytes';

export interface ZipEntry {
  readonly path: string;
  /** Unpacked. */
  readonly bytes: number;
  /** The first bytes, `count` where there are so many. */
  readonly head: (count: number) => Promise<Uint8Array>;
  /** @throws FileTrouble */
  readonly unpack: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** Of one entry, unpacked, bytes. */
const MOST_BYTES = 2 ** 29;

/** Without litter and what leaves the archive. @throws FileTrouble */
export async function zipEntries(zip: Blob): Promise<ZipEntry[]> {
  const start = Math.max(0, zip.size - LONGEST_END);
  const place = directoryPlace(await viewOf(zip, start, zip.size), start);
  const directory = await viewOf(zip, place.from, place.to);
  return directoryEntries(directory, place.entries).map((entry) => zipEntry(zip, entry));
}

function zipEntry(zip: Blob, entry: DirectoryEntry): ZipEntry {
  const { path, method, packed, bytes, header } = entry;
  const slice = async (count: number) => {
    const from = header + headerLength(await viewOf(zip, header, header + HEADER_BYTES));
    return new Uint8Array(await zip.slice(from, from + Math.min(count, packed)).arrayBuffer());
  };
  return {
    path,
    bytes,
    async head(count) {
      // Deflate needs its tables first, which are shorter than this.
      const start = await slice(count + 1024);
      return method === STORED ? start.subarray(0, count) : beginningOf(start, count);
    },
    async unpack() {
      if (bytes > MOST_BYTES) throw new FileTrouble(note('zip-bytes', { most: MOST_BYTES }));
      // However badly a packer does, it does not double anything: this says less than it holds.
      if (packed > 2 * bytes + 1024) throw new FileTrouble(note('file-cut-off'));
      return unpackedEntry(entry, await slice(packed));
    },
  };
}

async function viewOf(blob: Blob, from: number, to: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await blob.slice(from, to).arrayBuffer());
}
