import { expect, it } from 'vitest';
import { REPAIR_TABLE } from '../../src/pruning/repairTable';
import { sharedMemory } from '../../src/download/memory';
import { checked, type ReadFile } from '../../src/download/fetchFile';
import { Resources } from '../../workers/files/resources';
import { unwrap } from '../lab/bundled';
import { fetchFromDisk, REQUEST } from '../lab/labFiles';
import { refusal } from '../../src/words/refusal';

it('reads a model afresh whose files do not belong together, and nothing that was good', async () => {
  const read: string[] = [];
  let wrong = true;
  const resources = new Resources((request, onBytes) => {
    const name = request.url.slice(request.url.lastIndexOf('/') + 1);
    read.push(request.fresh ? `${name} afresh` : name);
    return wrong && name === 'manifest.json'
      ? Promise.resolve({ ok: true, value: new TextEncoder().encode('{}') })
      : fetchFromDisk(request, onBytes);
  }, REQUEST);
  expect(await resources.checkpoint(() => {})).toMatchObject({ ok: false });
  wrong = false;
  read.length = 0;
  expect(await resources.checkpoint(() => {})).toMatchObject({ ok: true });
  expect(read).toEqual(['model.json afresh', 'manifest.json afresh', 'weights.bin afresh']);
  read.length = 0;
  await resources.checkpoint(() => {});
  await resources.images('test', () => {});
  expect(read.filter((name) => name.endsWith('afresh'))).toEqual([]);
});

it('leaves images where workers share them, and tells the same of its files', async () => {
  const own = new Resources(fetchFromDisk, REQUEST);
  const sharing = new Resources(fetchFromDisk, REQUEST, checked(fetchFromDisk, sharedMemory));
  const [alone, together] = await Promise.all([
    own.images('test', () => {}),
    sharing.images('test', () => {}),
  ]);
  if (!alone.ok || !together.ok) throw new Error('the images are not there');
  expect((together.value.pixels as Uint8Array).buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(
    Buffer.compare(together.value.pixels as Uint8Array, alone.value.pixels as Uint8Array),
  ).toBe(0);
  expect(await sharing.dataset()).toEqual(await own.dataset());
  expect(sharing.unverified).toBe(false);
});

it.each([
  ['in its own memory', null],
  ['in shared memory', checked(fetchFromDisk, sharedMemory)],
] as const)('holds no more training images %s than are asked for', async (_, readPixels) => {
  const resources = new Resources(fetchFromDisk, REQUEST, readPixels);
  const few = unwrap(await resources.trainingImages(500, () => {}));
  expect(few.count).toBeLessThan(5000);
  expect(few.labels).toHaveLength(few.count);
  expect((few.pixels as Uint8Array).buffer.byteLength).toBe(
    16 + few.count * few.rows * few.columns,
  );
  const all = unwrap(await resources.trainingImages(few.count + 1, () => {}));
  expect(all.count).toBe(60_000);
  expect(Buffer.compare(few.pixels as Uint8Array, all.pixels.subarray(0, few.pixels.length))).toBe(
    0,
  );
  expect(few.labels).toEqual(all.labels.subarray(0, few.count));
  expect(await resources.trainingImages(500, () => {})).toEqual({ ok: true, value: all });
});

it('every step has the training images of its standard among the first', async () => {
  const resources = new Resources(fetchFromDisk, REQUEST);
  for (const { standard } of REPAIR_TABLE) {
    const { images = 0 } = standard as { readonly images?: number };
    expect(unwrap(await resources.trainingImages(images, () => {})).count).toBeLessThan(60_000);
  }
});

/** The bundled data set without what its record says of training images. */
const withoutTraining: ReadFile = async (request, onBytes) => {
  const read = await fetchFromDisk(request, onBytes);
  if (!read.ok || !request.url.endsWith('dataset.json')) return read;
  const record = JSON.parse(new TextDecoder().decode(read.value)) as { train?: unknown };
  delete record.train;
  return { ok: true, value: new TextEncoder().encode(JSON.stringify(record)) };
};

it('a data set may have no training images: what needs some is refused, and the rest stays', async () => {
  const resources = new Resources(withoutTraining, REQUEST);
  expect(await resources.images('test', () => {})).toMatchObject({ ok: true });
  expect(await resources.images('train', () => {})).toEqual(refusal('no-training-images'));
  const { checksums } = unwrap(await resources.dataset()).bundle;
  expect(Object.keys(checksums)).toEqual([
    't10k-images-idx3-ubyte.gz',
    't10k-labels-idx1-ubyte.gz',
  ]);
});
