/** The page by axe-core's rules, by the Tab key, and by what a screen reader is told. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { planName } from '../../src/pruning/planName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { TABS } from '../../src/state/views';
import { words } from '../../src/words/words';
import {
  labReady,
  type OpenOptions,
  openPage,
  openTab,
  planMeasured,
  SMALL_MODEL,
  useBrowser,
} from './openPage';
import { anyNumbers } from '../words/anyNumbers';

const PLAN = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500`;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** The button says too what the study will take. */
const RUNS_STUDY = new RegExp(`^${words.study.run}`);

let page: Page;

useBrowser();

async function open(options: OpenOptions = {}): Promise<void> {
  ({ page } = await openPage({ suffix: PLAN, ...options }));
}

/** Rules that are broken, with the first place of each. */
function violations(): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } };
    const found = await axe.run(rules);
    return found.violations.map(
      ({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0].html.slice(0, 120)}`,
    );
  }, RULES);
}

async function expectNoneIn(where: string): Promise<void> {
  expect(await violations(), where).toEqual([]);
}

/** Contrast depends on the colours, room for a finger on the size: two of the four combinations hold both. */
it.each([
  ['light, 1280×800', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['dark, 800×480', { colorScheme: 'dark', viewport: { width: 800, height: 480 } }],
] as const)('no tab and no dialog breaks a rule: %s', async (where, options) => {
  await open(options);
  await planMeasured(page);
  await page.evaluate(AXE);
  for (const tab of TABS) {
    await openTab(page, tab);
    await expectNoneIn(`${where}, ${tab}`);
  }
  for (const [what, button] of [
    ['help', page.getByRole('button', { name: words.shell.help })],
    ['meter', page.locator('button.chip')],
  ] as const) {
    await button.click();
    await page.getByRole('dialog').waitFor();
    await expectNoneIn(`${where}, ${what}`);
    await page.getByRole('dialog').getByRole('button', { name: words.shell.close }).click();
  }
});

it('a few keys lead to Run study and to a layer, Home and End through the tabs', async () => {
  await open({ suffix: `${PLAN}&tab=study` });
  await planMeasured(page);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe(words.shell.tabs.study);
  let stops = 0;
  for (; !RUNS_STUDY.test(await focused()) && stops < 40; stops++) await page.keyboard.press('Tab');
  expect(stops).toBeLessThanOrEqual(15);
  await page.getByRole('tab', { name: words.shell.tabs.study }).focus();
  await page.keyboard.press('End');
  expect(await focused()).toBe(words.shell.tabs.compare);
  await page.keyboard.press('Home');
  expect(await focused()).toBe(words.shell.tabs.study);
  await openTab(page, 'layers');
  const layers = page.getByRole('slider', { name: words.results.layers.layer });
  await layers.press('End');
  expect(await layers.getAttribute('aria-valuetext')).toMatch(/^classifier: /);
  expect(await page.locator('section.layers [tabindex="0"], section.layers button').count()).toBe(
    1,
  );
});

it('a drag says nothing, its rest one sentence with the accuracy', async () => {
  await open();
  await planMeasured(page);
  await page.evaluate(() => {
    const said: string[] = [];
    const live = '[aria-live], [role="status"], [role="alert"]';
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(live);
        if (region?.textContent?.trim()) said.push(region.textContent.trim());
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { said });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  const slider = page.getByRole('slider', { name: words.plan.sparsity });
  const box = (await slider.boundingBox())!;
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
  await page.mouse.move(...at(0.5));
  await page.mouse.down();
  for (let step = 1; step <= 20; step++) await page.mouse.move(...at(0.5 - step / 100));
  expect(await said()).toEqual([]);
  await page.mouse.up();
  await expect.poll(async () => (await said()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(new Set(await said())).toHaveLength(1);
  const plan = { ...defaultPlan('l1-norm'), level: 0.3, repair: [] };
  const sentences = [true, false].map((mayBeChance) =>
    words.shell.announcement({
      ...{ plan: planName(plan), right: '90.00 %', repaired: false, images: '500' },
      ...{ points: -1, mayBeChance, bytes: '1.00 MB' },
    }),
  );
  const [first] = await said();
  expect(
    sentences.some((sentence) => anyNumbers(sentence).test(first)),
    first,
  ).toBe(true);
});

it('the focus stays with the study from its start to its end', async () => {
  await open();
  await labReady(page);
  await openTab(page, 'study');
  await page.getByLabel(words.study.levels).fill('25');
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  await page.getByRole('button', { name: words.study.run }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(focused, { timeout: 10_000 }).toBe(words.study.pause);
  await page.keyboard.press('Enter');
  await expect.poll(focused, { timeout: 60_000 }).toBe(words.study.resume);
  await page.getByRole('button', { name: words.study.cancel }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(focused, { timeout: 60_000 }).toMatch(RUNS_STUDY);
});
