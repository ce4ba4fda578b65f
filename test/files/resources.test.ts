import { expect, it } from 'vitest';
import { Resources } from '../../workers/files/resources';
import { fetchFromDisk, REQUEST } from '../lab/labFiles';

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
