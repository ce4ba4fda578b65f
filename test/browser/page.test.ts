import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { methodOf } from '../../src/pruning/methods';
import type { MethodId } from '../../src/pruning/plan';
import { repairRow } from '../../src/pruning/repairs';
import { parseStudy } from '../../src/study/studyJson';
import { inWords } from '../../src/words/inWords';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import {
  denseMeasured,
  figureRow,
  labReady,
  openPage,
  openSharedPage,
  openTab,
  SMALL_MODEL,
  useBrowser,
} from './openPage';

const PLAN = 'method=magnitude-global&level=0.5&repair=recalibrate=200&images=500';
/** One worker, the smallest model and few images: these tests ask whether, not how fast. */
const QUICK = `?workers=1&model=${SMALL_MODEL}#${PLAN}`;

let page: Page;

useBrowser();

function slider() {
  return page.getByRole('slider', { name: words.plan.sparsity });
}

function accuracy(stage: 'after-cutting' | 'after-repair') {
  return page.getByTestId(`accuracy-${stage}`);
}

function methodWords(id: MethodId): string {
  return inWords('methods', methodOf(id)).label;
}

/** Waits for an accuracy that is whole, not in the making. */
async function percentOf(stage: 'after-cutting' | 'after-repair'): Promise<number> {
  const readout = page.locator('.readout:not(.running)', { has: accuracy(stage) });
  await readout.getByText(/\b500\b/).waitFor();
  return Number.parseFloat((await accuracy(stage).textContent()) ?? '');
}

describe('the page', () => {
  it('opens, measures the dense network, then its plan; nothing is refused by its own policy', async () => {
    const opened = await openPage({ suffix: `?workers=1#${PLAN}` });
    page = opened.page;
    await denseMeasured(page);
    expect(await percentOf('after-cutting')).toBeGreaterThan(90);
    expect(await percentOf('after-repair')).toBeGreaterThan(90);
    expect(opened.complaints).toEqual([]);
  });

  it('names a file that is cut short, and loads when asked again', async () => {
    ({ page } = await openPage({
      suffix: QUICK,
      prepare: async (fresh) => {
        await fresh.context().route('**/weights.bin', async (route) => {
          const response = await route.fetch();
          const body = (await response.body()).subarray(0, 100_000);
          await route.fulfill({
            response,
            body,
            headers: {
              'content-type': 'application/octet-stream',
              'cross-origin-embedder-policy': 'require-corp',
              'cross-origin-resource-policy': 'same-origin',
            },
          });
        });
      },
    }));
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('weights.bin');
    await page.context().unroute('**/weights.bin');
    await alert.getByRole('button', { name: words.shell.tryAgain }).click();
    await labReady(page);
  });
});

describe('the page that is open', () => {
  beforeAll(async () => {
    ({ page } = await openSharedPage({ suffix: QUICK, hasTouch: true }));
    await denseMeasured(page);
  });

  it('fits into a display of 800×480 and into 360 px', async () => {
    // The other tests of this page look at it as a laptop shows it.
    onTestFinished(() => page.setViewportSize({ width: 1280, height: 800 }));
    for (const size of [
      { width: 800, height: 480 },
      { width: 360, height: 740 },
    ]) {
      await page.setViewportSize(size);
      // A chart follows its room a frame later.
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(overflow).toBe(0);
      await expect.poll(() => slider().boundingBox()).toMatchObject({ height: 44 });
    }
  });

  it('shows every figure whole and a chart to read, on small laptops too', async () => {
    onTestFinished(() => page.setViewportSize({ width: 1280, height: 800 }));
    await percentOf('after-repair');
    for (const [width, height] of [
      [1024, 600],
      [1024, 768],
      [1280, 719],
      [1280, 720],
    ]) {
      await page.setViewportSize({ width, height });
      const message = `${width} × ${height}`;
      const cut = () =>
        page
          .locator('.left, .tile p, .tile h2, [data-method] .name')
          .evaluateAll((all) =>
            all
              .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
              .map(({ textContent }) => textContent),
          );
      await expect.poll(cut, { message }).toEqual([]);
      const highest = () =>
        page
          .locator('.right svg')
          .evaluateAll((all) => Math.max(...all.map((svg) => svg.getBoundingClientRect().height)));
      await expect.poll(highest, { message }).toBeGreaterThan(120);
    }
  });

  it('plans at every key, and measures when the slider rests', async () => {
    // The table of planned figures comes a moment after the lab is loaded.
    await expect.poll(async () => (await figureRow(page, 'non-zeros'))[1]).not.toBe('–');
    const before = await figureRow(page, 'non-zeros');
    await slider().press('ArrowRight');
    expect(await slider().inputValue()).toBe('51');
    const after = await figureRow(page, 'non-zeros');
    expect(after[1]).not.toBe(before[1]);
    await slider().press('PageUp');
    await slider().press('PageUp');
    expect(await slider().inputValue()).toBe('71');
    await percentOf('after-cutting');
    const [, planned] = await figureRow(page, 'non-zeros');
    await page.waitForFunction(() => location.hash.includes('level=0.71'));
    await expect.poll(async () => (await figureRow(page, 'non-zeros'))[3]).toBe(planned);
  });

  it('brings back the plan before with Ctrl+Z', async () => {
    await page.locator('button[data-method="fpgm"]').click();
    await page.waitForFunction(() => location.hash.includes('method=fpgm'));
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => location.hash.includes('method=magnitude-global'));
  });

  it('refuses a study.json that is none, by the file’s name', async () => {
    const none = '{"schema": 7}';
    await openTab(page, 'table');
    await page.getByLabel(words.results.files.importStudy).setInputFiles({
      name: 'holiday.json',
      mimeType: 'application/json',
      buffer: Buffer.from(none),
    });
    const refused = parseStudy(none);
    const told = refused.ok ? '' : sentence(refused);
    await page.getByText(words.results.files.result('holiday.json', told)).waitFor();
  });

  it('runs a study of 2 × 2 and fills the table, also after a reload', async () => {
    await openTab(page, 'study');
    const study = page.getByRole('region', { name: words.study.title });
    const off = [
      ...[methodWords('magnitude-global'), methodWords('fpgm')],
      inWords('repairs', repairRow('recalibrate')).label,
    ];
    for (const name of off) await study.getByLabel(name, { exact: true }).uncheck();
    await study.getByLabel(words.study.images).selectOption('500');
    await page.getByLabel(words.study.levels).fill('25 50');
    await page.getByRole('button', { name: words.study.run }).click();
    await page.getByRole('progressbar', { name: words.study.progress }).waitFor();
    await page.getByRole('button', { name: words.study.run }).waitFor();
    await openTab(page, 'table');
    const rows = page.locator('section.results tbody tr');
    const [byLayer, l1] = [methodWords('magnitude-layer'), methodWords('l1-norm')];
    const levels = () => rows.filter({ hasText: new RegExp(`${byLayer}|${l1}`) }).count();
    expect(await levels()).toBe(4);
    expect(await rows.filter({ hasText: l1 }).first().textContent()).toMatch(/\d ?%.*\d\.\d\d/);
    const report = page.getByRole('button', { name: words.results.files.report, exact: true });
    const [file] = await Promise.all([page.waitForEvent('download'), report.click()]);
    const written = await readFile(await file.path(), 'utf8');
    for (const part of ['<svg', l1, 'npm run study --']) expect(written).toContain(part);
    expect(written).not.toMatch(/<script|class="svelte|NaN|undefined/);
    await page.reload();
    await openTab(page, 'table');
    await rows.first().waitFor();
    expect(await levels()).toBe(4);
  });
});
