import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import { ArrivingBytes } from './arrivingBytes';
import type { Memory } from './memory';

/** Recognised by its first two bytes, not by its name: some servers unpack .gz files on the way. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content of a file that is packed with gzip. Refused with `damaged-gzip`, unless it is damaged behind what is wanted.
 * @param name for the refusal
 * @param first so many bytes at most: what stands behind them is not unpacked
 */
export async function unpack<B extends ArrayBufferLike>(
  name: string,
  packed: Uint8Array<ArrayBuffer>,
  memory: Memory<B>,
  first: number,
): Promise<Outcome<Uint8Array<B>>> {
  try {
    const arriving = new ArrivingBytes(Math.min(first, contentBytes(packed)), memory);
    const stream = piecesOf(packed).pipeThrough(new DecompressionStream('gzip'));
    await readBeginning(stream, arriving, first);
    return { ok: true, value: arriving.taken() };
  } catch {
    return refusal('damaged-gzip', { name, bytes: packed.length });
  }
}

/** What the last four bytes of a packed file say of its content's length, modulo 2³² (RFC 1952, 2.3.1, ISIZE). */
function contentBytes({ buffer, byteOffset, length }: Uint8Array): number {
  return new DataView(buffer, byteOffset).getUint32(length - 4, true);
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

const PIECE = 64 << 10;

/** Views of them, one at a time: the stream of a Blob would be of a copy. */
function piecesOf(bytes: Uint8Array<ArrayBuffer>): Bytes {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += PIECE)));
      else controller.close();
    },
  });
}

async function readBeginning(
  stream: Bytes,
  arriving: ArrivingBytes<ArrayBufferLike>,
  most: number,
): Promise<void> {
  const reader = stream.getReader();
  for (let left = most; left > 0;) {
    const { done, value } = await reader.read();
    if (done) return;
    arriving.append(value.subarray(0, left));
    left -= value.length;
  }
  await reader.cancel();
}
