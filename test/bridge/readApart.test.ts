import { expect, it, vi } from 'vitest';
import { readApart } from '../../src/bridge/readApart';
import type { CheckedRequest, ReadChecked } from '../../src/download/fetchFile';
import { sharedMemory } from '../../src/download/memory';
import { refusal } from '../../src/words/refusal';
import { ChannelWorker } from './channelWorker';

type ReadShared = ReadChecked<SharedArrayBuffer>;

function fileOf(byte: number): Awaited<ReturnType<ReadShared>> {
  const bytes = sharedMemory.moved(Uint8Array.of(byte));
  return { ok: true, value: { bytes, sha256: 'a1', verified: true } };
}

function requestOf(knownBytes: number): CheckedRequest {
  return { url: 'http://host/file', knownBytes, contentBytes: 0, fresh: false, record: null };
}

const LARGE = requestOf(4 << 20);

function readerOf(readShared: ReadShared) {
  const workers: ChannelWorker[] = [];
  const start = () => {
    workers.push(new ChannelWorker({ readShared }));
    return workers.at(-1) as unknown as Worker;
  };
  return { workers, read: readApart(start, async () => fileOf(1)) };
}

it('a large file is read by a worker that ends with it, and tells how far it is', async () => {
  const { workers, read } = readerOf(async (_, onBytes) => {
    onBytes(3, 4);
    return fileOf(2);
  });
  const told = vi.fn();
  const file = await read(LARGE, told);
  expect(file).toMatchObject({ ok: true, value: { bytes: Uint8Array.of(2), verified: true } });
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(3, 4));
  expect(workers.map(({ terminated }) => terminated)).toEqual([1]);
});

it('a small one needs none', async () => {
  const { workers, read } = readerOf(async () => fileOf(2));
  expect(await read(requestOf(1000), () => {})).toEqual(fileOf(1));
  expect(workers).toEqual([]);
});

it('a refusal is passed on', async () => {
  const why = refusal('stalled', { url: 'file', seconds: 10, received: 0 });
  const { workers, read } = readerOf(async () => why);
  expect(await read(LARGE, () => {})).toEqual(why);
  expect(workers[0].terminated).toBe(1);
});

it('where the worker does not start or crashes, the page reads', async () => {
  const { workers, read } = readerOf(() => new Promise(() => {}));
  const reading = read(LARGE, () => {});
  workers[0].dispatchEvent(new Event('error'));
  expect(await reading).toEqual(fileOf(1));
  expect(workers[0].terminated).toBe(1);
});
