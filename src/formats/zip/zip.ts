/** Zip archives as strangers make them: bounded before anything is unpacked, and without litter. */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { isLitter, leavesFolder } from '../litter';

/** Entries that are looked at. */
const MOST_ENTRIES = 100_000;
/** Altogether, unpacked: of any archive, and for each byte of its own, which no weights or pictures come near. */
const [MOST_BYTES, DENSEST, ALWAYS] = [2 ** 30, 100, 2 ** 20];

/** @param wants which entries are unpacked, by their path. @throws FileTrouble */
export function unzip(
  bytes: Uint8Array,
  wants: (path: string) => boolean,
): ReadonlyMap<string, Uint8Array> {
  let [entries, total] = [0, 0];
  const most = Math.min(MOST_BYTES, ALWAYS + DENSEST * bytes.length);
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (++entries > MOST_ENTRIES)
      throw new FileTrouble(note('zip-entries', { most: MOST_ENTRIES }));
    if (isLitter(name) || leavesFolder(name) || !wants(name)) return false;
    total += originalSize;
    if (total > most) throw new FileTrouble(note('zip-bytes', { most }));
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    throw error instanceof FileTrouble ? error : new FileTrouble(note('file-cut-off'));
  }
}

/** Paths of all entries; none where it is no sound archive. */
export function pathsInZip(bytes: Uint8Array): string[] {
  const paths: string[] = [];
  try {
    unzip(bytes, (path) => {
      paths.push(path);
      return false;
    });
  } catch (error) {
    if (!(error instanceof FileTrouble)) throw error;
  }
  return paths;
}
