/** Damaged and hostile files in a real browser: each is refused with its sentence, and what was open stays open. */
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/base/outcome';
import type { GivenFile } from '../../src/recognition/modelFormats';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import { overlappingBlocks, sameNodes } from '../formats/craftedHdf5';
import { labReady, openSharedPage, SMALL_MODEL, useBrowser, type OpenedPage } from './openPage';

/** Goal 2 s, which the times that are printed tell; a busy machine takes longer, and what hangs never ends. */
const LONGEST_MS = 20_000;
const MARKUP = '<img src=x onerror=hit()>';

const text = (value: string) => new TextEncoder().encode(value);
const bytesOf = (...parts: (string | number[] | Uint8Array)[]) =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? text(part) : part)]));
const word = (value: number) => [
  value & 255,
  (value >>> 8) & 255,
  (value >>> 16) & 255,
  value >>> 24,
];

/** That says of its entry that it is smaller than it is. */
function lyingZip(name: string): Uint8Array {
  const zip = zipSync({ [name]: [new Uint8Array(1 << 25), { level: 6 }] });
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  view.setUint32(view.getUint32(zip.length - 6, true) + 24, 1000, true);
  return zip;
}

function layersModel(shape: readonly number[]): Uint8Array {
  const weights = [{ name: 'a/kernel', shape, dtype: 'float32' }];
  return text(
    JSON.stringify({
      modelTopology: { class_name: 'Sequential', config: { layers: [] } },
      weightsManifest: [{ paths: ['a.bin'], weights }],
    }),
  );
}

/** As PyTorch begins its streams, then what is loaded. */
const TORCH = [0x80, 2, 0x8a, 1, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e, 0x80, 2];
const NETWORKS: readonly [
  what: string,
  code: string,
  files: Readonly<Record<string, Uint8Array>>,
][] = [
  ['no network at all', 'no-model-file', { 'letter.txt': text('Dear Sir') }],
  ['offsets outside', 'file-cut-off', { 'a.tflite': bytesOf(word(0x7ffffff0), 'TFL3', word(9)) }],
  ['a cut protobuf', 'file-cut-off', { 'a.onnx': bytesOf([8, 7, 0x3a, 0xff]) }],
  ['no shards', 'file-beside-missing', { 'model.json': layersModel([3, 3, 3, 8]) }],
  [
    'a wrong shape',
    'file-weights-end',
    { 'model.json': layersModel([1e6, 1e6]), 'a.bin': text('abcd') },
  ],
  ['a header outside', 'file-header', { 'a.safetensors': bytesOf(word(1e9), word(0), '{"a":1') }],
  ['a program', 'model-program', { 'a.pth': bytesOf(TORCH, 'cos\nsystem\n(X\x04\0\0\0truetR.') }],
  ['a tree in circles', 'file-circles', { 'a.h5': sameNodes(3) }],
  ['overlapping blocks', 'file-circles', { 'b.h5': overlappingBlocks(50_000) }],
  ['a bomb', 'zip-bytes', { 'bomb.zip': zipSync({ 'model.json': new Uint8Array(1 << 25) }) }],
  ['an entry that lies', 'file-cut-off', { 'lies.zip': lyingZip('model.json') }],
  [
    'paths outside',
    'no-model-file',
    { 'paths.zip': zipSync({ '../../model.json': layersModel([1]) }) },
  ],
  ['a name with markup', 'file-cut-off', { [`${MARKUP}.onnx`]: bytesOf([8, 7, 0x3a, 0xff]) }],
];

useBrowser();

let opened: OpenedPage;
const times: [string, number][] = [];

beforeAll(async () => {
  opened = await openSharedPage({
    suffix: `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500`,
    prepare: (page) => page.addInitScript('window.hit = () => (window.wasHit = true)'),
  });
  await labReady(opened.page);
});

afterAll(() => {
  console.log(times.map(([what, ms]) => `${what}: ${(ms / 1000).toFixed(2)} s`).join('\n'));
});

async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await run();
  times.push([what, performance.now() - start]);
}

async function nothingHappened(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'wasHit' in window)).toBe(false);
  expect(await page.locator('dialog img').count()).toBe(0);
  const model = page.getByRole('combobox', { name: words.plan.model });
  expect(await model.inputValue()).toBe(SMALL_MODEL);
  expect(opened.complaints).toEqual([]);
}

describe('as a network', () => {
  const say = words.opening;
  const dialog = () => opened.page.getByRole('dialog', { name: say.title });

  function isRefused(why: Refusal): Promise<void> {
    return dialog()
      .getByRole('alert')
      .and(opened.page.getByText(sentence(why), { exact: true }))
      .waitFor({ timeout: LONGEST_MS });
  }

  beforeAll(() => opened.page.getByRole('button', { name: say.open }).click());
  afterAll(() => opened.page.keyboard.press('Escape'));

  it.each(NETWORKS)('%s is refused: %s', async (what, code, content) => {
    const files: GivenFile[] = Object.entries(content).map(([name, bytes]) => ({ name, bytes }));
    const refused = recogniseFiles(files) as Refusal;
    expect([refused.code, (refused.values.cause as { code?: string } | undefined)?.code]).toContain(
      code,
    );
    const payloads = files.map(({ name, bytes }) => ({
      ...{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) },
    }));
    await dialog().locator('input[data-what="files"]').setInputFiles(payloads);
    await timed(what, () => isRefused(refused));
    await nothingHappened(opened.page);
  });
});
