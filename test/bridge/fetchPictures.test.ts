/** Pictures by their address, from a server on this machine: of Parquet only the groups that are needed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import { fetchPictures } from '../../src/bridge/fetchPictures';
import { remoteSpans, SpanTrouble } from '../../src/download/remoteFile';
import { findPictures } from '../../src/pictures/findPictures';
import { BrokenServer } from '../download/brokenServer';
import { SAMPLES, SAMPLES_ARE_THERE } from '../recognition/samples';

const NEVER = new AbortController().signal;
const ZIP = Uint8Array.of(0x50, 0x4b, 3, 4);

let server: BrokenServer;
let url: string;

function fetched(address = url) {
  const read = () => Promise.resolve({ ok: true, value: new Blob([ZIP]) } as const);
  return fetchPictures({ ask: fetch, read }, address, () => {}, NEVER);
}

beforeEach(async () => {
  server = new BrokenServer(ZIP);
  url = await server.start();
});
afterEach(() => server.stop());

describe('pictures by address', () => {
  it('come whole where they are no file that is read in spans', async () => {
    const { path, blob, remote } = orThrow(await fetched());
    expect([path, blob.size, remote]).toEqual(['file.bin', 4, undefined]);
  });

  it('are refused where it is no address', async () => {
    expect(await fetched('pets.zip')).toMatchObject({ code: 'no-address' });
  });

  it('come in spans, again where one breaks off, until nothing helps', async () => {
    server.content = new Uint8Array(100_000).map((_, i) => i % 251);
    server.breaks = [10, 0];
    const pauses: number[] = [];
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    const spans = remoteSpans(fetch, { url, size: 100_000 }, pause);
    const bytes = new Uint8Array(await spans.slice(50_000, 50_100).arrayBuffer());
    expect([...bytes]).toEqual([...server.content.subarray(50_000, 50_100)]);
    expect(pauses).toEqual([1000, 2000]);
    server.statuses = [500, 500, 500, 500];
    await expect(spans.slice(0, 10).arrayBuffer()).rejects.toThrow(SpanTrouble);
    server.ranges = false;
    await expect(spans.slice(0, 10).arrayBuffer()).rejects.toThrow(SpanTrouble);
  });
});

describe.runIf(SAMPLES_ARE_THERE)('Parquet by address', () => {
  beforeEach(() => {
    server.content = readFileSync(join(SAMPLES, 'parquet/mnist-hf-test-00000-of-00001.parquet'));
  });

  it('sends what is needed of it alone', async () => {
    const given = orThrow(await fetched());
    expect(given.remote).toEqual({ url, size: server.content.length });
    const { pictures, left } = await findPictures([given]);
    expect([pictures.length, left]).toEqual([10_000, []]);
    const groups = [...new Set(pictures.map(({ group }) => group))];
    expect(groups.length).toBeGreaterThan(1);
    const before = server.sent;
    const png = new Uint8Array(await ((await pictures[9_999].read()) as Blob).arrayBuffer());
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    // One group of equal ones, and no second time.
    expect(server.sent - before).toBeLessThan((1.5 * server.content.length) / groups.length);
    const whole = server.sent;
    await pictures[9_998].read();
    expect(server.sent).toBe(whole);
  });

  it('comes whole from a server that knows no ranges', async () => {
    server.ranges = false;
    expect(orThrow(await fetched()).remote).toBeUndefined();
  });
});
