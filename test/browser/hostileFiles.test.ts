/** Damaged and hostile files in a real browser: each is refused with its sentence, and what was open stays open. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/base/outcome';
import type { GivenFile } from '../../src/recognition/modelFormats';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { note, refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import { overlappingBlocks, sameNodes } from '../formats/craftedHdf5';
import { formatStudy } from '../../src/study/formatStudy';
import { ABOUT } from '../study/sampleAbout';
import { sampleStudy } from '../study/sampleStudy';
import {
  labReady,
  type OpenedPage,
  openSharedPage,
  openTab,
  SMALL_MODEL,
  useBrowser,
} from './openPage';

/** Goal 2 s, which the times that are printed tell; a busy machine takes longer, and what hangs never ends. */
const LONGEST_MS = 20_000;
const GIGABYTE = 2 ** 30;
const LARGE_BYTES = 2 * GIGABYTE;
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

/** That says of its entry that it is smaller than it is, or larger. */
function lyingZip(name: string, bytes = 1000): Uint8Array {
  const zip = zipSync({ [name]: [new Uint8Array(1 << 25), { level: 6 }] });
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  view.setUint32(view.getUint32(zip.length - 6, true) + 24, bytes, true);
  return zip;
}

/** That says it has as many entries, in 64 bits. */
function zipOfEntries(entries: number): Uint8Array {
  const [none, wide, full] = [word(0), [...word(entries), ...word(0)], [255, 255]];
  const head = bytesOf('PK\x03\x04', new Uint8Array(26));
  const end64 = ['PK\x06\x06', word(44), none, new Uint8Array(12), wide, wide, new Uint8Array(16)];
  return bytesOf(
    ...[head, ...end64],
    ...['PK\x06\x07', none, word(head.length), none, word(1)],
    ...['PK\x05\x06', none, full, full, none, none, [0, 0]],
  );
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
  ['a million entries', 'zip-entries', { 'entries.zip': zipOfEntries(1e6) }],
  [
    'paths outside',
    'no-model-file',
    { 'paths.zip': zipSync({ '../../model.json': layersModel([1]) }) },
  ],
  ['a name with markup', 'file-cut-off', { [`${MARKUP}.onnx`]: bytesOf([8, 7, 0x3a, 0xff]) }],
];

useBrowser();

let opened: OpenedPage;
let folder: string;
const times: [string, number][] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  opened = await openSharedPage({
    suffix: `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500&tab=plan`,
    prepare: (page) => page.addInitScript('window.hit = () => (window.wasHit = true)'),
  });
  await labReady(opened.page);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(times.map(([what, ms]) => `${what}: ${(ms / 1000).toFixed(2)} s`).join('\n'));
});

async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await run();
  times.push([what, performance.now() - start]);
}

/** Of two gigabytes, nothing but holes behind its head: on the disk it takes none of them. */
function largeFile(name: string, head: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, head);
  truncateSync(path, LARGE_BYTES);
  return path;
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

  it('of two gigabytes is refused unread', async () => {
    const path = largeFile('large.onnx', bytesOf([8, 7, 0x3a, 0xff]));
    await dialog().locator('input[data-what="files"]').setInputFiles(path);
    const why = refusal('files-too-large', { bytes: LARGE_BYTES, most: GIGABYTE });
    await timed('2 GB', () => isRefused(why));
    await nothingHappened(opened.page);
  });
});

describe('as pictures', () => {
  const say = words.pictures;
  const dialog = () => opened.page.getByRole('dialog', { name: say.title });
  const field = () => dialog().locator('input[data-what="pictures"]');
  /** What a header says of a PNG of these sides. */
  const png = (side: number) =>
    bytesOf(
      [0x89],
      'PNG\r\n\x1a\n',
      [0, 0, 0, 13],
      'IHDR',
      word(side).reverse(),
      word(side).reverse(),
      [8, 2, 0, 0, 0],
    );
  const cut = note('file-cut-off');

  beforeEach(() => opened.page.getByRole('button', { name: say.open }).click());
  afterEach(() => opened.page.keyboard.press('Escape'));

  /** Left aside by name, with its reason. */
  function isLeft(name: string, why: string): Promise<void> {
    const line = dialog()
      .getByRole('listitem', { includeHidden: true })
      .filter({ hasText: `${name}: ${why}` });
    return line.waitFor({ state: 'attached', timeout: LONGEST_MS });
  }

  it.each([
    [
      'a side of 20,000 pixels',
      'side.png',
      'side.png',
      png(20_000),
      note('picture-large', { width: 20_000, height: 20_000, most: 16_384 }),
    ],
    ['a cut picture', 'cut.jpg', 'cut.jpg', bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 16]), cut],
    ['a name with markup', `${MARKUP}.png`, `${MARKUP}.png`, png(8), cut],
    ['an entry that lies', 'lies.zip', 'lies/a.png', lyingZip('a.png'), cut],
    [
      'a bomb',
      'bomb.zip',
      'bomb/a.png',
      lyingZip('a.png', GIGABYTE),
      note('zip-bytes', { most: GIGABYTE / 2 }),
    ],
    [
      'a million entries',
      'entries.zip',
      'entries.zip',
      zipOfEntries(1_000_000),
      note('zip-entries', { most: 100_000 }),
    ],
    [
      'a gzip bomb',
      'bomb.gz',
      'bomb.gz',
      bytesOf(
        [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3],
        deflateSync(new Uint8Array(1 << 25)),
        word(0),
        word(1 << 20),
      ),
      cut,
    ],
    [
      'a cut Parquet',
      'cut.parquet',
      'cut.parquet',
      bytesOf('PAR1', word(0), word(0x7fffffff), 'PAR1'),
      cut,
    ],
  ])('%s is left aside', async (what, name, shown, bytes, why) => {
    await field().setInputFiles([{ name, mimeType: '', buffer: Buffer.from(bytes) }]);
    await timed(what, () => isLeft(shown, sentence(why)));
    await nothingHappened(opened.page);
  });

  it('that lead out of their archive are none', async () => {
    const zip = zipSync({ '../../cats/a.png': png(8), '/etc/cats/b.png': png(8) });
    await field().setInputFiles([{ name: 'paths.zip', mimeType: '', buffer: Buffer.from(zip) }]);
    const nothing = dialog().getByRole('status').and(opened.page.getByText(say.nothing));
    await timed('paths outside', () => nothing.waitFor({ timeout: LONGEST_MS }));
    await nothingHappened(opened.page);
  });

  it.each([
    ['a table of pixels', 'large.csv', text(`label,${'1,'.repeat(783)}1\n`), GIGABYTE / 2],
    ['a picture', 'large.png', png(100), GIGABYTE / 4],
  ])('%s of two gigabytes is left aside', async (what, name, head, most) => {
    await field().setInputFiles(largeFile(name, head));
    const why = sentence(note('file-bytes', { bytes: LARGE_BYTES, most }));
    await timed(`${what} of 2 GB`, () => isLeft(name, why));
    await nothingHappened(opened.page);
  });
});

describe('as a study', () => {
  const say = words.results.files;
  const results = () => opened.page.getByRole('region', { name: words.results.table.title });
  const field = () => results().getByLabel(say.importStudy);
  const said = () => results().getByRole('status').filter({ hasText: 'study.json' });
  const [point, ...others] = sampleStudy().points;
  const marked = { ...ABOUT, name: MARKUP, question: MARKUP, notes: MARKUP };
  const study = { about: marked, points: [{ ...point, notes: [MARKUP] }, ...others] };

  beforeAll(() => openTab(opened.page, 'table'));

  async function isText(): Promise<void> {
    expect(await results().locator('img').count()).toBe(0);
    expect(await opened.page.evaluate(() => 'wasHit' in window || 'points' in {})).toBe(false);
    expect(opened.complaints).toEqual([]);
  }

  it.each([
    ['names of markup', formatStudy(study)],
    ['a prototype', '{"__proto__": {"points": []}, "constructor": {"prototype": {"points": 1}}}'],
    ['other types', '{"schemaVersion": 2, "points": [3, null, "x", {"plan": []}]}'],
    ['half a file', formatStudy(study).slice(0, 2000)],
    ['a nest of a million lists', '['.repeat(1_000_000)],
  ])('%s: one sentence, and nothing of it is shown as more than text', async (what, content) => {
    const file = { name: 'study.json', mimeType: 'application/json', buffer: Buffer.from(content) };
    await timed(what, async () => {
      await field().setInputFiles(file);
      await said().waitFor({ timeout: LONGEST_MS });
    });
    await isText();
  });

  it('fifty megabytes that are no study', async () => {
    const path = join(folder, 'study.json');
    writeFileSync(path, `{"schemaVersion": 2, "points": [${'{"a":1},'.repeat(6_250_000)}0]}`);
    await timed('fifty megabytes', async () => {
      await field().setInputFiles(path);
      await said()
        .filter({ hasNotText: say.imported(1, []) })
        .waitFor({ timeout: LONGEST_MS });
    });
    await isText();
  });
});
