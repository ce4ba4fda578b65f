import type { Outcome, Refusal } from '../pruning/plan';
import { refusal } from '../pruning/validatePlan';
import { sha256, type FileRecord } from './checksum';
import { unpack } from './unpack';

export type Fetcher = (url: string) => Promise<Response>;

/** @param totalBytes 0 where it is not known */
export type OnBytes = (receivedBytes: number, totalBytes: number) => void;

export interface FetchedFile {
  /** Unpacked content. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the unpacked content, lower-case hex; null without `crypto.subtle`. */
  readonly sha256: string | null;
  /** False where there was nothing to compare with or no `crypto.subtle` to do it. */
  readonly verified: boolean;
}

/**
 * Fetches a file, unpacks it and compares its content with its record.
 * Refused with `unreachable`, `not-found`, `truncated`, `damaged-gzip`, `wrong-size` or `checksum`; every one of
 * them may pass when tried again.
 */
export async function fetchFile(
  fetcher: Fetcher,
  url: string,
  record: FileRecord | null,
  onBytes: OnBytes,
): Promise<Outcome<FetchedFile>> {
  const received = await fetchBytes(fetcher, url, record?.bytes ?? 0, onBytes);
  if (!received.ok) return received;
  const unpacked = await unpack(url, received.value);
  if (!unpacked.ok) return unpacked;
  const bytes = unpacked.value;
  if (record) return verify(url, bytes, record);
  return { ok: true, value: { bytes, sha256: await sha256(bytes), verified: false } };
}

export async function fetchBytes(
  fetcher: Fetcher,
  url: string,
  knownBytes: number,
  onBytes: OnBytes,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  let received = 0;
  try {
    const response = await fetcher(url);
    if (!response.ok || !response.body) return notFound(url, response.status);
    const total = knownBytes || Number(response.headers.get('content-length') ?? 0);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      chunks.push(read.value);
      received += read.value.length;
      onBytes(received, total);
    }
    return { ok: true, value: joined(chunks, received) };
  } catch (cause) {
    return lost(url, received, cause);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function verify(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  record: FileRecord,
): Promise<Outcome<FetchedFile>> {
  const expectedBytes = record.unpackedBytes ?? record.bytes;
  if (bytes.length !== expectedBytes) {
    const sizes = `${bytes.length} bytes instead of ${expectedBytes}`;
    return refusal('wrong-size', `${url} has ${sizes}; load it again or replace it`);
  }
  const digest = await sha256(bytes);
  const expected = record.unpackedSha256 ?? record.sha256;
  if (digest !== null && digest !== expected) {
    const sums = `${digest.slice(0, 12)}… instead of ${expected.slice(0, 12)}…`;
    return refusal('checksum', `${url} is damaged: SHA-256 ${sums}; load it again or replace it`);
  }
  return { ok: true, value: { bytes, sha256: digest, verified: digest !== null } };
}

function notFound(url: string, status: number): Refusal {
  const remedy = 'check that the file lies there and load it again';
  return refusal('not-found', `${url} cannot be loaded (HTTP status ${status}); ${remedy}`);
}

function lost(url: string, received: number, cause: unknown): Refusal {
  const why = cause instanceof Error ? cause.message : String(cause);
  return received === 0
    ? refusal(
        'unreachable',
        `${url} cannot be reached (${why}); check the server and load it again`,
      )
    : refusal('truncated', `${url} broke off after ${received} bytes (${why}); load it again`);
}
