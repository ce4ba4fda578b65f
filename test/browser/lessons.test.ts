/** A teacher makes a link, a pupil opens it elsewhere; the projector, and a frame in a plain page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { words } from '../../src/words/words';
import {
  labReady,
  openPage,
  openSharedPage,
  openTab,
  planMeasured,
  SMALL_MODEL,
  useBrowser,
} from './openPage';

const say = words.lessons;
const PLAN = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500`;
const TASK = 'Cut <b>half</b> & more?\nWrite "it" down: <img src=x onerror="document.title=1">';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** First before the class, then at the desk. */
let teacher: Page;

useBrowser();

beforeAll(async () => {
  ({ page: teacher } = await openSharedPage({ suffix: `${PLAN}&present=yes` }));
  await labReady(teacher);
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } };
    const found = await axe.run(rules);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`);
  }, RULES);
}

/** Whatever a person can reach, by its name. */
function names(page: Page, role: 'button' | 'tab' | 'radio'): Promise<string[]> {
  return page.getByRole(role).allTextContents();
}

it('a presenter moves the slider with arrow keys, and leaves with Escape', async () => {
  const page = teacher;
  await page.locator('[data-figure="size"] .value').filter({ hasText: /\d/ }).waitFor();
  const size = () => page.locator('[data-figure="size"] .value').textContent();
  const before = await size();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageUp');
  await page.waitForFunction(() => location.hash.includes('level=0.61'));
  expect(await size()).not.toBe(before);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('main[data-view]').waitFor();
  expect(await page.evaluate(() => location.hash)).not.toContain('present');
});

/** What the teacher's dialog gives out. */
async function madeLink(): Promise<string> {
  const page = teacher;
  await page.getByRole('button', { name: say.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: say.title });
  await dialog.getByRole('textbox', { name: say.task }).fill(TASK);
  for (const part of ['methods', 'study', 'meter', 'open', 'export'] as const)
    await dialog.getByRole('checkbox', { name: say.parts[part], exact: true }).uncheck();
  const link = await dialog.getByRole('textbox', { name: say.link, exact: true }).inputValue();
  await dialog.getByRole('img', { name: say.qr(link) }).waitFor();
  expect(await violations(page)).toEqual([]);
  return link;
}

it('a pupil finds the task and what the teacher left', async () => {
  const link = await madeLink();
  const { page, complaints } = await openPage({ at: link });
  await planMeasured(page);
  expect(await page.getByRole('region', { name: say.task }).locator('p').textContent()).toBe(TASK);
  expect(await page.locator('img[src="x"], b').count()).toBe(0);

  const views = page.locator('button[data-view]');
  const shown = () => views.evaluateAll((all) => all.map((one) => one.dataset.view));
  expect(await shown()).toEqual(['explore', 'energy', 'network', 'device']);
  expect(await page.locator('button.chip, [data-method]').count()).toBe(0);
  await openTab(page, 'energy');
  expect(await names(page, 'tab')).not.toContain(words.shell.tabs.meter);
  await openTab(page, 'chart');
  await page.keyboard.press('m');
  expect(await names(page, 'radio')).toEqual([]);
  await openTab(page, 'figures');
  await page.locator('tr[data-figure]').first().waitFor();
  expect(await names(page, 'button')).not.toContain(words.exporting.open);
  expect(complaints).toEqual([]);
});

it('a plain page frames the parts that it asks for, and no more', async () => {
  const src = `${inject('labUrl')}${PLAN}&embed=slider+tiles+chart`.replaceAll('&', '&amp;');
  const course = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Course</title><iframe src="${src}" width="900" height="700"></iframe>`,
    );
  });
  await new Promise<void>((listening) => course.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void course.close());
  const { port } = course.address() as AddressInfo;
  const { page, complaints } = await openPage({ at: `http://127.0.0.1:${port}/` });
  const frame = page.frameLocator('iframe');
  const slider = frame.getByRole('slider', { name: words.plan.sparsity });
  await slider.and(frame.locator(':enabled')).waitFor();
  await slider.press('PageUp');
  expect(await slider.inputValue()).toBe('60');
  await frame.getByTestId('accuracy-after-cutting').filter({ hasText: /\d/ }).waitFor();
  expect(await frame.locator('header, nav, button[data-view], .strip').count()).toBe(0);
  // The chart has the room that the other parts leave, and there is nothing to scroll to.
  const chart = (await frame
    .locator('svg[role="application"], .picture svg')
    .first()
    .boundingBox())!;
  expect(chart.height).toBeGreaterThan(250);
  const below = () => document.documentElement.scrollHeight - innerHeight;
  expect(await frame.locator('body').evaluate(below)).toBe(0);
  expect(await frame.locator('body').evaluate(() => crossOriginIsolated)).toBe(false);
  await frame.getByText(words.shell.badges.notIsolated.label, { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});
