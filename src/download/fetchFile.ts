import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { ArrivingBytes } from './arrivingBytes';
import { sha256, type FileRecord } from './checksum';
import { StallWatch, STALLED_AFTER_MS } from './stallWatch';
import { startTimer } from '../base/clock';
import { ownMemory, type Memory } from './memory';
import { isGzip, unpack } from './unpack';

export type Fetcher = (
  url: string,
  options: { readonly signal: AbortSignal; readonly cache: RequestCache },
) => Promise<Response>;

export interface FileRequest {
  readonly url: string;
  /** Length of the file as it is stored, 0 where it is not known. */
  readonly knownBytes: number;
  /** The same of its content, which comes where a server unpacks the file, or has a browser unpack it. */
  readonly contentBytes: number;
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

/** @param memory that the content is to lie in */
export function checked<B extends ArrayBufferLike>(
  readFile: ReadFile,
  memory: Memory<B>,
): ReadChecked<B> {
  return async ({ record, first, ...request }, onBytes) => {
    const read = await readFile(request, onBytes);
    return read.ok ? checkFile(request.url, read.value, record, memory, first) : read;
  };
}

/**
 * Unpacks a file and compares it with its record. Where it agrees as it is served, its content does too, and no more of it is
 * unpacked than is wanted, to where it is to lie: the training images are 47 MB, which a Pi should not hold twice.
 * Refused with `damaged-gzip`, `wrong-size` or `checksum`.
 * @param first so many bytes of the content are wanted
 */
export async function checkFile<B extends ArrayBufferLike>(
  url: string,
  served: Uint8Array<ArrayBuffer>,
  record: FileRecord | null,
  memory: Memory<B>,
  first = Infinity,
): Promise<Outcome<FetchedFile<B>>> {
  const packed = isGzip(served);
  const promised = record?.unpackedSha256;
  if (packed && promised && (await sha256(served)) === record.sha256) {
    const content = await unpack(url, served, memory, first);
    return content.ok ? fetched(content.value, promised, true) : content;
  }
  const unpacked = packed ? await unpack(url, served, ownMemory, Infinity) : null;
  if (unpacked && !unpacked.ok) return unpacked;
  const bytes = unpacked ? unpacked.value : served;
  const digest = await sha256(bytes);
  const wrong = record && mismatch(url, bytes.length, digest, record);
  if (wrong) return wrong;
  // Of more, a copy is given, so that the rest leaves the memory.
  const wanted = bytes.length > first ? bytes.slice(0, first) : bytes;
  return fetched(memory.moved(wanted), digest, record !== null && digest !== null);
}

function fetched<B extends ArrayBufferLike>(
  bytes: Uint8Array<B>,
  digest: string | null,
  verified: boolean,
): Outcome<FetchedFile<B>> {
  return { ok: true, value: { bytes, sha256: digest, verified } };
}

/** @param digest null where it could not be had: then the length alone is compared */
function mismatch(
  url: string,
  bytes: number,
  digest: string | null,
  record: FileRecord,
): Refusal | null {
  const expectedBytes = record.unpackedBytes ?? record.bytes;
  if (bytes !== expectedBytes)
    return refusal('wrong-size', { url, bytes, expected: expectedBytes });
  const expected = record.unpackedSha256 ?? record.sha256;
  return digest === null || digest === expected
    ? null
    : refusal('checksum', { url, found: digest, expected });
}

/**
 * Reads files from a server. Refused with `unreachable`, `not-found`, `truncated` or `stalled`; every one of them may
 * pass when tried again.
 */
export function readByFetch(fetcher: Fetcher, timer = startTimer): ReadFile {
  return async ({ url, fresh, ...known }, onBytes) => {
    const watch = new StallWatch(timer);
    let received = 0;
    const told: OnBytes = (bytes, total) => onBytes((received = bytes), total);
    try {
      told(0, known.knownBytes);
      const cache = fresh ? 'reload' : 'default';
      const response = await watch.next(fetcher(url, { signal: watch.signal, cache }));
      if (!response.ok || !response.body) {
        return refusal('not-found', { url, status: response.status });
      }
      const total = lengthOf(response, known);
      const arriving = new ArrivingBytes(total, ownMemory);
      await download(response.body, watch, (piece) => {
        arriving.append(piece);
        told(received + piece.length, total);
      });
      return { ok: true, value: arriving.taken() };
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
  onPiece: (piece: Uint8Array) => void,
): Promise<void> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await watch.next(reader.read());
    if (done) return;
    onPiece(value);
  }
}

/** 0 where it is not known. */
function lengthOf(
  { headers }: Response,
  { knownBytes, contentBytes }: Pick<FileRequest, 'knownBytes' | 'contentBytes'>,
): number {
  if (headers.has('content-encoding')) return contentBytes;
  return knownBytes || Number(headers.get('content-length') ?? 0);
}

function lost(url: string, received: number, cause: unknown): Refusal {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return received === 0
    ? refusal('unreachable', { url, reason })
    : refusal('truncated', { url, received, reason });
}
