import { joinedBytes } from '../base/joinedBytes';
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';

/** Recognised by its first two bytes, not by its name: some servers unpack .gz files on the way. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content of a file that may be packed with gzip.
 * @param name for a refusal (`damaged-gzip`)
 * @param first so many bytes at most: what stands behind them is not unpacked
 */
export async function unpack(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  first = Infinity,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  if (!isGzip(bytes)) return { ok: true, value: bytes.subarray(0, first) };
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    const value = first === Infinity ? await allOf(unpacked) : await beginning(unpacked, first);
    return { ok: true, value };
  } catch {
    return refusal('damaged-gzip', { name, bytes: bytes.length });
  }
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

async function allOf(stream: Bytes): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function beginning(stream: Bytes, first: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream.getReader();
  for (let length = 0; length < first;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel();
  return joinedBytes(chunks).slice(0, first);
}
