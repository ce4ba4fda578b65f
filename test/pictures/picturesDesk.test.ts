import { describe, expect, it } from 'vitest';
import { orThrow as unwrap } from '../../src/base/outcome';
import { readByFetch } from '../../src/download/fetchFile';
import { imagesFileStart, labelsFile } from '../../src/formats/idx/idx';
import { splitPictures } from '../../src/pictures/split';
import type { DatasetOrder } from '../../src/protocol/pictures';
import type { Preprocessing } from '../../src/subject/preprocessing';
import { preprocess, withLabels } from '../../src/subject/preprocess';
import { decodePicture } from '../../workers/pictures/decodePicture';
import { memoryFiles } from '../../workers/pictures/pixelFiles';
import { PicturesDesk } from '../../workers/pictures/picturesDesk';
import { Resources } from '../../workers/files/resources';
import { given } from './samplePictures';

const SIDES = { height: 6, width: 6, planes: 3 } as const;
const TARGET = { ...SIDES, framing: 'centre-square' } as const;
const LENGTH = 108;
const LABELS = Uint16Array.from({ length: 30 }, (_, i) => i % 3);
/** Picture 29 is a copy of picture 0. */
const PIXELS = Uint8Array.from(
  { length: 30 * LENGTH },
  (_, at) => ((at % (29 * LENGTH)) * 31 + Math.floor((at % (29 * LENGTH)) / LENGTH)) & 255,
);
const IDX = [
  given('mine-images', new Uint8Array([...imagesFileStart(30, SIDES), ...PIXELS])),
  given('mine-labels', labelsFile(LABELS)),
];
const none = () => {};

function desk(decode = decodePicture) {
  return new PicturesDesk(
    decode,
    () => Promise.resolve(memoryFiles()),
    'scratch',
    () => 0,
  );
}

const PREPROCESSING: Preprocessing = {
  ...{ source: SIDES, target: { size: 6, planes: 3 as const } },
  ...{ padding: 0, mean: [0, 0, 0], deviation: [1, 1, 1] },
};

async function decoded() {
  const pictures = desk();
  const list = unwrap(await pictures.find(IDX, none));
  const all = [...list.pictures.keys()];
  const { contents, left } = unwrap(await pictures.decode(all, TARGET, none));
  return { pictures, list, contents, left };
}

describe('the worker that brings pictures in', () => {
  it('decodes all of them, and tells copies by their content', async () => {
    const { contents, left, list } = await decoded();
    expect(list.formats).toEqual(['idx']);
    expect(left).toEqual([]);
    expect(new Set(contents).size).toBe(29);
    expect(contents[29]).toBe(contents[0]);
  });

  it('writes a data set that a lab worker reads as any other', async () => {
    const { pictures, contents } = await decoded();
    const labels = [...LABELS];
    const split = splitPictures(
      labels.map((label, i) => ({ label, part: null, content: contents[i]! })),
      1,
    );
    const order: DatasetOrder = {
      ...{ name: 'Mine', classNames: ['a', 'b', 'c'], preprocessing: PREPROCESSING },
      ...split,
      labels,
    };
    const { id, files, kept } = unwrap(await pictures.write(order));
    expect(kept).toBe(false);
    const read = readByFetch((url) => Promise.resolve(new Response(files.get(url.slice(5)))));
    const resources = new Resources(read, { modelUrl: 'none/', datasetUrl: 'data/' });
    for (const side of ['train', 'test'] as const) {
      const images = unwrap(await resources.images(side, none));
      const { labels: read, count } = images;
      expect([...read]).toEqual(split[side].map((i) => LABELS[i]));
      const expected = split[side].flatMap((i) => [
        ...PIXELS.subarray(i * LENGTH, (i + 1) * LENGTH),
      ]);
      const found = preprocess(images, 0, count);
      expect([...found].map((value) => Math.round(value * 255))).toEqual(expected);
    }
    expect(resources.unverified).toBe(false);
    expect(unwrap(await pictures.write(order)).id).toBe(id);
    const other = { ...order, labels: labels.map((label) => (label + 1) % 3) };
    expect(unwrap(await pictures.write(other)).id).not.toBe(id);
  });

  it('keeps those without a label for calibration alone', async () => {
    const { pictures } = await decoded();
    const labels = [...LABELS].map((label, i) => (i > 25 ? null : label));
    const order: DatasetOrder = {
      ...{ name: 'Mine', classNames: ['a', 'b', 'c'], preprocessing: PREPROCESSING, labels },
      ...{ train: [3, 4, 5, 26, 27], test: [0, 1] },
    };
    const { files } = unwrap(await pictures.write(order));
    const read = readByFetch((url) => Promise.resolve(new Response(files.get(url.slice(5)))));
    const resources = new Resources(read, { modelUrl: 'none/', datasetUrl: 'data/' });
    const train = unwrap(await resources.images('train', none));
    expect([train.count, [...train.labels]]).toEqual([5, [0, 1, 2]]);
    expect(unwrap(withLabels(train)).count).toBe(3);
  });

  it('writes a data set that calibrates alone', async () => {
    const { pictures, list } = await decoded();
    const order: DatasetOrder = {
      ...{ name: 'Mine', classNames: ['a', 'b', 'c'], preprocessing: PREPROCESSING },
      ...{ train: [3, 4, 5], test: [], labels: list.pictures.map(() => null) },
    };
    const { files } = unwrap(await pictures.write(order));
    const read = readByFetch((url) => Promise.resolve(new Response(files.get(url.slice(5)))));
    const resources = new Resources(read, { modelUrl: 'none/', datasetUrl: 'data/' });
    const test = unwrap(await resources.images('test', none));
    expect([test.count, test.labels.length, test.preprocessing]).toEqual([0, 0, PREPROCESSING]);
    const train = unwrap(await resources.images('train', none));
    expect([train.count, train.labels.length]).toEqual([3, 0]);
    expect(withLabels(train)).toMatchObject({ code: 'no-labelled-images' });
    expect(unwrap(await resources.dataset()).trainingImages).toBe(3);
  });

  it('leaves damaged ones by name', async () => {
    const pictures = desk();
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    unwrap(await pictures.find([...IDX, given('a/broken.png', png)], none));
    const result = unwrap(await pictures.decode([0, 30, 1], TARGET, none));
    expect(result.left).toMatchObject([{ name: 'a/broken.png', why: { code: 'file-cut-off' } }]);
    expect(result.contents.filter((content) => content !== null).length).toBe(2);
    expect(await pictures.seen(30)).toBeNull();
    const seen = (await pictures.seen(1))!;
    expect([...seen.subarray(0, 4)]).toEqual([...PIXELS.subarray(LENGTH, LENGTH + 3), 255]);
  });

  it('refuses a claim of too many pixels before it decodes', async () => {
    const png = new Uint8Array(64);
    png.set([0x89, 0x50, 0x4e, 0x47]);
    new DataView(png.buffer).setUint32(16, 20_000);
    new DataView(png.buffer).setUint32(20, 10);
    const pictures = desk();
    unwrap(await pictures.find([given('wide.png', png)], none));
    const { left } = unwrap(await pictures.decode([0], TARGET, none));
    expect(left[0].why).toMatchObject({ code: 'picture-large', values: { width: 20_000 } });
  });

  it('ends when it is cancelled', async () => {
    let calls = 0;
    const pictures = desk((picture, target) => {
      if (++calls === 9) void pictures.cancel();
      return decodePicture(picture, target);
    });
    unwrap(await pictures.find(IDX, none));
    const all = [...LABELS.keys()];
    expect(await pictures.decode(all, TARGET, none)).toMatchObject({ code: 'superseded' });
    expect(calls).toBeLessThan(14);
  });
});
