/** How the page feels on its own thread: opening, dragging, answering taps and keys, and Lighthouse's audits. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { WINDOW } from '../chromium';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { LANGUAGES } from '../../src/words/languages';
import { commands } from '../../src/words/commands';
import { audits } from './audits';
import { higher, lower, type Figure } from './figure';
import { knowNames } from './knowNames';
import { drag, throttle, tracedDrag } from './pageDrag';
import { forgetInteractions, paintingOf, watchPainting } from './pagePainting';
import { firstScriptKilobytes } from './pageScript';
import { firstAccuracyMs, idle } from './pageTimes';

const say = commands.bench.page;

/** Four times slower than here, about a Raspberry Pi. */
const SLOW = 4;
/** Long enough to be running while everything is tapped. */
const STUDY = {
  methods: ['l1-norm'],
  levels: [0.1, 0.2, 0.3, 0.4, 0.6],
  base: defaultPlan(),
} as const;
/** Between two taps: nobody aims at another button faster. */
const AIM_MS = 300;
/** The smallest ones, and those where texts hardly fit into a line. */
const WINDOWS = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 800, height: 480 },
  { width: 390, height: 844 },
];
const HASH = '#method=magnitude-global&level=0&repair=none&images=1000';

interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function* feelFigures(browser: Browser, url: string): AsyncGenerator<Figure> {
  const opened = await open(browser, url);
  yield* await openingFigures(opened.page);
  yield await shiftFigure(browser, url);
  yield* dragFigures(opened.page);
  yield await interactionFigure(opened.page);
  await opened.page.context().close();
  yield* auditFigures(browser, url);
}

/** @param rate by which the processor is throttled */
async function open(
  browser: Browser,
  url: string,
  rate = 1,
  look: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ ...WINDOW, ...look });
  await knowNames(context);
  await watchPainting(context);
  const page = await context.newPage();
  if (rate > 1) await throttle(page, rate);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
  await page.goto(new URL(HASH, url).href);
  return { page, complaints };
}

async function openingFigures(page: Page): Promise<Figure[]> {
  const accuracyMs = await firstAccuracyMs(page);
  await idle(page);
  const { firstMs, shownMs } = await paintingOf(page);
  return [
    lower(say.script, await firstScriptKilobytes(page, shownMs), 'kB', 170),
    lower(say.firstPaint, firstMs, 'ms', 1000),
    lower(say.shown, shownMs, 'ms', 1000),
    lower(say.firstAccuracy, accuracyMs, 'ms', 3000),
  ];
}

/** The worst of all windows and languages. */
async function shiftFigure(browser: Browser, url: string): Promise<Figure> {
  let worst = 0;
  for (const viewport of WINDOWS)
    for (const { code: locale } of LANGUAGES) {
      const { page } = await open(browser, url, 1, { viewport, locale });
      await firstAccuracyMs(page);
      worst = Math.max(worst, (await paintingOf(page)).shift);
      await page.context().close();
    }
  return lower(say.shift(WINDOWS.length * LANGUAGES.length), worst, '', 0.02);
}

async function* dragFigures(page: Page): AsyncGenerator<Figure> {
  const { framesPerSecond, events, thread } = await tracedDrag(page);
  yield higher(say.frames(1), Math.round(framesPerSecond), '/s', 60);
  const { script, style, layout, paint, longestTask } = thread;
  const parts = { script, style, layout, paint };
  const each = Object.fromEntries(
    Object.entries(parts).map(([part, ms]) => [part, ms / events]),
  ) as typeof parts;
  yield lower(say.event(each), each.script + each.style + each.layout + each.paint, 'ms', 4.9);
  yield lower(say.longestTask, longestTask, 'ms', 50);
  await throttle(page, SLOW);
  const slow = await drag(page);
  await throttle(page, 1);
  yield higher(say.frames(SLOW), Math.round(slow.framesPerSecond), '/s', 30);
}

/** Everything that the first screen offers, by mouse and keys, while a study keeps the workers busy. */
async function interactionFigure(page: Page): Promise<Figure> {
  await idle(page);
  await throttle(page, SLOW);
  await page.evaluate((asked) => void window.pruningLab!.runStudy(asked, 1000), STUDY);
  await forgetInteractions(page);
  const slider = page.locator('input[type="range"]').first();
  for (let press = 0; press < 8; press++) await slider.press('ArrowRight');
  for (const place of ['nav button[data-view]', '[role="tab"]'])
    for (const one of await page.locator(place).all()) if (await one.isVisible()) await tap(one);
  await tap(page.locator('nav button[data-view]').first());
  await page.keyboard.press('?');
  await page.keyboard.press('Escape');
  const { slowest } = await paintingOf(page);
  return lower(say.interaction(slowest?.name ?? ''), slowest?.ms ?? NaN, 'ms', 100);
}

async function tap(button: Locator): Promise<void> {
  await button.click();
  await new Promise((then) => setTimeout(then, AIM_MS));
}

async function* auditFigures(browser: Browser, url: string): AsyncGenerator<Figure> {
  const { page, complaints } = await open(browser, url, SLOW);
  await firstAccuracyMs(page);
  await idle(page);
  const { missed, ...scores } = await audits(page, await paintingOf(page), complaints);
  await page.context().close();
  for (const id of ['performance', 'accessibility', 'bestPractices'] as const)
    yield higher(say.audit[id], scores[id], '', 95);
  if (missed.length > 0) console.log(say.missed(missed));
}
