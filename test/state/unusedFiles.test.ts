import { beforeEach, describe, expect, it } from 'vitest';
import { StoredDownloads } from '../../src/bridge/keptDownloads';
import { Catalogue } from '../../src/state/catalogue.svelte';
import { DOWNLOADS, UnusedFiles } from '../../src/state/unusedFiles.svelte';
import { importedFolders } from '../../src/storage/importedFolders';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { MemoryDirectory } from '../storage/memoryDirectory';

const PAGE = 'http://host/lab/';
const ADDRESS = 'http://far/model.zip';

const filesOf = (record: string, name: string, bytes: number) =>
  new Map([
    [record, new Blob([JSON.stringify({ name })])],
    ['test-images.idx', new Blob([new Uint8Array(bytes)])],
  ]);
const sizeOf = (name: string, bytes: number) => JSON.stringify({ name }).length + bytes;

describe('what this browser keeps and nothing needs', () => {
  let disk: MemoryDirectory;
  let far: MemoryDirectory;
  const at = (folder: string, root: MemoryDirectory) =>
    importedFolders(`${PAGE}${folder}/`, async () => root as unknown as FileSystemDirectoryHandle);

  function visit() {
    const folders = at('imported', disk);
    const place = { root: `${PAGE}downloaded/`, mostBytes: 1e9, now: () => 0 };
    const downloads = new StoredDownloads(at('downloaded', far), place);
    const catalogue = new Catalogue(folders, PAGE);
    const needed = () => catalogue.needed();
    const unused = new UnusedFiles({ folders, root: `${PAGE}imported/`, downloads, needed });
    return { folders, downloads, catalogue, unused };
  }

  beforeEach(() => {
    disk = new MemoryDirectory();
    far = new MemoryDirectory();
  });

  it('is neither a network of the list nor the pictures that one is judged on', async () => {
    const { folders, catalogue, unused } = visit();
    const put = (id: string, bytes: number) =>
      folders.put(`${PAGE}imported/${id}/`, filesOf('dataset.json', `set ${bytes}`, bytes));
    await put('pictures-a', 10);
    await put('pictures-b', 20);
    await put('pictures-c', 30);
    await put('pictures-d', 40);
    const mine = { id: 'imported-1', label: 'mine', summary: '', importedAt: '', bytes: 5 };
    const files = filesOf('model.json', 'mine', 5);
    await catalogue.add({ id: mine.id, files }, { ...mine, dataset: 'pictures-a' });
    await catalogue.judge(DEFAULT_MODEL.id, 'pictures-b');
    const ofOthers = visit();
    await ofOthers.unused.look();
    const left = [
      { id: 'pictures-d', name: 'set 40', bytes: sizeOf('set 40', 40) },
      { id: 'pictures-c', name: 'set 30', bytes: sizeOf('set 30', 30) },
    ];
    expect(ofOthers.unused.folders).toEqual(left);
    await unused.look();
    expect(unused.folders).toEqual(left);
    unused.hide('pictures-d');
    await unused.look();
    expect(unused.folders).toEqual(left.slice(1));
    expect((await folders.addresses()).some((one) => one.includes('pictures-d'))).toBe(true);
    await unused.remove('pictures-d');
    expect(unused.folders).toEqual(left.slice(1));
    expect((await folders.addresses()).some((one) => one.includes('pictures-d'))).toBe(false);
    expect((await folders.addresses()).some((one) => one.includes('pictures-a'))).toBe(true);
  });

  it('has its id where its record was never written', async () => {
    const { folders, unused } = visit();
    const cut = new Map([['train-images.idx', new Blob(['abc'])]]);
    await folders.put(`${PAGE}imported/pictures-e/`, cut);
    await unused.look();
    expect(unused.folders).toEqual([{ id: 'pictures-e', name: 'pictures-e', bytes: 3 }]);
  });

  it('is what came from addresses too', async () => {
    const { downloads, unused } = visit();
    await downloads.begin(ADDRESS, { etag: '"1"', modified: null });
    await downloads.append(ADDRESS, 0, new Blob(['12345']));
    await downloads.finish(ADDRESS);
    await unused.look();
    expect(unused.downloadBytes).toBe(5);
    const back = unused.hide(DOWNLOADS);
    expect(unused.downloadBytes).toBe(0);
    back();
    expect(unused.downloadBytes).toBe(5);
    await unused.remove(DOWNLOADS);
    expect(unused.downloadBytes).toBe(0);
    expect(await downloads.find(ADDRESS)).toBeNull();
  });
});
