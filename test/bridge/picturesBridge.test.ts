import { describe, expect, it, vi } from 'vitest';
import type { AddressReaders } from '../../src/bridge/fetchPictures';
import { PicturesBridge } from '../../src/bridge/picturesBridge';
import type { PicturesApi } from '../../src/protocol/pictures';
import { ChannelWorker } from './channelWorker';

const NEVER = new Promise<never>(() => {});
const FILES = [{ path: 'a', blob: new Blob(['a']) }];
const NO_READERS = {} as AddressReaders;

function bridgeOf(cancel: PicturesApi['cancel']) {
  const worker = new ChannelWorker({ find: () => NEVER, cancel });
  const limits: { run: () => void; lifted: boolean }[] = [];
  const bridge = new PicturesBridge(
    () => worker as unknown as Worker,
    NO_READERS,
    (_, run) => {
      const limit = { run, lifted: false };
      limits.push(limit);
      return () => (limit.lifted = true);
    },
  );
  return { bridge, worker, limits };
}

describe('the page’s end of bringing pictures in', () => {
  it('ends its worker once that has removed its files', async () => {
    let remove = () => {};
    const cancel = vi.fn(() => new Promise<void>((removed) => (remove = removed)));
    const { bridge, worker, limits } = bridgeOf(cancel);
    const found = bridge.find(FILES, () => {});
    bridge.end();
    expect(await found).toMatchObject({ code: 'cancelled' });
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
    expect(worker.terminated).toBe(0);
    remove();
    await vi.waitFor(() => expect(worker.terminated).toBe(1));
    expect(limits.map(({ lifted }) => lifted)).toEqual([true]);
  });

  it('ends a worker that hears nothing, for it reads on and on', async () => {
    const { bridge, worker, limits } = bridgeOf(() => NEVER);
    const found = bridge.find(FILES, () => {});
    bridge.end();
    expect(await found).toMatchObject({ code: 'cancelled' });
    limits[0].run();
    expect(worker.terminated).toBe(1);
  });
});
