/** Deflate to a length that is known before: what goes on beyond it is damaged or a bomb, and ends there. */
import { Gunzip, Inflate, Unzlib } from 'fflate';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';

/** Packed bytes at a time, which unpack to 16 MB at most. */
const PORTION = 16_384;
/** The same for a beginning, or what is to be small: half a megabyte at most. */
const SMALL_PORTION = 512;

/** Packed bytes, beyond twice what they gave, after which nothing sound gives so little. */
const IDLE = 65_536;

type Stream = Pick<Inflate, 'push' | 'ondata'>;

/** Deflate as it stands in zips. @throws FileTrouble unless it gives exactly so many bytes */
export function inflated(packed: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  return unpacked(new Inflate(), packed, bytes);
}

/** Deflate with zlib's head and sum. @throws FileTrouble unless it gives exactly so many bytes */
export function unzlibbed(packed: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  return unpacked(new Unzlib(), packed, bytes);
}

/** A gzip file. @throws FileTrouble unless it gives exactly so many bytes */
export function gunzipped(packed: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  return unpacked(new Gunzip(), packed, bytes);
}

/** The first bytes of what deflate gives, `most` where there are so many; fewer of what is damaged before. */
export function beginningOf(packed: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most);
  let length = 0;
  const stream = new Inflate((part) => {
    out.set(part.subarray(0, most - length), length);
    length = Math.min(most, length + part.length);
  });
  try {
    for (let at = 0; at < packed.length && length < most; at += SMALL_PORTION)
      stream.push(packed.subarray(at, at + SMALL_PORTION));
  } catch {
    // What was unpacked stands; whoever reads all of it is told of the rest.
  }
  return out.subarray(0, length);
}

function unpacked(stream: Stream, packed: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  const portion = Math.min(PORTION, Math.max(SMALL_PORTION, bytes));
  let length = 0;
  stream.ondata = (part) => {
    // Throws where it does not fit.
    out.set(part, length);
    length += part.length;
  };
  try {
    for (let at = 0; at < packed.length && at < 2 * length + IDLE; at += portion)
      stream.push(packed.subarray(at, at + portion), at + portion >= packed.length);
  } catch {
    throw new FileTrouble(note('file-cut-off'));
  }
  if (length !== bytes) throw new FileTrouble(note('file-cut-off'));
  return out;
}
