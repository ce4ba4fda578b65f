import { isParquet } from '../formats/parquet/isParquet';
import type { RemoteFile, Spans } from '../download/remoteFile';
import { FileTrouble } from '../formats/fileTrouble';
import { note } from '../words/refusal';

/** A file that somebody gave, or one in an archive: read only where and when it is needed. */
export interface PictureFile {
  /** With its folders, as the person sees them. */
  readonly path: string;
  /** Its first 16 kB, of a single picture what tells its kind; all of it where it is shorter. */
  readonly head: Uint8Array;
  /** @throws FileTrouble where an archive is damaged there */
  readonly open: () => Promise<Blob>;
  /** Of one that stays on its server. */
  readonly remote?: Spans;
}

/** What a person gives. */
export interface GivenPictures {
  /** With its folders, where the browser tells them. */
  readonly path: string;
  /** Its first bytes where it stays on a server. */
  readonly blob: Blob;
  readonly remote?: RemoteFile;
}

/** Enough for the first bytes of each format and for the first line of a table of pixels. */
export const HEAD_BYTES = 16_384;

/** What tells the kind of a picture. */
export const KIND_BYTES = 16;

/** All at once in memory, of a file of pixels or a list of names. */
const MOST_BYTES = 2 ** 29;

/** @throws FileTrouble where it is too large, or an archive is damaged there */
export async function bytesOf(file: Pick<PictureFile, 'open'>): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await file.open();
  if (blob.size > MOST_BYTES)
    throw new FileTrouble(note('file-bytes', { bytes: blob.size, most: MOST_BYTES }));
  return new Uint8Array(await blob.arrayBuffer());
}

/** As `bytesOf`. */
export async function textOf(file: Pick<PictureFile, 'open'>): Promise<string> {
  return new TextDecoder().decode(await bytesOf(file));
}

/** Whether of a file like this only what is needed may be read. */
export function isReadInSpans(head: Uint8Array): boolean {
  return isParquet(head);
}

/** `folder/sub/file.png` → `folder/sub/` */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
