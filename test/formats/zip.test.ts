/** Archives that lie about what they hold are refused before that fills the memory or takes minutes. */
import { deflateSync, gzipSync, zipSync } from 'fflate';
import { describe, expect, it, vi, type Mock } from 'vitest';
import { FileTrouble } from '../../src/formats/fileTrouble';
import { beginningOf, gunzipped, inflated } from '../../src/formats/zip/inflate';
import { unzip } from '../../src/formats/zip/zip';
import { zipEntries } from '../../src/formats/zip/zipDirectory';

const BYTES = Uint8Array.from({ length: 5_000 }, (_, i) => (i * i) >> 5);

function troubleOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof FileTrouble) return error.why.code;
    throw error;
  }
}

describe('deflate', () => {
  it.each([0, 6, 9] as const)('of level %i gives what was packed', (level) => {
    expect(inflated(deflateSync(BYTES, { level }), BYTES.length)).toEqual(BYTES);
    expect(gunzipped(gzipSync(BYTES, { level }), BYTES.length)).toEqual(BYTES);
    expect(beginningOf(deflateSync(BYTES, { level }), 1000)).toEqual(BYTES.slice(0, 1000));
  });

  it.each([-1, 1])('that gives %i byte more than it says is refused', (more) => {
    expect(troubleOf(() => inflated(deflateSync(BYTES), BYTES.length - more))).toBe('file-cut-off');
  });

  /** Which spans of it were asked for. */
  function watched(bytes: Uint8Array): { packed: Uint8Array; asked: [number, number][] } {
    const asked: [number, number][] = [];
    const subarray = (from: number, to: number) => {
      asked.push([from, to]);
      return bytes.subarray(from, to);
    };
    const get = (target: Uint8Array, key: string): unknown =>
      key === 'subarray' ? subarray : Reflect.get(target, key, target);
    return { packed: new Proxy(bytes, { get } as ProxyHandler<Uint8Array>), asked };
  }

  it('ends where it gives more than it says, not where its packed bytes end', () => {
    const { packed, asked } = watched(deflateSync(new Uint8Array(1 << 24)));
    expect(troubleOf(() => inflated(packed, 100))).toBe('file-cut-off');
    expect(asked).toEqual([[0, 512]]);
  });

  it('ends where it goes on and gives nothing', () => {
    const emptyBlocks = new Uint8Array(5 << 20).map((_, i) => (i % 5 > 2 ? 0xff : 0));
    const { packed, asked } = watched(emptyBlocks);
    expect(troubleOf(() => inflated(packed, 1 << 24))).toBe('file-cut-off');
    expect(asked.at(-1)![1]).toBeLessThan(1 << 18);
  });
});

describe('an archive', () => {
  /** Of one entry, whose directory says so many bytes. */
  function saying(bytes: number): Uint8Array<ArrayBuffer> {
    const zip = zipSync({ 'model.json': BYTES }) as Uint8Array<ArrayBuffer>;
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    view.setUint32(view.getUint32(zip.length - 6, true) + 24, bytes, true);
    return zip;
  }

  it('gives what was packed', async () => {
    const zip = saying(BYTES.length);
    expect(unzip(zip, () => true).get('model.json')).toEqual(BYTES);
    const [entry] = await zipEntries(new Blob([zip]));
    expect(await entry.unpack()).toEqual(BYTES);
    expect(await entry.head(100)).toEqual(BYTES.slice(0, 100));
  });

  it.each([100, BYTES.length + 1])(
    'that says %i bytes where it has others is refused',
    async (bytes) => {
      const zip = saying(bytes);
      expect(troubleOf(() => unzip(zip, () => true))).toBe('file-cut-off');
      const [entry] = await zipEntries(new Blob([zip]));
      await expect(entry.unpack()).rejects.toMatchObject({ why: { code: 'file-cut-off' } });
    },
  );

  /** The most bytes at once that were asked of it. */
  function longestOf(slices: Mock<Blob['slice']>): number {
    return Math.max(...slices.mock.calls.map(([from = 0, to = Infinity]) => to - from));
  }

  it('that says of an entry that it is longer packed than not is not read for it', async () => {
    const zip = saying(100);
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    view.setUint32(view.getUint32(zip.length - 6, true) + 20, 2 ** 31, true);
    const blob = new Blob([zip]);
    const slices = vi.spyOn(blob, 'slice');
    const [entry] = await zipEntries(blob);
    await expect(entry.unpack()).rejects.toMatchObject({ why: { code: 'file-cut-off' } });
    expect(longestOf(slices)).toBeLessThan(2 ** 20);
  });

  it('whose directory is longer than its entries can be is not read', async () => {
    const zip = saying(100);
    new DataView(zip.buffer, zip.byteOffset, zip.byteLength).setUint32(
      zip.length - 10,
      2 ** 31,
      true,
    );
    const blob = new Blob([zip]);
    const slices = vi.spyOn(blob, 'slice');
    await expect(zipEntries(blob)).rejects.toMatchObject({ why: { code: 'file-cut-off' } });
    expect(longestOf(slices)).toBeLessThan(2 ** 20);
  });
});
