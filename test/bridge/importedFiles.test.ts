import { expect, it } from 'vitest';
import { ImportedFiles } from '../../src/bridge/importedFiles';
import type { ReadFile } from '../../src/download/fetchFile';

const SERVED = { ok: true, value: Uint8Array.of(9) } as const;
const server: ReadFile = () => Promise.resolve(SERVED);

function holding(files: Readonly<Record<string, Blob>>) {
  return { file: async (address: string) => files[address] ?? null };
}

function requestOf(url: string) {
  return { url, knownBytes: 0, contentBytes: 0, fresh: false };
}

it('answers for what was brought, and leaves the rest to the server', async () => {
  const folder = 'http://host/lab/imported/data-1/';
  const store = holding({ [`${folder}dataset.json`]: new Blob(['{}']) });
  const imported = new ImportedFiles('http://host/lab/index.html?model=x', store);
  const read = imported.reading(server);
  expect(await read(requestOf(`${folder}dataset.json`), () => {})).toEqual({
    ok: true,
    value: new TextEncoder().encode('{}'),
  });
  expect(await read(requestOf(`${folder}other`), () => {})).toMatchObject({ code: 'not-found' });
  expect(await read(requestOf('http://host/lab/models/x'), () => {})).toEqual(SERVED);
});

it('lends files that are too large to be copied', async () => {
  const large = new Blob([new Uint8Array(17 << 20)]);
  const folder = 'http://host/imported/data-1/';
  const other = 'http://host/models/x';
  const store = holding({
    [`${folder}large`]: large,
    [`${folder}small`]: new Blob(['x']),
    [other]: large,
  });
  const imported = new ImportedFiles('http://host/', store);
  expect(await imported.stored(`${folder}large`)).toBe(large);
  expect(await imported.stored(`${folder}small`)).toBeNull();
  expect(await imported.stored(other)).toBeNull();
});
