import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';

/** Recognised by its first two bytes, not by its name: some servers unpack .gz files on the way. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content of a file that may be packed with gzip.
 * @param name for a refusal (`damaged-gzip`)
 */
export async function unpack(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  if (!isGzip(bytes)) return { ok: true, value: bytes };
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return { ok: true, value: new Uint8Array(await new Response(unpacked).arrayBuffer()) };
  } catch {
    return refusal('damaged-gzip', { name, bytes: bytes.length });
  }
}
