import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import type { DirectoryEntry } from './directory';
import { inflated } from './inflate';

export const STORED = 0;
const DEFLATED = 8;

/** Of an entry's own header without its name and extra fields. */
export const HEADER_BYTES = 30;

/** How far behind its header an entry's bytes begin. @throws FileTrouble. @param header its first `HEADER_BYTES` */
export function headerLength(header: DataView): number {
  if (header.byteLength < HEADER_BYTES) throw new FileTrouble(note('file-cut-off'));
  return HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
}

/** @throws FileTrouble. @param packed as it stands in the zip */
export function unpackedEntry<B extends ArrayBufferLike>(
  { method, bytes }: DirectoryEntry,
  packed: Uint8Array<B>,
): Uint8Array<B | ArrayBuffer> {
  if (method === DEFLATED) return inflated(packed, bytes);
  if (method !== STORED) throw new FileTrouble(note('zip-method', { method }));
  if (packed.length !== bytes) throw new FileTrouble(note('file-cut-off'));
  return packed;
}
