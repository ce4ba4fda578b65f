import { expect, it } from 'vitest';
import { fetchModel } from '../../src/bridge/fetchModel';
import type { ReadAddress } from '../../src/download/resumedFile';
import { refusal } from '../../src/words/refusal';

const MODEL = JSON.stringify({ weightsManifest: [{ paths: ['a.bin', 'more/b'] }] });

const SERVER: Readonly<Record<string, string>> = {
  'https://host/m/model.json': MODEL,
  'https://host/m/a.bin': 'a',
  'https://host/m/more/b': 'b',
  'https://host/my%20net.tflite?x=1': 'TFL3',
};

const read: ReadAddress = async (url, onBytes) => {
  const text = SERVER[url];
  if (text === undefined) return refusal('not-found', { url, status: 404 });
  onBytes(text.length, text.length);
  return { ok: true, value: new Blob([text]) };
};

const NEVER = new AbortController().signal;

async function fetched(address: string) {
  const told: string[] = [];
  const files = await fetchModel(
    read,
    address,
    (file, bytes) => told.push(`${file} ${bytes}`),
    NEVER,
  );
  if (!files.ok) return files;
  const texts = files.value.map(async ({ path, blob }) => [path, await blob.text()]);
  return { files: await Promise.all(texts), told };
}

it('fetches a file, and says how far it is', async () => {
  expect(await fetched('https://host/my%20net.tflite?x=1')).toEqual({
    files: [['my net.tflite', 'TFL3']],
    told: ['my net.tflite 4'],
  });
});

it('fetches what a model.json names beside it', async () => {
  const { files } = (await fetched('https://host/m/model.json')) as { files: string[][] };
  expect(files).toEqual([
    ['model.json', MODEL],
    ['a.bin', 'a'],
    ['more/b', 'b'],
  ]);
});

it.each(['', 'model.json', 'file:///etc/passwd', 'javascript:alert(1)'])(
  'refuses %j, which is no address',
  async (address) => expect(await fetched(address)).toMatchObject({ code: 'no-address' }),
);

it('says what is not there', async () => {
  expect(await fetched('https://host/other')).toMatchObject({ code: 'not-found' });
});
