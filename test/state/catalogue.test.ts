import { beforeEach, describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/state/catalogue.svelte';
import { importedFolders } from '../../src/storage/importedFolders';
import type { ImportedModel } from '../../src/subject/imported';
import { DEFAULT_MODEL, MODELS } from '../../src/subject/models';
import { MemoryDirectory } from '../storage/memoryDirectory';

const PAGE = 'http://host/lab/';

const MINE: ImportedModel = {
  id: 'imported-1',
  label: 'mine',
  summary: 'Yours: 2 classes.',
  dataset: null,
  importedAt: '2026-01-01T00:00:00.000Z',
  bytes: 2,
};
const FOLDER = { id: MINE.id, files: new Map([['manifest.json', new Blob(['{}'])]]) };

describe('the catalogue of networks', () => {
  let disk: MemoryDirectory;
  const visit = () => {
    const root = async () => disk as unknown as FileSystemDirectoryHandle;
    const folders = importedFolders(`${PAGE}imported/`, root);
    return { folders, catalogue: new Catalogue(folders, PAGE) };
  };

  beforeEach(() => (disk = new MemoryDirectory()));

  it('remembers what was brought, the last one first, until it is removed', async () => {
    const first = visit();
    expect(await first.catalogue.add(FOLDER, MINE)).toBe(true);
    const later = { ...MINE, id: 'imported-2', importedAt: '2026-01-02T00:00:00.000Z' };
    await first.catalogue.add({ ...FOLDER, id: later.id }, later);
    const second = visit();
    await second.catalogue.restore();
    expect(second.catalogue.imported).toEqual([later, MINE]);
    const file = await second.folders.file(`${PAGE}imported/imported-1/manifest.json`);
    expect(await file?.text()).toBe('{}');
    second.catalogue.hide(MINE.id)();
    expect(second.catalogue.imported).toEqual([later, MINE]);
    second.catalogue.hide(MINE.id);
    expect(second.catalogue.imported).toEqual([later]);
    await second.catalogue.remove(MINE.id);
    const third = visit();
    await third.catalogue.restore();
    expect(third.catalogue.imported).toEqual([later]);
    expect(await third.folders.file(`${PAGE}imported/imported-1/manifest.json`)).toBeNull();
  });

  it('remembers on which pictures it is judged', async () => {
    const { catalogue } = visit();
    await catalogue.add(FOLDER, MINE);
    await catalogue.judge(MINE.id, 'pictures-1');
    const next = visit();
    await next.catalogue.restore();
    expect(next.catalogue.imported).toEqual([{ ...MINE, dataset: 'pictures-1' }]);
  });

  it('remembers it of a network beside the page too, while the pictures are there', async () => {
    const [{ id, dataset: own }] = MODELS;
    const pictures = `${PAGE}imported/pictures-1/`;
    const first = visit();
    await first.folders.put(pictures, new Map([['dataset.json', new Blob(['{}'])]]));
    await first.catalogue.judge(id, 'pictures-1');
    const next = async () => {
      const { catalogue } = visit();
      await catalogue.restore();
      expect(catalogue.imported).toEqual([]);
      return catalogue.asked(id).model.dataset;
    };
    expect(first.catalogue.asked(id).model.dataset).toBe('pictures-1');
    expect(await next()).toBe('pictures-1');
    await first.folders.remove(pictures);
    expect(await next()).toBe(own);
    await first.folders.put(pictures, new Map([['dataset.json', new Blob(['{}'])]]));
    await first.catalogue.judge(id, own);
    expect(await next()).toBe(own);
    expect(await first.folders.addresses()).toEqual([`${pictures}dataset.json`]);
  });

  it('holds it until the page is left where the browser keeps nothing', async () => {
    const folders = importedFolders(`${PAGE}imported/`, () => Promise.reject(new Error('private')));
    const catalogue = new Catalogue(folders, PAGE);
    expect(await catalogue.add(FOLDER, MINE)).toBe(false);
    expect(catalogue.imported).toEqual([MINE]);
    const file = await folders.file(`${PAGE}imported/imported-1/manifest.json`);
    expect(await file?.text()).toBe('{}');
    await catalogue.remove(MINE.id);
    expect(await folders.file(`${PAGE}imported/imported-1/manifest.json`)).toBeNull();
  });

  it('finds what an address asks for, and says what is not kept here', async () => {
    const { catalogue } = visit();
    await catalogue.add(FOLDER, MINE);
    expect(catalogue.asked('imported-1')).toEqual({ model: MINE, missing: null });
    expect(catalogue.asked(MODELS[1].id).model).toBe(MODELS[1]);
    expect(catalogue.asked(null)).toEqual({ model: DEFAULT_MODEL, missing: null });
    expect(catalogue.asked('no-such-model').model).toBe(DEFAULT_MODEL);
    expect(catalogue.asked('imported-9')).toMatchObject({
      model: DEFAULT_MODEL,
      missing: { code: 'model-not-kept', values: { id: 'imported-9' } },
    });
  });
});
