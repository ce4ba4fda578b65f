/** Real files of each format, with the counts and classes that their sources tell. */
import { gunzipSync, gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { findPictures, type FoundPictures } from '../../src/pictures/findPictures';
import type { RawPicture } from '../../src/pictures/foundPicture';
import type { GivenPictures } from '../../src/pictures/pictureFile';
import { unpackedFiles } from '../../src/pictures/unpackedFiles';
import { sample, SAMPLES_ARE_THERE } from '../recognition/samples';
import { countsOf, given, givenFolder } from './samplePictures';

const RUBBISH_COUNTS = { battery: 49, bottle: 40, can: 47, cigarette: 42 };

function classCounts({ pictures }: FoundPictures) {
  return countsOf(pictures.map(({ className }) => className));
}

async function rawOf({ pictures }: FoundPictures, index: number): Promise<RawPicture> {
  const picture = await pictures[index].read();
  if (picture instanceof Blob) throw new Error('encoded');
  return picture;
}

async function zipOf(files: readonly GivenPictures[], level: 0 | 6): Promise<GivenPictures> {
  const entries: Record<string, Uint8Array> = {};
  for (const { path, blob } of files) entries[path] = new Uint8Array(await blob.arrayBuffer());
  return given('rubbish.zip', zipSync(entries, { level }));
}

function sourceOf<T>(folder: string): T {
  return JSON.parse(new TextDecoder().decode(sample(`${folder}/SOURCE.json`))) as T;
}

describe.skipIf(!SAMPLES_ARE_THERE)('pictures of strangers', () => {
  it('in class folders whose names end in .class', async () => {
    const found = await findPictures(givenFolder('files/pictures/class-folders-dotclass'));
    expect(classCounts(found)).toEqual(RUBBISH_COUNTS);
    expect(found).toMatchObject({ left: [], formats: ['folders'] });
  });

  it.each([0, 6] as const)(
    'in a zip of class folders with litter, packed at level %d',
    async (level) => {
      const files = givenFolder('files/pictures/class-folders-dotclass');
      const litter = ['__MACOSX/can.class/._00000.jpg', 'can.class/Thumbs.db', '.DS_Store'].map(
        (path) => given(path, 'litter'),
      );
      const found = await findPictures([await zipOf([...files, ...litter], level)]);
      expect(classCounts(found)).toEqual(RUBBISH_COUNTS);
      expect(found.left).toEqual([]);
      const [first] = found.pictures;
      const original = files.find(({ path }) => first.name.endsWith(path))!;
      const [a, b] = await Promise.all(
        [(await first.read()) as Blob, original.blob].map((blob) => blob.arrayBuffer()),
      );
      expect(Buffer.compare(new Uint8Array(a), new Uint8Array(b))).toBe(0);
    },
  );

  it('as IDX, packed with gzip, and the same ones in folders', async () => {
    const found = await findPictures(givenFolder('files/pictures/idx-and-folders'));
    const idx = found.pictures.filter(({ name }) => name.includes('idx3'));
    const { labels_in_idx_order } = sourceOf<{ labels_in_idx_order: number[] }>(
      'files/pictures/idx-and-folders',
    );
    expect(idx.map(({ className }) => className)).toEqual(labels_in_idx_order.map(String));
    expect(found.formats).toEqual(['idx', 'folders']);
    expect(Object.values(classCounts(found))).toEqual(Array.from({ length: 10 }, () => 2));
    expect(found.pictures.every(({ part }) => part === 'train')).toBe(true);
  });

  it('as CIFAR’s binary version, with the names beside it', async () => {
    const found = await findPictures(givenFolder('files/pictures/cifar10-binary'));
    const { labels } = sourceOf<{ labels: number[] }>('files/pictures/cifar10-binary');
    const names = new TextDecoder()
      .decode(sample('files/pictures/cifar10-binary/batches.meta.txt'))
      .split('\n');
    expect(found.pictures.map(({ className }) => className)).toEqual(labels.map((l) => names[l]));
    expect(found.pictures[0].part).toBe('test');
    const { pixels } = await rawOf(found, 1);
    const bytes = sample('files/pictures/cifar10-binary/test_batch.bin').subarray(3073);
    const at = (plane: number, pixel: number) => bytes[1 + 1024 * plane + pixel];
    expect([...pixels.subarray(300, 303)]).toEqual([at(0, 100), at(1, 100), at(2, 100)]);
  });

  it('as Hugging Face’s Parquet, whose groups are read when they are needed', async () => {
    const bytes = sample('parquet/mnist-hf-test-00000-of-00001.parquet');
    const found = await findPictures([given('mnist-test.parquet', bytes)]);
    expect(found.formats).toEqual(['parquet']);
    // The counts of MNIST's test set.
    const counts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];
    expect(Object.values(classCounts(found))).toEqual(counts);
    const png = new Uint8Array(await ((await found.pictures[9_999].read()) as Blob).arrayBuffer());
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('as a table of pixels', async () => {
    const found = await findPictures(givenFolder('files/pictures/csv'));
    const { labels } = sourceOf<{ labels: number[] }>('files/pictures/csv');
    expect(found.pictures.map(({ className }) => className)).toEqual(labels.map(String));
    expect(await rawOf(found, 0)).toMatchObject({ height: 28, width: 28, planes: 1 });
  });

  it('whose names begin with their class of WordNet', async () => {
    const found = await findPictures(givenFolder('imagenet'));
    expect(found.pictures.length).toBe(100);
    expect(found.pictures[0].className).toBe('n01440764 tench');
    expect(new Set(found.pictures.map(({ className }) => className)).size).toBe(100);
  });

  it('of odd kinds, all in one folder, have no class', async () => {
    const found = await findPictures(givenFolder('files/pictures/odd'));
    expect(found.pictures.length).toBe(16);
    expect(Object.keys(classCounts(found))).toEqual(['null']);
  });

  it('are the same in an archive of a server', async () => {
    const idx = gunzipSync(sample('files/pictures/idx-and-folders/train-images-idx3-ubyte.gz'));
    const header = new Uint8Array(512);
    const write = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
    write('data/train-images-idx3-ubyte', 0);
    write(idx.length.toString(8).padStart(11, '0'), 124);
    write('0', 156);
    write('ustar', 257);
    const tar = new Uint8Array(512 + Math.ceil(idx.length / 512) * 512 + 1024);
    tar.set(header);
    tar.set(idx, 512);
    const found = await findPictures([given('data.tar.gz', gzipSync(tar))]);
    expect(found.pictures.length).toBe(10);
    expect(found.pictures[0]).toMatchObject({ className: null, part: 'train' });
  });
});

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, ...new Array<number>(30).fill(0)]);

describe('files that are damaged or strange', () => {
  it('are left by name', async () => {
    const found = await findPictures([
      given('a/one.png', PNG),
      given('a/two.jpg', 'no picture'),
      given('b/three.png', PNG),
      given('broken.zip', new Uint8Array([0x50, 0x4b, 3, 4, ...PNG])),
      given('broken.csv', `${new Array(17).fill('1').join()}\n1,2\n`),
      given('photo.heic', new TextEncoder().encode('\0\0\0\x18ftypheic\0\0\0\0')),
      given('README.md', 'text'),
    ]);
    expect(found.pictures.map(({ name }) => name)).toEqual(['a/one.png', 'b/three.png']);
    const left = Object.fromEntries(found.left.map(({ name, why }) => [name, why.code]));
    expect(left).toEqual({
      'a/two.jpg': 'picture-unknown',
      'broken.zip': 'file-cut-off',
      'broken.csv': 'csv-line',
      'photo.heic': 'picture-kind',
    });
  });

  it('of a zip that promises too much are left when they are read', async () => {
    const zip = zipSync({ 'a/x.png': PNG, 'b/y.png': PNG, '../c/z.png': PNG, '/d/w.png': PNG });
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    for (let at = 0; at < zip.length - 30; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0xfffffff0, true);
    const found = await findPictures([given('bomb.zip', zip)]);
    expect(found.pictures.map(({ name }) => name)).toEqual(['bomb/a/x.png', 'bomb/b/y.png']);
    await expect(found.pictures[0].read()).rejects.toMatchObject({ why: { code: 'zip-bytes' } });
  });
});

it('keeps of every picture no more than tells its kind', async () => {
  const bitmap = new Uint8Array(20_000);
  bitmap.set([0x42, 0x4d]);
  const zip = given('a.zip', zipSync({ 'b/1.bmp': bitmap }));
  const { files } = await unpackedFiles([given('b/0.bmp', bitmap), zip, given('c.bin', 'text')]);
  expect(files.map(({ head }) => head.buffer.byteLength)).toEqual([16, 16, 4]);
  expect((await files[1].open()).size).toBe(bitmap.length);
});
