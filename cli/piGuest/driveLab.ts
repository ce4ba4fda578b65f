/** The lab in some Chromium, through its interface for programs. */
import type { Browser, Page } from 'playwright-core';
import type { PageApi } from '../../src/state/pageApi';
import type { Environment } from '../../src/study/environment';
import type { OperatingPoint, Study } from '../../src/study/point';
import { say } from '../guest/say';
import { storesNothing } from '../guest/storesNothing';
import { orThrow } from '../orThrow';
import { IMAGES, requestOf, WORKS } from './works';

declare global {
  interface Window {
    pruningLab?: PageApi;
  }
}

/** The smallest network, uncut, and as few pictures as can be chosen: the page measures it of its own accord. */
export const MODEL = 'mobilenetv2-0.35-fashion-mnist';
const PLAN = 'method=magnitude-global&level=0&repair=none&images=500';
/** A Pi's own. */
const DISPLAY = { width: 800, height: 480 };
/** Emulated, beside other programs. */
const STEP_MS = 3_600_000;

export interface Driven {
  /** One for each of `WORKS`. */
  readonly points: readonly OperatingPoint[];
  readonly environment: Environment;
  readonly errors: readonly string[];
}

/** Opens the lab with two workers and two threads and does all works. @param where names the browser in what is said */
export async function driveLab(browser: Browser, origin: string, where: string): Promise<Driven> {
  const { page, errors } = await openLab(browser, origin, 2);
  say(`${where}: the lab is open`);
  const points: OperatingPoint[] = [];
  for (const work of WORKS) {
    const study = await runStudy(page, requestOf(work));
    points.push(study.points[0]);
    say(`${where}: ${work.name}`);
  }
  await page.close();
  return { points, environment: points[0].origin.environment, errors };
}

/** @returns the errors of a page with so many workers that opened and was closed; its refusal, if any, is thrown */
export async function openOnly(
  browser: Browser,
  origin: string,
  workers: number,
): Promise<readonly string[]> {
  const { page, errors } = await openLab(browser, origin, workers);
  await page.close();
  return errors;
}

async function openLab(browser: Browser, origin: string, workers: number) {
  const context = browser.contexts().at(0) ?? (await browser.newContext());
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  await storesNothing(page);
  // Emulated, drawing takes as long as computing.
  await page.setViewportSize(DISPLAY);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${origin}/?model=${MODEL}&workers=${workers}&threads=2#${PLAN}`, {
    timeout: STEP_MS,
    waitUntil: 'commit',
  });
  await page.waitForFunction(() => window.pruningLab !== undefined, null, { polling: 250 });
  orThrow(await page.evaluate(() => window.pruningLab!.ready()));
  return { page, errors };
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
