import { expect, it } from 'vitest';
import { ImportedFiles } from '../../src/bridge/importedFiles';
import type { ReadFile } from '../../src/download/fetchFile';

const SERVED = { ok: true, value: Uint8Array.of(9) } as const;
const server: ReadFile = () => Promise.resolve(SERVED);

function requestOf(url: string) {
  return { url, knownBytes: 0, fresh: false };
}

it('answers for what was brought, and leaves the rest to the server', async () => {
  const imported = new ImportedFiles('http://host/lab/index.html?model=x');
  const read = imported.reading(server);
  const folder = imported.put('data-1', { 'dataset.json': new Blob(['{}']) });
  expect(folder).toBe('http://host/lab/imported/data-1/');
  expect(await read(requestOf(`${folder}dataset.json`), () => {})).toEqual({
    ok: true,
    value: new TextEncoder().encode('{}'),
  });
  expect(await read(requestOf(`${folder}other`), () => {})).toMatchObject({ code: 'not-found' });
  expect(await read(requestOf('http://host/lab/models/x'), () => {})).toEqual(SERVED);
});

it('lends files that are too large to be copied', () => {
  const imported = new ImportedFiles('http://host/');
  const large = new Blob([new Uint8Array(17 << 20)]);
  const folder = imported.put('data-1', { large, small: new Blob(['x']) });
  expect(imported.stored(`${folder}large`)).toBe(large);
  expect(imported.stored(`${folder}small`)).toBeNull();
  expect(imported.stored('http://host/models/x')).toBeNull();
});
