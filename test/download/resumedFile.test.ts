/** A file by its address, from a server that breaks off, knows no ranges, or changes the file. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Timer } from '../../src/base/clock';
import { StoredDownloads } from '../../src/bridge/keptDownloads';
import { resumedFiles, type AskServer } from '../../src/download/resumedFile';
import { importedFolders } from '../../src/storage/importedFolders';
import { MemoryDirectory } from '../storage/memoryDirectory';
import { BrokenServer } from './brokenServer';

const ROOT = 'http://page/downloaded/';
const CONTENT = contentOf(3);
const NEVER = new AbortController().signal;

let server: BrokenServer;
let url: string;
let disk: MemoryDirectory;
let pauses: number[];
let now: number;

/** No pause is waited for; a line that is silent is no matter here. */
const timer: Timer = (milliseconds, run) => {
  if (milliseconds === 10_000) return () => {};
  pauses.push(milliseconds);
  run();
  return () => {};
};
const ask: AskServer = (address, options) => fetch(address, options);

function contentOf(factor: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(200_000).map((_, i) => (i * factor * ((i >> 8) + 1)) % 251);
}

function downloadsOf(mostBytes = 1 << 20, Downloads = StoredDownloads): StoredDownloads {
  const folders = importedFolders(ROOT, async () => disk as unknown as FileSystemDirectoryHandle);
  return new Downloads(folders, { root: ROOT, mostBytes, now: () => now++ });
}

/** On a visit of its own: of the ones before only the disk is left. */
async function fetched(address = url, { signal = NEVER, asking = ask, mostBytes = 1 << 20 } = {}) {
  const file = await resumedFiles(asking, downloadsOf(mostBytes), timer)(address, onBytes, signal);
  return file.ok ? sum(new Uint8Array(await file.value.arrayBuffer())) : file;
}

function sum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

let onBytes: (received: number, total: number) => void;

beforeEach(async () => {
  [disk, pauses, now] = [new MemoryDirectory(), [], 0];
  onBytes = () => {};
  server = new BrokenServer(CONTENT);
  url = await server.start();
});
afterEach(() => server.stop());

describe('a download that breaks off', () => {
  it('goes on where it stood, after a pause', async () => {
    const told: [number, number][] = [];
    onBytes = (...bytes) => told.push(bytes);
    server.breaks = [70_000, 50_000];
    expect(await fetched()).toBe(sum(CONTENT));
    expect(server.asked).toEqual(['GET', 'GET bytes=70000-', 'GET bytes=120000-']);
    expect(server.sent).toBe(CONTENT.length);
    // Whatever came in between begins the pauses anew.
    expect(pauses).toEqual([1000, 1000]);
    expect(told.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
    expect(told.every(([received], i) => i === 0 || received >= told[i - 1][0])).toBe(true);
  });

  it('keeps what comes while its place is being made', async () => {
    let came = () => {};
    const coming = new Promise<void>((resolve) => (came = resolve));
    class SlowDownloads extends StoredDownloads {
      override async begin(...begun: Parameters<StoredDownloads['begin']>) {
        await coming;
        await super.begin(...begun);
      }
    }
    server.breaks = [70_000];
    server.beforeBreak = () => coming;
    onBytes = (received) => received === 70_000 && came();
    const read = resumedFiles(ask, downloadsOf(1 << 20, SlowDownloads), timer);
    expect((await read(url, onBytes, NEVER)).ok).toBe(true);
    expect(server.asked).toEqual(['GET', 'GET bytes=70000-']);
  }, 10_000);

  it('is refused once it stands still for five tries, and goes on at the next visit', async () => {
    server.breaks = [70_000, 0, 0, 0, 0];
    expect(await fetched()).toMatchObject({ code: 'truncated', values: { url, received: 70_000 } });
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
    expect(await fetched()).toBe(sum(CONTENT));
    expect(server.asked.at(-1)).toBe('GET bytes=70000-');
  });

  it('keeps what came where it is cancelled', async () => {
    const controller = new AbortController();
    onBytes = (received) => received > 0 && controller.abort();
    expect(await fetched(url, { signal: controller.signal })).toMatchObject({ code: 'cancelled' });
    onBytes = () => {};
    expect(await fetched()).toBe(sum(CONTENT));
    expect(server.asked.at(-1)).toMatch(/^GET bytes=[1-9]\d*-$/);
  });

  it('is told by when the file changed where no tag tells', async () => {
    [server.etag, server.modified] = [null, 'Sat, 28 Nov 2026 10:00:00 GMT'];
    server.breaks = [70_000];
    expect(await fetched()).toBe(sum(CONTENT));
    expect(server.asked).toEqual(['GET', 'GET bytes=70000-']);
  });

  it.each([
    ['knows no ranges', (): unknown => (server.ranges = false)],
    ['does not tell one version from the next', (): unknown => (server.etag = null)],
    ['speaks of the content alone', (): unknown => (server.etag = 'W/"one"')],
  ])('begins anew from a server that %s', async (_, change) => {
    change();
    server.breaks = [70_000];
    expect(await fetched()).toBe(sum(CONTENT));
    expect(server.sent).toBe(70_000 + CONTENT.length);
  });

  it.each([200_000, 50_000])('begins anew where the file changed, to %d bytes', async (length) => {
    server.breaks = [70_000, 0, 0, 0, 0];
    await fetched();
    server.content = contentOf(5).subarray(0, length);
    server.etag = '"two"';
    expect(await fetched()).toBe(sum(server.content));
  });

  it('waits for a server that is busy', async () => {
    server.statuses = [503, 429];
    expect(await fetched()).toBe(sum(CONTENT));
    expect(pauses).toEqual([1000, 2000]);
  });
});

describe('a file that came', () => {
  beforeEach(async () => {
    expect(await fetched()).toBe(sum(CONTENT));
    server.asked.length = 0;
  });

  it('is asked after, not fetched again', async () => {
    expect(await fetched()).toBe(sum(CONTENT));
    expect(server.asked).toEqual(['HEAD']);
  });

  it('is there without a line', async () => {
    expect(await fetched(url, { asking: () => Promise.reject(new Error('offline')) })).toBe(
      sum(CONTENT),
    );
  });

  it('is fetched again where it changed', async () => {
    [server.content, server.etag] = [contentOf(5), '"two"'];
    expect(await fetched()).toBe(sum(server.content));
    expect(await fetched()).toBe(sum(server.content));
    expect(server.asked).toEqual(['HEAD', 'GET', 'HEAD']);
  });

  it('is fetched again from a server that does not answer for it', async () => {
    server.statuses = [405];
    expect(await fetched()).toBe(sum(CONTENT));
    expect(server.asked).toEqual(['HEAD', 'GET']);
  });

  it('goes where others need its room, that which was used longest ago first', async () => {
    const other = (query: string) => fetched(`${url}?${query}`, { mostBytes: 500_000 });
    await other('a');
    await fetched();
    await other('b');
    server.asked.length = 0;
    for (const address of [url, `${url}?b`, `${url}?a`]) await fetched(address);
    expect(server.asked).toEqual(['HEAD', 'HEAD', 'GET']);
    expect(await downloadsOf().bytes()).toBe(3 * CONTENT.length);
    await downloadsOf().clear();
    expect(await downloadsOf().bytes()).toBe(0);
  });
});

describe('an address', () => {
  it('that is not there says so at once', async () => {
    server.statuses = [404];
    expect(await fetched()).toMatchObject({ code: 'not-found', values: { url, status: 404 } });
    expect(pauses).toEqual([]);
  });

  it('that nobody answers is refused at once', async () => {
    const asking = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await fetched(url, { asking })).toMatchObject({
      code: 'address-unreachable',
      values: { url, reason: 'Failed to fetch' },
    });
    expect(pauses).toEqual([]);
  });

  it('of a web page is no file', async () => {
    server.type = 'text/html; charset=utf-8';
    expect(await fetched()).toMatchObject({ code: 'address-page', values: { url } });
  });
});
