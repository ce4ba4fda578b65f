/** Fingers, pointers and keys on the slider, the chart and the page. */
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { levelText } from '../../src/words/numbers';
import { words } from '../../src/words/words';
import {
  followLink,
  labReady,
  openPage,
  openSharedPage,
  openTab,
  planMeasured,
  SMALL_MODEL,
  useBrowser,
} from './openPage';

const PLAN = '#method=magnitude-global&level=0.5&repair=none&images=500';
const QUICK = `?workers=1&model=${SMALL_MODEL}${PLAN}`;

let shared: Page;
let page: Page;

useBrowser();

beforeAll(async () => {
  ({ page: shared } = await openSharedPage({ suffix: QUICK, hasTouch: true }));
  // Until then a new point may move the others.
  await planMeasured(shared);
});

beforeEach(async () => {
  page = shared;
  await startAt(PLAN);
});

/** Whatever the test before has left. */
async function startAt(hash: string): Promise<void> {
  await followLink(page, `${hash}&tab=chart`);
  const asked = Number(new URLSearchParams(hash).get('level'));
  await expect.poll(() => slider().getAttribute('aria-valuetext')).toBe(levelText(asked));
}

function slider() {
  return page.getByRole('slider', { name: words.plan.sparsity });
}

function level() {
  return page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('level'));
}

async function focused(): Promise<string> {
  return page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '',
  );
}

describe('a drag', () => {
  it('that rests on its way is one step to undo, wherever it is let go', async () => {
    ({ page } = await openPage({ suffix: QUICK, prepare: (fresh) => fresh.clock.install() }));
    await labReady(page);
    const box = (await slider().boundingBox())!;
    const y = box.y + box.height / 2;
    const thumb = box.x + 14 + (50 / 99) * (box.width - 28);
    await page.mouse.move(thumb, y);
    await page.mouse.down();
    for (const way of [40, 90, 140]) {
      await page.mouse.move(thumb + way, y);
      await page.clock.fastForward(1200);
      expect(await level()).toBe('0.5');
    }
    const reached = Number(await slider().inputValue());
    await page.mouse.move(thumb + 140, y + 200);
    await page.mouse.up();
    await page.waitForFunction((now) => location.hash.includes(`level=${now}`), reached / 100);
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => location.hash.includes('level=0.5&'));
  });
});

describe('a shortcut', () => {
  it('does nothing where its key means something else', async () => {
    await page.keyboard.press('m');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'method');
    await openTab(page, 'chart');
    const select = page.getByLabel(words.results.chart.axis);
    await select.focus();
    for (const key of ['s', 'm', ']']) await page.keyboard.press(key);
    expect(await focused()).toBe(words.results.chart.axis);
    await openTab(page, 'study');
    const levels = page.getByLabel(words.study.levels);
    await levels.focus();
    await page.keyboard.type('s]');
    expect(await levels.inputValue()).toContain('s]');
    expect(await slider().inputValue()).toBe('50');
  });

  it('does not reach behind a dialog', async () => {
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: words.shell.howItWorks });
    await help.waitFor();
    for (const key of [']', 's', 'm', 'Control+z']) await page.keyboard.press(key);
    expect(await help.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    expect(await slider().inputValue()).toBe('50');
    await page.keyboard.press(']');
    expect(await slider().inputValue()).toBe('60');
    await page.keyboard.press('s');
    await page.keyboard.press('Home');
    expect(await slider().inputValue()).toBe('0');
  });
});

describe('a point of the chart', () => {
  /** Middle of the uncut network's mark. */
  async function denseMark(): Promise<[number, number]> {
    const mark = page.locator('[data-key^="dense"]').first();
    await mark.waitFor();
    const box = (await mark.boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  it('is shown by a first tap and loaded by a second', async () => {
    const [x, y] = await denseMark();
    await page.touchscreen.tap(x, y);
    await page.getByText(words.charts.tapAgain).waitFor();
    expect(await level()).toBe('0.5');
    await page.touchscreen.tap(x, y);
    await page.waitForFunction(() => location.hash.includes('level=0&'));
  });

  it('is shown by a mouse that comes near and loaded by a click', async () => {
    const [x, y] = await denseMark();
    await page.mouse.move(x, y);
    await page.locator('.tooltip').waitFor();
    expect(await level()).toBe('0.5');
    await page.mouse.click(x, y);
    await page.waitForFunction(() => location.hash.includes('level=0&'));
  });
});

describe('a level', () => {
  it('is shown to its last digit, never as all or nothing', async () => {
    await startAt(PLAN.replace('level=0.5', 'level=0.996'));
    expect(await slider().getAttribute('aria-valuetext')).toBe('99.6 %');
    expect(await page.locator('.numeral').textContent()).toBe('99.6%');
  });
});
