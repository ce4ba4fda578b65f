/** The lab in some Chromium, through its interface for programs. */
import type { Browser, Page } from 'playwright-core';
import { BOARD_FILE, type BoardStatus } from '../../src/protocol/board';
import type { PageApi } from '../../src/state/pageApi';
import type { Environment } from '../../src/study/environment';
import type { OperatingPoint, Study } from '../../src/study/point';
import { say } from '../guest/say';
import { storesNothing } from '../guest/storesNothing';
import { orThrow } from '../orThrow';
import { IMAGES, PAGES, requestOf } from './works';

declare global {
  interface Window {
    pruningLab?: PageApi;
  }
}

/** The smallest network, uncut, and as few pictures as can be chosen: the page measures it of its own accord. */
export const MODEL = 'mobilenetv2-0.35-fashion-mnist';
const PLAN = 'method=magnitude-global&level=0&repair=none&images=500';
/** A Pi's display. Emulated, drawing takes as long as computing: nothing is to move. */
const LOOK = { viewport: { width: 800, height: 480 }, reducedMotion: 'reduce' } as const;
/** Emulated, beside other programs. */
const STEP_MS = 3_600_000;

export interface Driven {
  /** One for each of `WORKS`. */
  readonly points: readonly OperatingPoint[];
  readonly environment: Environment;
  readonly errors: readonly string[];
  /** What served the page, as it calls itself. */
  readonly server: string | null;
  /** What it told of the board. */
  readonly board: BoardStatus;
}

/** Opens the lab and does all works. @param where names the browser in what is said */
export async function driveLab(browser: Browser, origin: string, where: string): Promise<Driven> {
  const points: OperatingPoint[] = [];
  const errors: string[] = [];
  let served: Pick<Driven, 'server' | 'board'> | undefined;
  for (const { asked, works } of PAGES) {
    const page = await openLab(browser, `${origin}/?model=${MODEL}&${asked}#${PLAN}`, errors);
    say(`${where}: the lab is open, ${asked}`);
    served ??= await servedBy(page);
    for (const work of works) {
      const study = await runStudy(page, requestOf(work));
      points.push(study.points[0]);
      say(`${where}: ${work.name}`);
    }
    await page.close();
  }
  return { points, environment: points[0].origin.environment, errors, ...served! };
}

async function servedBy(page: Page): Promise<Pick<Driven, 'server' | 'board'>> {
  return page.evaluate(async (file) => {
    const answer = await fetch(file);
    return { server: answer.headers.get('server'), board: (await answer.json()) as BoardStatus };
  }, BOARD_FILE);
}

/** @param errors those of the page are added */
async function openLab(browser: Browser, address: string, errors: string[]): Promise<Page> {
  // One that remembers nothing of the page before.
  const page = await browser.newPage(LOOK);
  page.setDefaultTimeout(STEP_MS);
  await storesNothing(page);
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(address, { timeout: STEP_MS, waitUntil: 'commit' });
  await page.waitForFunction(() => window.pruningLab !== undefined, null, { polling: 250 });
  orThrow(await page.evaluate(() => window.pruningLab!.ready()));
  return page;
}

/** @throws Error with the lab's own words where it could not be measured */
async function runStudy(page: Page, request: ReturnType<typeof requestOf>): Promise<Study> {
  return orThrow(
    await page.evaluate(([asked, images]) => window.pruningLab!.runStudy(asked, images), [
      request,
      IMAGES,
    ] as const),
  );
}
