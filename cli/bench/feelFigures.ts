/** How the page feels on its own thread: opening, dragging, answering taps and keys, and Lighthouse's audits. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { WINDOW } from '../chromium';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { LANGUAGES } from '../../src/words/languages';
import { commands } from '../../src/words/commands';
import { audits, performanceScore } from './audits';
import { higher, lower, type Figure } from './figure';
import { knowNames } from './knowNames';
import { drag, throttle, tracedDrag, type TracedDrag } from './pageDrag';
import { forgetInteractions, paintingOf, watchPainting, type Painting } from './pagePainting';
import { firstScriptKilobytes } from './pageScript';
import { tap } from './pageTap';
import { firstAccuracyMs, idle } from './pageTimes';
import { median, TRIES, tries } from './tries';

const say = commands.bench.page;

/** Four times slower than here, about a Raspberry Pi. */
const SLOW = 4;
/** Long enough to be running while everything is tapped. */
const STUDY = {
  methods: ['l1-norm'],
  levels: [0.1, 0.2, 0.3, 0.4, 0.6],
  base: defaultPlan(),
} as const;
const PRESSES = 8;
/** As a keyboard repeats a key that is held. */
const REPEAT_MS = 33;
/** Behind a tap: nobody aims at another button faster. */
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
  await opened.page.context().close();
  yield await interactionFigure(browser, url);
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

/** Once the dense network is measured. */
async function openAtRest(browser: Browser, url: string, rate = 1): Promise<Opened> {
  const opened = await open(browser, url, rate);
  await firstAccuracyMs(opened.page);
  await idle(opened.page);
  return opened;
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

/** The first of them finds the page as it is after it was opened; those behind it find its code warm. */
async function* dragFigures(page: Page): AsyncGenerator<Figure> {
  const drags = await tries(() => tracedDrag(page));
  const { framesPerSecond } = median(drags, (one) => one.framesPerSecond);
  yield higher(say.frames(1, TRIES), Math.round(framesPerSecond), '/s', 60);
  const { events, thread } = median(drags, eventMs);
  const each = (ms: number) => ms / events;
  const { script, style, layout, paint } = thread;
  const parts = {
    ...{ script: each(script), style: each(style) },
    ...{ layout: each(layout), paint: each(paint) },
  };
  yield lower(say.event(parts, TRIES), eventMs({ events, thread }), 'ms', 4.9);
  const longest = drags.map(({ thread: { longestTask } }) => longestTask);
  yield lower(say.longestTask, Math.max(...longest), 'ms', 50);
  await throttle(page, SLOW);
  const slow = median(await tries(() => drag(page)), (one) => one.framesPerSecond);
  await throttle(page, 1);
  yield higher(say.frames(SLOW, TRIES), Math.round(slow.framesPerSecond), '/s', 30);
}

function eventMs({ events, thread }: Pick<TracedDrag, 'events' | 'thread'>): number {
  const { script, style, layout, paint } = thread;
  return (script + style + layout + paint) / events;
}

async function interactionFigure(browser: Browser, url: string): Promise<Figure> {
  const slowest = await tries(async () => {
    const { page } = await openAtRest(browser, url);
    const found = await slowestInteraction(page);
    await page.context().close();
    return found;
  });
  const { name, ms } = median(slowest, (one) => one.ms);
  return lower(say.interaction(name, TRIES), ms, 'ms', 100);
}

/** Of everything that the first screen offers, by mouse and keys, while a study keeps the workers busy. */
async function slowestInteraction(page: Page): Promise<{ name: string; ms: number }> {
  await throttle(page, SLOW);
  await page.evaluate((asked) => void window.pruningLab!.runStudy(asked, 1000), STUDY);
  await aimed(page.locator('input[type="range"]').first().focus());
  await forgetInteractions(page);
  for (let press = 0; press < PRESSES; press++)
    await after(page.keyboard.press('ArrowRight'), REPEAT_MS);
  await aimed();
  for (const place of ['nav button[data-view]', '[role="tab"]'])
    for (const one of await page.locator(place).all())
      if (await one.isVisible()) await aimed(tap(one));
  await aimed(tap(page.locator('nav button[data-view]').first()));
  for (const key of ['?', 'Escape']) await aimed(page.keyboard.press(key));
  const { slowest } = await paintingOf(page);
  return slowest ?? { name: '', ms: NaN };
}

function aimed(gesture?: Promise<void>): Promise<void> {
  return after(gesture, AIM_MS);
}

async function after(gesture: Promise<void> | undefined, ms: number): Promise<void> {
  await gesture;
  await new Promise((then) => setTimeout(then, ms));
}

async function* auditFigures(browser: Browser, url: string): AsyncGenerator<Figure> {
  const openings = await tries(() => opening(browser, url));
  const painting = median(openings, performanceScore);
  const { page, complaints } = await openAtRest(browser, url, SLOW);
  const { missed, ...scores } = await audits(page, painting, complaints);
  await page.context().close();
  for (const id of ['performance', 'accessibility', 'bestPractices'] as const)
    yield higher(say.audit[id], scores[id], '', 95);
  if (missed.length > 0) console.log(say.missed(missed));
}

async function opening(browser: Browser, url: string): Promise<Painting> {
  const { page } = await openAtRest(browser, url, SLOW);
  const painting = await paintingOf(page);
  await page.context().close();
  return painting;
}
