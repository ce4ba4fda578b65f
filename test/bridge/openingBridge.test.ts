import { describe, expect, it, vi } from 'vitest';
import type { Timer } from '../../src/base/clock';
import { OpeningBridge } from '../../src/bridge/openingBridge';
import type { ReadAddress } from '../../src/download/resumedFile';
import type { OpeningApi } from '../../src/protocol/opening';
import { refusal } from '../../src/words/refusal';
import { ChannelWorker } from './channelWorker';

const FILES = [{ path: 'a', blob: new Blob(['a']) }];
const NEVER = new Promise<never>(() => {});

function bridgeOf(open: OpeningApi['open']) {
  const worker = new ChannelWorker({ open });
  const limits: { run: () => void; lifted: boolean }[] = [];
  const timer: Timer = (_, run) => {
    const limit = { run, lifted: false };
    limits.push(limit);
    return () => (limit.lifted = true);
  };
  const noFetch: ReadAddress = (_url, _onBytes, signal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(refusal('cancelled'))));
  const bridge = new OpeningBridge(() => worker as unknown as Worker, noFetch, timer);
  return { bridge, worker, limits };
}

describe('the page’s end of opening', () => {
  it('is told by the worker, and lifts its time limit', async () => {
    const found = { ok: true, value: { name: 'a' } } as never;
    const { bridge, limits } = bridgeOf(async () => found);
    expect(await bridge.open(FILES, undefined, () => {})).toEqual(found);
    expect(limits.map(({ lifted }) => lifted)).toEqual([true]);
  });

  it('gives up what never ends, and whoever waits longer than it reads', async () => {
    const { bridge, worker, limits } = bridgeOf(() => NEVER);
    const outcome = bridge.open(FILES, undefined, () => {});
    limits[0].run();
    expect(await outcome).toMatchObject({ code: 'opening-endless' });
    expect(worker.terminated).toBe(1);
  });

  it('says that it was cancelled, or that the worker is lost', async () => {
    const cancelled = bridgeOf(() => NEVER);
    const outcome = cancelled.bridge.open(FILES, undefined, () => {});
    cancelled.bridge.close();
    expect(await outcome).toMatchObject({ code: 'cancelled' });
    expect(cancelled.worker.terminated).toBe(1);
    const lost = bridgeOf(() => NEVER);
    const other = lost.bridge.open(FILES, undefined, () => {});
    lost.worker.dispatchEvent(new Event('error'));
    expect(await other).toMatchObject({ code: 'opening-worker-lost' });
  });

  it('ends what is fetched once it is closed', async () => {
    const { bridge } = bridgeOf(() => NEVER);
    const files = bridge.fetch('https://host/model.tflite', () => {});
    bridge.close();
    expect(await files).toMatchObject({ code: 'cancelled' });
  });

  it('does not leave the page waiting where the worker throws', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const { bridge } = bridgeOf(() => Promise.reject(new RangeError('out of memory')));
    expect(await bridge.open(FILES, undefined, () => {})).toMatchObject({
      code: 'opening-worker-lost',
    });
    expect(reported).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});
