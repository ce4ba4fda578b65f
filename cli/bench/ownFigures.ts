/** Networks and pictures of 224 pixels, as somebody brings them: what they take of memory, and how soon they answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { GivenFileAt } from '../../src/state/pageApi';
import type { StudyRequest } from '../../src/study/studyPlans';
import { commands } from '../../src/words/commands';
import { launchKeeping } from '../chromium';
import { lendFiles } from '../ownFiles';
import { orThrow } from '../orThrow';
import { lower, type Figure } from './figure';
import { knowNames } from './knowNames';
import { modelFile, picturesFile } from './ownFiles';
import { MemoryWatch } from './pageMemory';
import { firstAnswerMs, idle } from './pageTimes';

const { measuring, own: say } = commands.bench;

const PICTURES = 10_000;
const STUDY_PICTURES = 1000;
/** MB. */
const MEMORY_GOALS = { pictures: 1000, study: 1500 };
/** Seconds. */
const RELEASE_GOAL = 3;
/** A plan for each of two workers, repaired as the page repairs unless it is told otherwise. */
const STUDY: StudyRequest = {
  methods: ['magnitude-global', 'l1-norm'],
  levels: [0.8],
  base: defaultPlan(),
};
/** Level 0 without repair: nothing but the network itself is measured before anything is asked for. */
const ADDRESS = '?workers=2#method=l1-norm&level=0&repair=none&images=500';

/** What the page is given. */
interface Own {
  readonly model: GivenFileAt;
  readonly pictures: GivenFileAt;
}

/** In a browser that keeps on its disk what it is given, as a person's does. */
export async function* ownFigures(url: string): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'pruning-lab-bench-'));
  const context = await launchKeeping(join(folder, 'profile'));
  try {
    await knowNames(context);
    const page = context.pages()[0];
    // What takes long is a figure, not a failure.
    page.setDefaultTimeout(0);
    await page.goto(new URL(ADDRESS, url).href);
    await page.waitForFunction(() => window.pruningLab !== undefined);
    const watch = await MemoryWatch.of(context.browser()!);
    yield* figuresOf(page, await lendOwn(page, folder), watch);
    watch.end();
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function lendOwn(page: Page, folder: string): Promise<Own> {
  const files = { 'seeded.onnx': modelFile(), 'pictures.zip': picturesFile(PICTURES) };
  const written = Object.entries(files).map(([path, bytes]) => {
    const file = join(folder, path);
    writeFileSync(file, bytes);
    return { path, file };
  });
  const [model, pictures] = await lendFiles(page, written);
  return { model, pictures };
}

async function* figuresOf(page: Page, own: Own, watch: MemoryWatch): AsyncGenerator<Figure> {
  orThrow(await page.evaluate((model) => window.pruningLab!.openModel([model]), own.model));
  const importing = say.pictures(PICTURES);
  const imported = await mostOf(watch, importing, () => usePictures(page, own));
  yield* memory(importing, imported, MEMORY_GOALS.pictures);
  console.log(measuring(say.release));
  await idle(page);
  yield lower(say.release, (await firstAnswerMs(page)) / 1000, 's', RELEASE_GOAL);
  const studying = say.study(STUDY_PICTURES);
  const studied = await mostOf(watch, studying, () => runStudy(page));
  yield* memory(studying, studied, MEMORY_GOALS.study);
}

/** The most of memory meanwhile, MB; null where the system does not say it. */
async function mostOf(
  watch: MemoryWatch,
  what: string,
  work: () => Promise<void>,
): Promise<number | null> {
  console.log(measuring(what));
  watch.take();
  await work();
  return watch.take();
}

function memory(what: string, megabytes: number | null, goal: number): Figure[] {
  return megabytes === null ? [] : [lower(say.memory(what), megabytes, 'MB', goal)];
}

async function usePictures(page: Page, { pictures }: Own): Promise<void> {
  orThrow(await page.evaluate((zip) => window.pruningLab!.usePictures([zip]), pictures));
}

async function runStudy(page: Page): Promise<void> {
  const running = page.evaluate(([asked, images]) => window.pruningLab!.runStudy(asked, images), [
    STUDY,
    STUDY_PICTURES,
  ] as const);
  orThrow(await running);
}
