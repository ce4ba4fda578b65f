import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ownMemory } from '../../src/download/memory';
import { unpack } from '../../src/download/unpack';

const CONTENT = new Uint8Array(200_000).map((_, i) => (i * i * i) % 251);
const PACKED = new Uint8Array(gzipSync(CONTENT));

it.each([0, 1, 65_536, 199_999, 200_000, Infinity])('gives the first %s bytes', async (first) => {
  const unpacked = await unpack('file', PACKED, ownMemory, first);
  expect(unpacked).toEqual({ ok: true, value: CONTENT.slice(0, first) });
});

it.each([0, 3, 2 ** 32 - 1])('refuses what is not as long as it says: %s bytes', async (said) => {
  const packed = PACKED.slice();
  new DataView(packed.buffer).setUint32(packed.length - 4, said, true);
  expect(await unpack('file', packed, ownMemory, Infinity)).toMatchObject({ code: 'damaged-gzip' });
});

it('refuses a file of its two first bytes alone', async () => {
  const refused = await unpack('file', PACKED.slice(0, 2), ownMemory, Infinity);
  expect(refused).toEqual({ ok: false, code: 'damaged-gzip', values: { name: 'file', bytes: 2 } });
});
