/** Bytes that are read in spans: an array, or a file that stays where it lies. */
export interface ByteSource {
  readonly length: number;
  /** Good until the next one is asked for. */
  subarray(from: number, to: number): Uint8Array;
}

/** Those from `start` on. */
export function behind(bytes: ByteSource, start: number): ByteSource {
  if (bytes instanceof Uint8Array) return bytes.subarray(start);
  return {
    length: bytes.length - start,
    subarray: (from, to) => bytes.subarray(start + from, start + to),
  };
}
