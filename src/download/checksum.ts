/** What is known of a file before it is fetched. */
export interface FileRecord {
  readonly name: string;
  /** Length and SHA-256 (lower-case hex) of the file as it is served. */
  readonly bytes: number;
  readonly sha256: string;
  /** The same of its content where the file is packed with gzip. */
  readonly unpackedBytes?: number;
  readonly unpackedSha256?: string;
}

/** SHA-256 in lower-case hex, or null where there is no secure context and thus no `crypto.subtle`. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
