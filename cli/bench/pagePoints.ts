/** A study of very many points: how long it takes to open, and how smoothly its chart is zoomed, moved and pointed at. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { WINDOW } from '../chromium';
import type { Study } from '../../src/study/point';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { commands } from '../../src/words/commands';
import { words } from '../../src/words/words';
import { orThrow } from '../orThrow';
import { higher, lower, type Figure } from './figure';
import { countFrames } from './pageDrag';
import { knowNames } from './knowNames';

const say = commands.bench.page;

const EXAMPLE = 'public/studies/mobilenetv2-1.0-fashion-mnist.json';
const HASH = '#method=magnitude-global&level=0&repair=none&images=1000&tab=study';
const CHOOSER = '.head[data-points] select';
const STEP = 1e-4;
const MOVES = 150;

export async function* pointsFigures(
  browser: Browser,
  url: string,
  count: number,
): AsyncGenerator<Figure> {
  const context = await browser.newContext(WINDOW);
  await knowNames(context);
  const page = await context.newPage();
  await page.goto(new URL(HASH, url).href);
  await page.locator('main[data-dense]').waitFor();
  const ids = await importBeside(page, manyPoints(count));
  yield lower(say.opened(count), await openingMs(page, ids, count), 'ms', 1000);
  yield higher(say.pointing(count), Math.round(await pointingFrames(page)), '/s', 60);
  await context.close();
}

/** The example's points again and again, each time a little further: as many different networks. */
function manyPoints(count: number): Study {
  const { points } = orThrow(parseStudy(readFileSync(EXAMPLE, 'utf8')));
  const repeated = Array.from({ length: count }, (_, i) => {
    const point = points[i % points.length];
    const level = point.plan.level + Math.floor(i / points.length) * STEP;
    return { ...point, plan: { ...point.plan, level } };
  });
  return { points: repeated };
}

interface Ids {
  readonly empty: string;
  readonly large: string;
}

/** Begins an empty study, and takes these points as another. */
async function importBeside(page: Page, study: Study): Promise<Ids> {
  const texts = words.studies;
  await page.getByRole('button', { name: texts.all, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: texts.title });
  await dialog.getByRole('button', { name: texts.begin, exact: true }).click();
  await pointsOpen(page, 0);
  const empty = await page.locator(CHOOSER).inputValue();
  await dialog.locator('input[type="file"]').setInputFiles({
    name: 'study.json',
    mimeType: 'application/json',
    buffer: Buffer.from(formatStudy(study)),
  });
  await dialog.getByRole('button', { name: texts.asNew, exact: true }).click();
  await pointsOpen(page, study.points.length);
  await page.keyboard.press('Escape');
  return { empty, large: await page.locator(CHOOSER).inputValue() };
}

async function pointsOpen(page: Page, count: number): Promise<void> {
  await page.locator(`.head[data-points="${count}"]`).waitFor({ state: 'attached' });
}

/** From the choice until the frame after the one in which its points are drawn; the median of three. */
async function openingMs(page: Page, { empty, large }: Ids, count: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    await page.locator(CHOOSER).selectOption(empty);
    await pointsOpen(page, 0);
    times.push(await page.evaluate(openedAfter, [CHOOSER, large, count] as const));
  }
  return times.sort((a, b) => a - b)[1];
}

/** In the page. */
async function openedAfter([chooser, study, count]: readonly [string, string, number]) {
  const select = document.querySelector<HTMLSelectElement>(chooser)!;
  const frame = () => new Promise((then) => requestAnimationFrame(then));
  const begun = performance.now();
  select.value = study;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  while (!document.querySelector(`[data-points="${count}"]`)) await frame();
  await frame();
  await frame();
  return performance.now() - begun;
}

/** While the pointer crosses the chart and the wheel zooms into it and out again. */
async function pointingFrames(page: Page): Promise<number> {
  const box = (await page.locator('.chart svg').first().boundingBox())!;
  const counted = page.evaluate(countFrames);
  for (let move = 0; move < MOVES; move++) {
    const share = Math.abs(((move / 40) % 2) - 1);
    await page.mouse.move(box.x + box.width * (0.2 + 0.6 * share), box.y + box.height * 0.4);
    if (move % 5 === 0) await page.mouse.wheel(0, move < MOVES / 2 ? -60 : 60);
    await new Promise((then) => setTimeout(then, 12));
  }
  await page.evaluate(() => dispatchEvent(new Event('bench-end')));
  return (await counted).framesPerSecond;
}
