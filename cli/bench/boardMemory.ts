/** What the default study takes of a small board's memory, with as many workers as the lab begins with there. */
import type { Browser, BrowserContext } from 'playwright-core';
import { defaultPlan } from '../../src/pruning/validatePlan';
import {
  DEFAULT_LEVELS,
  DEFAULT_METHODS,
  DEFAULT_STUDY_IMAGES,
} from '../../src/study/defaultStudy';
import { commands } from '../../src/words/commands';
import { WINDOW } from '../chromium';
import { orThrow } from '../orThrow';
import { lower, type Figure } from './figure';
import { knowNames } from './knowNames';
import { MemoryWatch } from './pageMemory';

const say = commands.bench.page;

/** Of a Raspberry Pi 4B. */
const CORES = 4;
/** What its system and a desktop keep for themselves. */
const KEPT_GB = 0.6;

/** @param gigabytes of the board, a power of 2, as a browser tells them */
export async function* boardMemory(
  browser: Browser,
  url: string,
  gigabytes: number,
): AsyncGenerator<Figure> {
  const context = await browser.newContext(WINDOW);
  await knowNames(context);
  await tell(context, gigabytes);
  const page = await context.newPage();
  // What takes long is a figure, not a failure.
  page.setDefaultTimeout(0);
  await page.goto(url);
  await page.waitForFunction(() => window.pruningLab !== undefined);
  const watches = [await MemoryWatch.of(browser), await MemoryWatch.ofAll(browser)];
  const request = { methods: DEFAULT_METHODS, levels: DEFAULT_LEVELS, base: defaultPlan() };
  const study = await page.evaluate(
    async ([asked, images]) => {
      const ready = await window.pruningLab!.ready();
      return ready.ok ? window.pruningLab!.runStudy(asked, images) : ready;
    },
    [request, DEFAULT_STUDY_IMAGES] as const,
  );
  const { workers } = orThrow(study).points[0].origin.environment;
  const goal = 1000 * (gigabytes - KEPT_GB);
  for (const [at, watch] of watches.entries()) {
    const most = watch.take();
    watch.end();
    const name = say.boardMemory[at](gigabytes, workers ?? 0);
    if (most !== null) yield lower(name, most, 'MB', goal);
  }
  await context.close();
}

async function tell(context: BrowserContext, deviceMemory: number): Promise<void> {
  await context.addInitScript(
    (told) => {
      for (const [name, value] of Object.entries(told))
        Object.defineProperty(navigator, name, { value });
    },
    { deviceMemory, hardwareConcurrency: CORES },
  );
}
