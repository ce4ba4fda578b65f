import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FileRecord } from '../../src/data/checksum';
import { fetchFile, type Fetcher } from '../../src/data/fetchFile';

const CONTENT = new Uint8Array(5000).map((_, i) => (i * i) % 251);
const PACKED = new Uint8Array(gzipSync(CONTENT));
const RECORD: FileRecord = {
  name: 'file.gz',
  bytes: PACKED.length,
  sha256: sha256(PACKED),
  unpackedBytes: CONTENT.length,
  unpackedSha256: sha256(CONTENT),
};

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function serving(bytes: Uint8Array<ArrayBuffer>): Fetcher {
  return async () => new Response(bytes);
}

function load(fetcher: Fetcher, record: FileRecord | null = RECORD) {
  return fetchFile(fetcher, 'http://host/file.gz', record, () => {});
}

afterEach(() => vi.unstubAllGlobals());

describe('a fetched file', () => {
  it('is unpacked and verified', async () => {
    const file = await load(serving(PACKED));
    expect(file).toEqual({
      ok: true,
      value: { bytes: CONTENT, sha256: RECORD.unpackedSha256, verified: true },
    });
  });

  it('may arrive unpacked already', async () => {
    const file = await load(serving(CONTENT));
    expect(file).toEqual({
      ok: true,
      value: { bytes: CONTENT, sha256: RECORD.unpackedSha256, verified: true },
    });
  });

  it('tells how much has arrived', async () => {
    const seen: [number, number][] = [];
    await fetchFile(serving(PACKED), 'u', RECORD, (received, total) =>
      seen.push([received, total]),
    );
    expect(seen.at(-1)).toEqual([PACKED.length, PACKED.length]);
  });

  it('counts as not verified without a record or a secure context', async () => {
    expect(await load(serving(PACKED), null)).toMatchObject({ value: { verified: false } });
    vi.stubGlobal('crypto', {});
    expect(await load(serving(PACKED))).toMatchObject({ ok: true, value: { verified: false } });
  });

  it.each<[string, string, Fetcher]>([
    ['not-found', 'HTTP status 404', async () => new Response('', { status: 404 })],
    ['unreachable', 'cannot be reached', async () => Promise.reject(new TypeError('no route'))],
    ['truncated', 'broke off after 100 bytes', async () => new Response(breakingOff(100))],
    ['damaged-gzip', 'not a whole gzip file', serving(PACKED.slice(0, -9))],
    ['wrong-size', '4999 bytes instead of 5000', serving(CONTENT.slice(1))],
    ['checksum', 'SHA-256', serving(CONTENT.map((value, i) => (i === 70 ? value ^ 1 : value)))],
  ])('is refused as %s', async (code, words, fetcher) => {
    const file = await load(fetcher);
    expect(file).toMatchObject({ ok: false, code });
    expect(file.ok ? '' : file.message).toContain(words);
    expect(file.ok ? '' : file.message).toContain('http://host/file.gz');
  });
});

function breakingOff(bytes: number): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      if (bytes === 0) controller.error(new Error('connection reset'));
      else controller.enqueue(new Uint8Array(bytes));
      bytes = 0;
    },
  });
}
