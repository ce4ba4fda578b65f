/** The server of the class answers by https at every address that it tells, and the page can ask for them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { lanAddresses } from '../../../cli/lan/addresses';
import { serveLan, type ServedLan } from '../../../cli/lan/serveLan';
import { CLASS_ADDRESSES_FILE } from '../../../src/protocol/classAddresses';

const PORT = 4390;
const inNoNetwork = lanAddresses(networkInterfaces()).length === 0;
let folder: string;
let served: ServedLan | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pruning-lab-'));
  vi.stubEnv('XDG_CONFIG_HOME', folder);
  vi.stubEnv('APPDATA', '');
  served = await serveLan(PORT, true);
});
afterAll(async () => {
  await served?.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** As a pupil who accepts the certificate. */
function ask(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false }, resolve).on('error', reject);
  });
}

it.skipIf(inNoNetwork)('tells the page its addresses', async () => {
  const answer = await ask(served!.urls[0] + CLASS_ADDRESSES_FILE);
  expect(JSON.parse(await text(answer))).toEqual({ urls: served!.urls });
  expect(served!.urls.every((url) => url.startsWith('https://'))).toBe(true);
});

it.skipIf(inNoNetwork)('takes the next port where its own is taken', async () => {
  const second = await serveLan(PORT, false);
  const [one, other] = [served!, second!].map(({ urls }) => Number(new URL(urls[0]).port));
  await second!.close();
  expect(other).toBeGreaterThan(one);
});

it.runIf(inNoNetwork)('serves nobody without a network', () => {
  expect(served).toBeNull();
});
