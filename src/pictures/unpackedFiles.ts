/** From what somebody gives to single files: archives are looked into, litter is left aside. */
import type { Note } from '../base/outcome';
import { remoteSpans, type RemoteFile } from '../download/remoteFile';
import { FileTrouble } from '../formats/fileTrouble';
import { isLitter } from '../formats/litter';
import { pictureKind } from '../formats/picture/pictureHeader';
import { isTar, tarFiles } from '../formats/tar/tar';
import { gunzipped } from '../formats/zip/inflate';
import { zipEntries, type ZipEntry } from '../formats/zip/zipDirectory';
import { note } from '../words/refusal';
import type { LeftFile } from './foundPicture';
import { HEAD_BYTES, KIND_BYTES, type GivenPictures, type PictureFile } from './pictureFile';

/** Of a gzip file, unpacked, bytes. */
const MOST_BYTES = 2 ** 30;
/** Files that are looked at. */
const MOST_FILES = 200_000;
/** Read at the same time: enough to keep a disk busy. */
const AT_ONCE = 32;

export interface UnpackedFiles {
  readonly files: readonly PictureFile[];
  readonly left: readonly LeftFile[];
}

/** @param onProgress called with the number of files so far */
export async function unpackedFiles(
  given: readonly GivenPictures[],
  onProgress: (files: number) => void = () => {},
): Promise<UnpackedFiles> {
  const files: PictureFile[] = [];
  const left: LeftFile[] = [];
  const sound = given.filter(({ path }) => !isLitter(path)).slice(0, MOST_FILES);
  for (let at = 0; at < sound.length; at += AT_ONCE) {
    const some = sound.slice(at, at + AT_ONCE);
    for (const opened of await Promise.all(some.map(openedOf))) {
      files.push(...opened.files);
      left.push(...opened.left);
    }
    onProgress(files.length);
  }
  return { files, left };
}

/** An archive in an archive stays closed. */
async function openedOf({ path, blob, remote }: GivenPictures): Promise<UnpackedFiles> {
  try {
    const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    if (remote) return { files: [onServer(path, head, remote)], left: [] };
    if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return await zipFiles(path, blob);
    if (isTar(head)) return { files: filesOfTar(path, await bytesIn(blob)), left: [] };
    if (!startsWith(head, 0x1f, 0x8b))
      return { files: [{ path, head: neededOf(head), open: async () => blob }], left: [] };
    const bytes = gunzip(await bytesIn(blob));
    const files = isTar(bytes)
      ? filesOfTar(path, bytes)
      : [inMemory(path.replace(/\.gz$/i, ''), bytes)];
    return { files, left: [] };
  } catch (error) {
    return { files: [], left: [{ name: path, why: troubleOf(error) }] };
  }
}

function onServer(path: string, head: Uint8Array, file: RemoteFile): PictureFile {
  const remote = remoteSpans(fetch, file);
  const open = async () => new Blob([await remote.slice(0, file.size).arrayBuffer()]);
  return { path, head, open, remote };
}

async function zipFiles(path: string, blob: Blob): Promise<UnpackedFiles> {
  const files: PictureFile[] = [];
  const left: LeftFile[] = [];
  const entries = await zipEntries(blob);
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const some = entries.slice(at, at + AT_ONCE);
    const heads = await Promise.all(some.map(({ head }) => head(HEAD_BYTES)));
    some.forEach((entry, i) => files.push(zipFile(folderLike(path), entry, heads[i])));
  }
  return { files, left };
}

function zipFile(folder: string, { path, unpack }: ZipEntry, head: Uint8Array): PictureFile {
  const open = async () => new Blob([await unpack()]);
  return { path: folder + path, head: neededOf(head), open };
}

function filesOfTar(path: string, bytes: Uint8Array): PictureFile[] {
  return tarFiles(bytes).map((file) => inMemory(folderLike(path) + file.path, file.bytes));
}

function inMemory(path: string, bytes: Uint8Array): PictureFile {
  const open = async () => new Blob([bytes as Uint8Array<ArrayBuffer>]);
  return { path, head: bytes.subarray(0, HEAD_BYTES), open };
}

/** Of a single picture nobody asks more than its kind: the beginnings of 200,000 would fill the memory. */
function neededOf(head: Uint8Array): Uint8Array {
  return head.slice(0, pictureKind(head) === null ? HEAD_BYTES : KIND_BYTES);
}

/** `pets.zip` → `pets/` */
function folderLike(path: string): string {
  return `${path.replace(/\.(zip|tar|tgz|tar\.gz)$/i, '')}/`;
}

function gunzip(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  if (length < 18) throw new FileTrouble(note('file-cut-off'));
  const unpacked = new DataView(bytes.buffer, bytes.byteOffset).getUint32(length - 4, true);
  // Deflate packs a thousand times at most: what promises more is no file of that length.
  if (unpacked > MOST_BYTES || unpacked > 1100 * length)
    throw new FileTrouble(note('zip-bytes', { most: MOST_BYTES }));
  return gunzipped(bytes, unpacked);
}

async function bytesIn(blob: Blob): Promise<Uint8Array> {
  if (blob.size > MOST_BYTES) throw new FileTrouble(note('zip-bytes', { most: MOST_BYTES }));
  return new Uint8Array(await blob.arrayBuffer());
}

/** What a reader says, or that a file could not be read to its end. */
export function troubleOf(error: unknown): Note {
  if (error instanceof FileTrouble) return error.why;
  if (error instanceof RangeError || error instanceof DOMException) return note('file-cut-off');
  throw error;
}

function startsWith(head: Uint8Array, ...bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte);
}
