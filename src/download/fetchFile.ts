import { joinedBytes } from '../base/joinedBytes';
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { sha256, type FileRecord } from './checksum';
import { StallWatch, STALLED_AFTER_MS } from './stallWatch';
import { startTimer } from '../base/clock';
import { unpack } from './unpack';

export type Fetcher = (
  url: string,
  options: { readonly signal: AbortSignal; readonly cache: RequestCache },
) => Promise<Response>;

export interface FileRequest {
  readonly url: string;
  /** Length of the file, 0 where it is not known. */
  readonly knownBytes: number;
  /** True where what was read before turned out wrong: whatever was kept of it is not used again. */
  readonly fresh: boolean;
}

/** @param totalBytes 0 where it is not known */
export type OnBytes = (receivedBytes: number, totalBytes: number) => void;

/** Bytes of a file as it is served. */
export type ReadFile = (
  request: FileRequest,
  onBytes: OnBytes,
) => Promise<Outcome<Uint8Array<ArrayBuffer>>>;

/** @param B what its bytes lie in */
export interface FetchedFile<B extends ArrayBufferLike = ArrayBuffer> {
  /** Unpacked content. */
  readonly bytes: Uint8Array<B>;
  /** Of the unpacked content, lower-case hex; null without `crypto.subtle`. */
  readonly sha256: string | null;
  /** False where there was nothing to compare with or no `crypto.subtle` to do it. */
  readonly verified: boolean;
}

/** With the record that its unpacked content has to agree with, where there is one. */
export interface CheckedRequest extends FileRequest {
  readonly record: FileRecord | null;
  /** Bytes of the content that are wanted, from its beginning on. Default all; what is checked is all of it. */
  readonly first?: number;
}

/** Content of a file, unpacked and checked. Refused as `ReadFile` and `checkFile`. */
export type ReadChecked<B extends ArrayBufferLike = ArrayBufferLike> = (
  request: CheckedRequest,
  onBytes: OnBytes,
) => Promise<Outcome<FetchedFile<B>>>;

export function checked(readFile: ReadFile): ReadChecked<ArrayBuffer> {
  return async ({ record, first, ...request }, onBytes) => {
    const read = await readFile(request, onBytes);
    return read.ok ? checkFile(request.url, read.value, record, first) : read;
  };
}

/**
 * Unpacks a file and compares its content with its record.
 * Refused with `damaged-gzip`, `wrong-size` or `checksum`.
 * @param first so many bytes of the content are wanted. Where the file as it is served agrees with its record, no more of it is
 *   unpacked: the training images are 47 MB, which lie in memory twice until they are put together.
 */
export async function checkFile(
  url: string,
  served: Uint8Array<ArrayBuffer>,
  record: FileRecord | null,
  first = Infinity,
): Promise<Outcome<FetchedFile>> {
  const content = record?.unpackedSha256;
  if (content && first < Infinity && (await sha256(served)) === record.sha256) {
    const part = await unpack(url, served, first);
    return part.ok ? { ok: true, value: fetched(part.value, content, true) } : part;
  }
  const unpacked = await unpack(url, served);
  if (!unpacked.ok) return unpacked;
  const bytes = unpacked.value;
  const file: Outcome<FetchedFile> = record
    ? await verify(url, bytes, record)
    : { ok: true, value: fetched(bytes, await sha256(bytes), false) };
  if (!file.ok || bytes.length <= first) return file;
  // A copy, so that the rest leaves the memory.
  return { ok: true, value: { ...file.value, bytes: bytes.slice(0, first) } };
}

function fetched(
  bytes: Uint8Array<ArrayBuffer>,
  digest: string | null,
  verified: boolean,
): FetchedFile {
  return { bytes, sha256: digest, verified };
}

/**
 * Reads files from a server. Refused with `unreachable`, `not-found`, `truncated` or `stalled`; every one of them may
 * pass when tried again.
 */
export function readByFetch(fetcher: Fetcher, timer = startTimer): ReadFile {
  return async ({ url, knownBytes, fresh }, onBytes) => {
    const watch = new StallWatch(timer);
    let received = 0;
    const told: OnBytes = (bytes, total) => onBytes((received = bytes), total);
    try {
      told(0, knownBytes);
      const cache = fresh ? 'reload' : 'default';
      const response = await watch.next(fetcher(url, { signal: watch.signal, cache }));
      if (!response.ok || !response.body) {
        return refusal('not-found', { url, status: response.status });
      }
      const total = knownBytes || Number(response.headers.get('content-length') ?? 0);
      const bytes = await download(response.body, watch, (soFar) => told(soFar, total));
      return { ok: true, value: bytes };
    } catch (cause) {
      const seconds = STALLED_AFTER_MS / 1000;
      return watch.stalled
        ? refusal('stalled', { url, seconds, received })
        : lost(url, received, cause);
    }
  };
}

async function download(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  watch: StallWatch,
  onBytes: (received: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = body.getReader();
  let received = 0;
  for (;;) {
    const { done, value } = await watch.next(reader.read());
    if (done) return joinedBytes(chunks);
    chunks.push(value);
    onBytes((received += value.length));
  }
}

async function verify(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  record: FileRecord,
): Promise<Outcome<FetchedFile>> {
  const expectedBytes = record.unpackedBytes ?? record.bytes;
  if (bytes.length !== expectedBytes) {
    return refusal('wrong-size', { url, bytes: bytes.length, expected: expectedBytes });
  }
  const digest = await sha256(bytes);
  const expected = record.unpackedSha256 ?? record.sha256;
  if (digest !== null && digest !== expected) {
    return refusal('checksum', { url, found: digest, expected });
  }
  return { ok: true, value: fetched(bytes, digest, digest !== null) };
}

function lost(url: string, received: number, cause: unknown): Refusal {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return received === 0
    ? refusal('unreachable', { url, reason })
    : refusal('truncated', { url, received, reason });
}
