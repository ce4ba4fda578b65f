/** The page by axe-core's rules, by the Tab key, and by what a screen reader is told. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { planName } from '../../src/pruning/planName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { TABS, viewOf } from '../../src/state/views';
import { levelText } from '../../src/words/numbers';
import { words } from '../../src/words/words';
import {
  openPage,
  openSharedPage,
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

type Axe = { readonly run: (within: object, options: RunOptions) => Promise<AxeResults> };

/** Rules that are broken, with the first place of each. @param part of the page, by its selector */
function violations(part: string): Promise<string[]> {
  return page.evaluate(
    async ([within, rules]) => {
      const { axe } = window as unknown as { axe: Axe };
      const found = await axe.run({ include: [within] }, rules);
      return found.violations.map(
        ({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0].html.slice(0, 120)}`,
      );
    },
    [part, RULES] as const,
  );
}

/** All of it, and what a tab of the view that is open changes of it. */
const [PAGE, PANEL] = ['html', '.tabs'];

/** Colours, sizes and languages each with the others: contrast depends on the first, room for a finger on the second. */
const LOOKS = {
  laptop: { size: [1280, 800], colorScheme: 'light', contrast: 'no-preference', finger: false },
  phone: { size: [390, 844], colorScheme: 'dark', contrast: 'no-preference', finger: true },
  /** In German. */
  panel: { size: [800, 480], colorScheme: 'light', contrast: 'more', finger: true },
} as const;
type Look = keyof typeof LOOKS;

async function look(which: Look): Promise<void> {
  const { size, finger, colorScheme, contrast } = LOOKS[which];
  const [width, height] = size;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, contrast });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: finger, maxTouchPoints: 5 });
  await page.waitForFunction(
    (coarse) => matchMedia('(pointer: coarse)').matches === coarse,
    finger as boolean,
  );
}

/**
 * What a finger may miss: less than 44 px wide or high. WCAG 2.5.8 excepts what stands in a line of text (words of the
 * glossary, links), and what another control does as well: blocks of the strip (the arrows beside the open block, or the arrow
 * keys), points and nodes of a chart (a tap takes the nearest, the table holds them all), the link that the Tab key alone shows.
 */
const EXCEPTED = '.term, p a, .strip .blocks button, svg *, .skip, .visually-hidden:not(label *)';

function missed(): Promise<string[]> {
  return page.evaluate((excepted) => {
    const all = 'button, a[href], input, select, textarea, summary, [role="slider"]';
    const targets = [...document.querySelectorAll<HTMLElement>(all)];
    const small = targets.filter((target) => {
      if (target.matches(excepted) || !target.checkVisibility()) return false;
      const ticked = target.matches('input:is([type=radio], [type=checkbox], [type=file])');
      const { width, height } = (
        (ticked && target.closest('label')) ||
        target
      ).getBoundingClientRect();
      return width > 0 && (width < 43.5 || height < 43.5);
    });
    return small.map(({ outerHTML }) => outerHTML.slice(0, 140));
  }, EXCEPTED);
}

/** Its rules, its targets, and that nothing is to be scrolled sideways. */
async function expectSound(which: Look, where: string, part = PAGE): Promise<void> {
  expect.soft(await violations(part), `${which}, ${where}`).toEqual([]);
  if (LOOKS[which].finger) expect.soft(await missed(), `${which}, ${where}`).toEqual([]);
  const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(beside, `${which}, ${where}`).toBeLessThanOrEqual(0);
}

async function expectTabsSound(which: Look): Promise<void> {
  await look(which);
  for (const tab of TABS) {
    await openTab(page, tab);
    const isFirst = viewOf(tab).tabs[0] === tab;
    await expectSound(which, tab, which === 'laptop' || isFirst ? PAGE : PANEL);
  }
  await openTab(page, 'chart');
}

const DIALOGS = {
  help: () => page.keyboard.press('?'),
  palette: () => page.keyboard.press('Control+k'),
  meter: () => page.locator('button.chip').click(),
  lesson: () => page.getByRole('button', { name: words.lessons.open, exact: true }).click(),
  'watch one cut': () => page.getByRole('button', { name: words.explore.watchCut }).click(),
  async network() {
    await openTab(page, 'plan');
    await page.getByRole('button', { name: words.opening.open }).click();
  },
  async glossary() {
    await page.keyboard.press('?');
    await page.getByRole('button', { name: words.guide.glossary, exact: true }).click();
    await page.getByRole('searchbox').waitFor();
  },
};

async function expectDialogsSound(which: Look): Promise<void> {
  for (const [name, show] of Object.entries(DIALOGS)) {
    await show();
    await page.locator('dialog[open]').waitFor();
    await expectSound(which, name);
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  }
}

/** For a projector; left as it is entered, by a key. */
async function expectPresenterSound(which: Look): Promise<void> {
  await page.evaluate(() => (location.hash += '&present=yes'));
  await page.locator('[data-figure="size"] .value').waitFor();
  await expectSound(which, 'presenter');
  await page.keyboard.press('Escape');
  await page.locator('main[data-view]').waitFor();
}

/** As it stands in another page, which it never leaves. */
async function expectFrameSound(which: Look): Promise<void> {
  await page.evaluate(() => (location.hash += '&embed=slider+tiles+chart'));
  await page.locator('nav').waitFor({ state: 'detached' });
  await page.locator('main footer a').waitFor();
  await expectSound(which, 'frame');
}

describe('a page that is measured', () => {
  beforeAll(async () => {
    ({ page } = await openSharedPage({ suffix: PLAN }));
    await planMeasured(page);
  });

  it('a drag says nothing, its rest one sentence with the accuracy', async () => {
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

  it('no view and no dialog breaks a rule, and a finger hits everything', async () => {
    await page.evaluate(AXE);
    await expectTabsSound('laptop');
    await expectTabsSound('phone');
    await expectDialogsSound('phone');
    await expectPresenterSound('phone');
    await page.getByRole('combobox', { name: words.shell.speaks }).selectOption('de');
    await page.locator('html[lang="de"] main[data-dense]').waitFor();
    await page.evaluate(AXE);
    await expectTabsSound('panel');
    // A laptop's window at 200 %, and the narrowest phone.
    for (const [width, height] of [
      [640, 400],
      [360, 640],
    ]) {
      await page.setViewportSize({ width, height });
      // Pictures follow their frames a moment later.
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
      await expect.poll(wide, { message: `${width} × ${height}` }).toBeLessThanOrEqual(width);
    }
    await look('panel');
    await expectFrameSound('panel');
  }, 240_000);
});

it('a study is run by keys alone, and the focus stays with it from its start to its end', async () => {
  ({ page } = await openPage({ suffix: `${PLAN}&tab=study` }));
  await planMeasured(page);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  /** Presses that it takes. */
  const tabTo = async (there: () => Promise<boolean>) => {
    let stops = 0;
    for (; !(await there()) && stops < 40; stops++) await page.keyboard.press('Tab');
    return stops;
  };
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe(words.shell.tabs.study);
  await page.keyboard.press('End');
  expect(await focused()).toBe(words.shell.tabs[viewOf('study').tabs.at(-1)!]);
  await page.keyboard.press('Home');
  const levels = page.getByLabel(words.study.levels);
  const isLevels = () => levels.evaluate((field) => field === document.activeElement);
  const stops = await tabTo(isLevels);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('25');
  const runs = async () => RUNS_STUDY.test(await focused());
  expect(stops + (await tabTo(runs))).toBeLessThanOrEqual(18);
  await page.keyboard.press('Enter');
  await expect.poll(focused, { timeout: 10_000 }).toBe(words.study.pause);
  await page.keyboard.press('Enter');
  await expect.poll(focused, { timeout: 60_000 }).toBe(words.study.resume);
  await tabTo(async () => (await focused()) === words.study.cancel);
  await page.keyboard.press('Enter');
  await expect.poll(focused, { timeout: 60_000 }).toMatch(RUNS_STUDY);
  await page.keyboard.press('Enter');
  await expect.poll(focused, { timeout: 10_000 }).toBe(words.study.pause);
  await expect.poll(focused, { timeout: 100_000 }).toMatch(RUNS_STUDY);
  await page.getByRole('tab', { name: words.shell.tabs.study }).focus();
  await page.keyboard.press('ArrowRight');
  const measured = page.getByRole('cell', { name: levelText(0.25), exact: true });
  await expect.poll(() => measured.count()).toBe(4);

  await openTab(page, 'blocks');
  await page.getByRole('button', { name: words.network.bars.title, exact: true }).press('Enter');
  const layers = page.getByRole('slider', { name: words.network.bars.layer });
  await layers.press('End');
  expect(await layers.getAttribute('aria-valuetext')).toMatch(/^classifier: /);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: words.network.blocks.classifier }).waitFor();
}, 240_000);
