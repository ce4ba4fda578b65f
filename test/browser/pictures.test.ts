/** Pictures that somebody brings, decoded by a real browser. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { SAMPLES, SAMPLES_ARE_THERE } from '../recognition/samples';
import { labReady, openSharedPage, SMALL_MODEL, useBrowser } from './openPage';

const say = words.pictures;
const PICTURES = join(SAMPLES, 'files/pictures');
const SUFFIX = `?workers=1&model=${SMALL_MODEL}#images=500&tab=plan`;

let page: Page;
let complaints: readonly string[] = [];

useBrowser();

async function give(path: string | string[], what = 'picture-folder') {
  await page.getByRole('button', { name: say.open }).click();
  await page.locator(`input[data-what="${what}"]`).setInputFiles(path);
  return page.getByRole('dialog', { name: say.title });
}

/** Of each picture that is shown, by name: its bytes as the network sees them. */
function shown(): Promise<Record<string, number[]>> {
  return page.locator('dialog canvas').evaluateAll((canvases) =>
    Object.fromEntries(
      (canvases as HTMLCanvasElement[]).map((canvas) => {
        const { width, height, title } = canvas;
        const data = canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
        return [title, [...data]];
      }),
    ),
  );
}

function meanDifference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}

describe.runIf(SAMPLES_ARE_THERE)('pictures', () => {
  beforeAll(async () => {
    ({ page, complaints } = await openSharedPage({ suffix: SUFFIX }));
    await labReady(page);
  });

  afterEach(async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  it('are decoded as the browser does: turned, in four colours, as AVIF and WebP', async () => {
    const names = [
      ...['hopper.jpg', 'hopper_orientation_6.jpg', 'hopper_orientation_8.jpg'],
      ...['hopper.webp', 'avif-hopper.avif', 'hopper_orientation_2.jpg'],
    ];
    const files = names.map((name) => join(PICTURES, 'odd', name));
    await give(files, 'pictures');
    await expect
      .poll(async () => Object.values(await shown()).filter((data) => data[3] === 255).length)
      .toBe(6);
    const pictures = await shown();
    for (const name of names)
      expect([name, meanDifference(pictures[name], pictures['hopper.jpg'])]).toEqual([
        name,
        expect.closeTo(0, -1),
      ]);
  });

  it('that are damaged or claim too much are named', async () => {
    const dialog = await give(join(PICTURES, 'odd'));
    await dialog.getByText(say.left(2)).click();
    const left = (await dialog.getByRole('listitem').allTextContents()).join();
    expect(left).toMatch(/truncated_jpeg\.jpg/);
    expect(left).toMatch(/decompression_bomb\.gif.*65535/);
    await dialog.getByText(say.unlabelled(14)).waitFor();
  });

  it('judge a network, and are kept in the browser’s storage', async () => {
    const dialog = await give(join(PICTURES, 'class-folders-dotclass'));
    for (const [name, label] of [
      ['battery', 'Bag'],
      ['bottle', 'Dress'],
      ['can', 'Shirt'],
      ['cigarette', 'Trouser'],
    ])
      await dialog.getByRole('combobox', { name: say.classOf(name) }).selectOption({ label });
    await dialog.getByText(say.split(88, 90)).waitFor();
    await dialog.getByRole('button', { name: say.use }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByTitle(say.tests('class-folders-dotclass', 90)).waitFor();
    await labReady(page);
  });
});
