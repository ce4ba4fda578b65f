import { describe, expect, it } from 'vitest';
import { ExportBridge } from '../../src/bridge/exportBridge';
import type { ExportApi, ExportRequest } from '../../src/protocol/export';
import { ChannelWorker } from './channelWorker';

const REQUEST = { format: 'onnx', storage: 'float32' } as ExportRequest;
const NEVER = new Promise<never>(() => {});

function bridgeOf(write: ExportApi['write']) {
  const worker = new ChannelWorker({ write });
  return { worker, bridge: new ExportBridge(() => worker as unknown as Worker) };
}

describe('the page’s end of an export', () => {
  it('hands on what the worker answers, and lets the worker go', async () => {
    const refused = { ok: false, code: 'file-without-weights', values: {} } as never;
    const { bridge, worker } = bridgeOf(async () => refused);
    const { signal } = new AbortController();
    expect(await bridge.write(REQUEST, signal)).toMatchObject({ code: 'file-without-weights' });
    expect(worker.terminated).toBe(1);
  });

  it('ends the worker at once where the file is no longer wanted', async () => {
    const { bridge, worker } = bridgeOf(() => NEVER);
    const wanted = new AbortController();
    const written = bridge.write(REQUEST, wanted.signal);
    wanted.abort();
    expect(await written).toMatchObject({ code: 'cancelled' });
    expect(worker.terminated).toBe(1);
  });

  it('says that the worker was lost', async () => {
    const { bridge, worker } = bridgeOf(() => NEVER);
    const written = bridge.write(REQUEST, new AbortController().signal);
    worker.dispatchEvent(new Event('error'));
    expect(await written).toMatchObject({ code: 'export-worker-lost' });
    expect(worker.terminated).toBe(1);
  });
});
