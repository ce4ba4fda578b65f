import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import type { FileRecord } from '../../src/download/checksum';
import {
  checked,
  checkFile,
  readByFetch,
  type Fetcher,
  type OnBytes,
} from '../../src/download/fetchFile';
import { ownMemory, sharedMemory, type Memory } from '../../src/download/memory';
import { STALLED_AFTER_MS } from '../../src/download/stallWatch';
import { ManualTimer, settle } from '../bridge/fakeWorker';
import type { Values } from '../../src/base/outcome';
import type { Code } from '../../src/words/refusal';

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

const URL_OF_FILE = 'http://host/file.gz';

async function load(fetcher: Fetcher, record: FileRecord | null = RECORD, onBytes?: OnBytes) {
  const [knownBytes, contentBytes] = [record?.bytes ?? 0, record?.unpackedBytes ?? 0];
  const request = { url: URL_OF_FILE, knownBytes, contentBytes, fresh: false, record };
  return checked(readByFetch(fetcher), ownMemory)(request, onBytes ?? (() => {}));
}

const MEMORIES = [
  [ownMemory, ArrayBuffer],
  [sharedMemory, SharedArrayBuffer],
] as readonly (readonly [Memory<ArrayBufferLike>, typeof ArrayBuffer])[];

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

  it('is unpacked no further than is wanted, and verified all the same', async () => {
    const random = seededRandom(1, 0);
    const content = new Uint8Array(500_000).map(() => 256 * random());
    const packed = new Uint8Array(gzipSync(content)).fill(0, -8);
    const record = { ...RECORD, sha256: sha256(packed), unpackedSha256: sha256(content) };
    expect(await checkFile(URL_OF_FILE, packed, record, ownMemory, 100)).toEqual({
      ok: true,
      value: { bytes: content.slice(0, 100), sha256: record.unpackedSha256, verified: true },
    });
    const damaged = await checkFile(URL_OF_FILE, packed, record, ownMemory);
    expect(damaged).toMatchObject({ code: 'damaged-gzip' });
  });

  it.each([
    ['packed by another program', new Uint8Array(gzipSync(CONTENT, { level: 1 }))],
    ['unpacked by its server', CONTENT],
  ])('is held against its content where it was %s, though a part is wanted', async (_, served) => {
    const first = 100;
    expect(await checkFile(URL_OF_FILE, served, RECORD, ownMemory, first)).toEqual({
      ok: true,
      value: { bytes: CONTENT.slice(0, first), sha256: RECORD.unpackedSha256, verified: true },
    });
    const other = { ...RECORD, unpackedSha256: sha256(PACKED) };
    expect(await checkFile(URL_OF_FILE, served, other, ownMemory, first)).toMatchObject({
      code: 'checksum',
    });
  });

  it('has no more to give than it holds', async () => {
    const file = await checkFile(URL_OF_FILE, PACKED, RECORD, ownMemory, 1e6);
    expect(file).toMatchObject({ value: { bytes: CONTENT } });
  });

  it('tells how much has arrived', async () => {
    const seen: [number, number][] = [];
    await load(serving(PACKED), RECORD, (received, total) => seen.push([received, total]));
    expect(seen[0]).toEqual([0, PACKED.length]);
    expect(seen.at(-1)).toEqual([PACKED.length, PACKED.length]);
  });

  it('may be served as it is: then its record is of what is served', async () => {
    const plain = { name: 'file', bytes: CONTENT.length, sha256: sha256(CONTENT) } as FileRecord;
    expect(await load(serving(CONTENT), plain)).toMatchObject({ value: { verified: true } });
    const longer = await load(serving(new Uint8Array([...CONTENT, 0])), plain);
    expect(longer).toMatchObject({ code: 'wrong-size' });
    const other = await load(serving(CONTENT), { ...plain, sha256: RECORD.sha256 });
    expect(other).toMatchObject({ code: 'checksum' });
  });

  it('is put together in the order in which it came', async () => {
    const pieces = [0, 1, 2].map((i) => PACKED.slice(i * 100, i < 2 ? (i + 1) * 100 : undefined));
    expect(PACKED.length).toBeGreaterThan(200);
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    const file = await load(async () => new Response(body));
    expect(file).toMatchObject({ ok: true, value: { verified: true } });
  });

  it('tells the length that the server tells where none is known', async () => {
    const totals: number[] = [];
    const headers = { 'content-length': String(PACKED.length) };
    const fetcher = async () => new Response(PACKED, { headers });
    await load(fetcher, null, (_, total) => totals.push(total));
    expect(totals.at(0)).toBe(0);
    expect(totals.at(-1)).toBe(PACKED.length);
  });

  it('that its server unpacks is as long as its content', async () => {
    const totals: number[] = [];
    const headers = { 'content-length': String(PACKED.length), 'content-encoding': 'gzip' };
    const fetcher = async () => new Response(CONTENT, { headers });
    const file = await load(fetcher, RECORD, (_, total) => totals.push(total));
    expect(file).toMatchObject({ value: { bytes: CONTENT } });
    expect(totals.at(-1)).toBe(CONTENT.length);
    await load(fetcher, null, (_, total) => totals.push(total));
    expect(totals.at(-1)).toBe(0);
  });

  it.each([
    ['packed', PACKED, RECORD],
    ['unpacked by its server', CONTENT, RECORD],
    ['packed, of which nothing is known', PACKED, null],
  ])('comes to lie in the memory that is asked for: %s', async (_, served, record) => {
    for (const [memory, kind] of MEMORIES) {
      for (const first of [100, undefined]) {
        const file = await checkFile(URL_OF_FILE, served, record, memory, first);
        const content = CONTENT.slice(0, first);
        expect(file).toMatchObject({ value: { sha256: RECORD.unpackedSha256 } });
        const { bytes } = (file as Extract<typeof file, { ok: true }>).value;
        expect(bytes.buffer).toBeInstanceOf(kind);
        expect(bytes.buffer.byteLength).toBe(content.length);
        expect([...bytes]).toEqual([...content]);
      }
    }
  });

  it('counts as not verified without a record or a secure context', async () => {
    expect(await load(serving(PACKED), null)).toEqual({
      ok: true,
      value: { bytes: CONTENT, sha256: RECORD.unpackedSha256, verified: false },
    });
    vi.stubGlobal('crypto', {});
    expect(await load(serving(PACKED))).toMatchObject({ ok: true, value: { verified: false } });
  });

  it.each<[Code, Values, Fetcher]>([
    ['not-found', { status: 404 }, async () => new Response('', { status: 404 })],
    ['not-found', { status: 204 }, async () => new Response(null, { status: 204 })],
    ['unreachable', { reason: 'no route' }, async () => Promise.reject(new TypeError('no route'))],
    ['truncated', { received: 100 }, async () => new Response(breakingOff(100))],
    ['damaged-gzip', { bytes: PACKED.length - 9 }, serving(PACKED.slice(0, -9))],
    ['wrong-size', { bytes: 4999, expected: 5000 }, serving(CONTENT.slice(1))],
    [
      'checksum',
      { expected: RECORD.unpackedSha256 },
      serving(CONTENT.map((value, i) => (i === 70 ? value ^ 1 : value))),
    ],
  ])('is refused as %s', async (code, values, fetcher) => {
    const file = await load(fetcher);
    const named = { [code === 'damaged-gzip' ? 'name' : 'url']: 'http://host/file.gz' };
    expect(file).toMatchObject({ ok: false, code, values: { ...named, ...values } });
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

describe('a download', () => {
  const request = { url: URL_OF_FILE, knownBytes: 300, contentBytes: 0, fresh: false };

  /** A server whose bytes come when the test says so. */
  function slowServer() {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
    const writer = writable.getWriter();
    let asked: Parameters<Fetcher>[1] | null = null;
    const fetcher: Fetcher = async (_, options) => {
      asked = options;
      return new Response(readable);
    };
    return {
      fetcher,
      send: () => writer.write(new Uint8Array(100)),
      end: () => writer.close(),
      asked: () => asked!,
    };
  }

  it('is given up by name when the server never answers', async () => {
    const timer = new ManualTimer();
    const read = readByFetch(() => new Promise(() => {}), timer.start)(request, () => {});
    timer.advance(STALLED_AFTER_MS);
    expect(await read).toEqual({
      ok: false,
      code: 'stalled',
      values: { url: URL_OF_FILE, seconds: 10, received: 0 },
    });
  });

  it('is given up when it comes to a halt, and its connection is closed', async () => {
    const timer = new ManualTimer();
    const { fetcher, send, asked } = slowServer();
    const read = readByFetch(fetcher, timer.start)(request, () => {});
    await Promise.all([send(), settle()]);
    timer.advance(STALLED_AFTER_MS);
    const outcome = await read;
    const values = { url: URL_OF_FILE, seconds: 10, received: 100 };
    expect(outcome).toMatchObject({ ok: false, code: 'stalled', values });
    expect(asked().signal.aborted).toBe(true);
  });

  it('may take as long as it likes while it moves', async () => {
    const timer = new ManualTimer();
    const { fetcher, send, end, asked } = slowServer();
    const read = readByFetch(fetcher, timer.start)(request, () => {});
    for (let part = 0; part < 3; part++) {
      timer.advance(STALLED_AFTER_MS - 1);
      await Promise.all([send(), settle()]);
    }
    await end();
    expect(await read).toMatchObject({ ok: true, value: { length: 300 } });
    timer.advance(STALLED_AFTER_MS);
    expect(asked().signal.aborted).toBe(false);
  });

  it.each([
    [false, 'default'],
    [true, 'reload'],
  ])('asked for afresh: %s, uses the browser’s cache by %s', async (fresh, cache) => {
    const { fetcher, end, asked } = slowServer();
    const read = readByFetch(fetcher)({ ...request, fresh }, () => {});
    await end();
    await read;
    expect(asked().cache).toBe(cache);
  });
});
