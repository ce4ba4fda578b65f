/** `npm run bench:page`: how the built page feels: planning, answering, opening, with --study whole studies, with --feel its own thread alone, with --points N a study of so many, with --memory GB what the default study takes on a board of so much; with --own, instead, what networks of 224 px take. */
import { RUNTIMES, type RuntimeId } from '../src/study/runtimes';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { defaultPlan } from '../src/pruning/validatePlan';
import { DEFAULT_LEVELS, DEFAULT_METHODS, DEFAULT_STUDY_IMAGES } from '../src/study/defaultStudy';
import type { StudyRequest } from '../src/study/studyPlans';
import { boardMemory } from './bench/boardMemory';
import { feelFigures } from './bench/feelFigures';
import { line, lower, type Figure } from './bench/figure';
import { ownFigures } from './bench/ownFigures';
import { pointsFigures } from './bench/pagePoints';
import { dragMs, firstAccuracyMs, framesWhileTraining, idle, releaseMs } from './bench/pageTimes';
import { knowNames } from './bench/knowNames';
import { pageMegabytes } from './bench/pageMemory';
import { launchChromium, WINDOW } from './chromium';
import { buildLab, serveLab } from './serve';
import { commands } from '../src/words/commands';

const say = commands.bench.page;

const PORT = 4473;
const STUDY_GOALS: Readonly<Record<RuntimeId, number>> = { kernels: 70, tfjs: 180 };
/** Level 0 without repair: the page measures nothing but the dense network before it is touched. */
const DENSE_HASH = 'method=magnitude-global&level=0&repair=none&images=1000';
const REPAIR_HASH = 'method=l1-norm&level=0.5&repair=recalibrate=500&images=1000';
const TRAINING_HASH = 'method=l1-norm&level=0.5&repair=finetune=30s&images=500';
const EFFICIENCY_STUDY: StudyRequest = {
  methods: ['magnitude-global', 'l1-norm'],
  levels: [0.3, 0.5, 0.7, 0.8],
  base: { ...defaultPlan(), repair: [] },
};

async function main(): Promise<void> {
  const options = {
    study: { type: 'boolean' },
    own: { type: 'boolean' },
    feel: { type: 'boolean' },
    points: { type: 'string' },
    memory: { type: 'string' },
    json: { type: 'string' },
  } as const;
  const { values } = parseArgs({ options });
  await buildLab();
  const lab = await serveLab(PORT);
  try {
    const figures: Figure[] = [];
    const measured = values.own ? ownFigures(lab.url) : labFigures(lab.url, values);
    for await (const figure of measured) {
      figures.push(figure);
      console.log(line(figure));
    }
    if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await lab.close();
  }
}

interface Asked {
  readonly study?: boolean;
  readonly feel?: boolean;
  readonly points?: string;
  readonly memory?: string;
}

async function* labFigures(
  url: string,
  { study = false, feel: only = false, points, memory }: Asked,
): AsyncGenerator<Figure> {
  const browser = await launchChromium();
  try {
    if (memory) return yield* boardMemory(browser, url, Number(memory));
    if (points) return yield* pointsFigures(browser, url, Number(points));
    yield* feelFigures(browser, url);
    if (only) return;
    for (const { id: runtime } of RUNTIMES) yield* await sliderFigures(browser, url, runtime);
    yield await trainingFigure(browser, url);
    yield* await memoryFigures(browser, url);
    yield await poolEfficiency(browser, url);
    if (!study) return;
    for (const { id: runtime } of RUNTIMES) yield await studyFigure(browser, url, runtime);
  } finally {
    await browser.close();
  }
}

async function sliderFigures(browser: Browser, url: string, runtime: RuntimeId): Promise<Figure[]> {
  const page = await openPage(browser, url, { runtime });
  await firstAccuracyMs(page);
  await idle(page);
  const drag = await dragMs(page);
  const release = await releaseMs(page);
  await page.context().close();
  return [
    lower(say.drag(runtime), drag.p95, 'ms', 16),
    lower(say.messages(runtime), drag.messages, '', 0),
    lower(say.release(runtime), release.firstMs, 'ms', 700),
    lower(say.answers(runtime), release.allMs, 'ms', 2000),
  ];
}

async function trainingFigure(browser: Browser, url: string): Promise<Figure> {
  const page = await openPage(browser, url, {}, TRAINING_HASH);
  const value = await framesWhileTraining(page);
  await page.context().close();
  return { name: say.whileTraining, value, unit: 'frames/s', goal: 30, better: 'higher' };
}

/** Two workers, whatever the machine has, and one plan that has looked at training images. */
async function memoryFigures(browser: Browser, url: string): Promise<Figure[]> {
  const page = await openPage(browser, url, { workers: '2' }, REPAIR_HASH);
  await firstAccuracyMs(page);
  await idle(page);
  const megabytes = await pageMegabytes(browser, page);
  await page.context().close();
  return megabytes === null ? [] : [lower(say.memory, megabytes, 'MB', 316)];
}

async function poolEfficiency(browser: Browser, url: string): Promise<Figure> {
  const seconds: number[] = [];
  for (const workers of ['1', '2']) {
    const page = await openPage(browser, url, { workers });
    seconds.push(await studySeconds(page, EFFICIENCY_STUDY, DEFAULT_STUDY_IMAGES));
    await page.context().close();
  }
  const value = seconds[0] / seconds[1];
  return { name: say.twoWorkers, value, unit: '×', goal: 1.7, better: 'higher' };
}

async function studyFigure(browser: Browser, url: string, runtime: RuntimeId): Promise<Figure> {
  const page = await openPage(browser, url, { runtime });
  const request = { methods: DEFAULT_METHODS, levels: DEFAULT_LEVELS, base: defaultPlan() };
  const seconds = await studySeconds(page, request, DEFAULT_STUDY_IMAGES);
  await page.context().close();
  return lower(say.study(runtime), seconds, 's', STUDY_GOALS[runtime]);
}

async function studySeconds(page: Page, request: StudyRequest, images: number): Promise<number> {
  await firstAccuracyMs(page);
  await idle(page);
  return page.evaluate(
    async ([asked, count]) => {
      const start = performance.now();
      const outcome = await window.pruningLab!.runStudy(asked, count);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      return (performance.now() - start) / 1000;
    },
    [request, images] as const,
  );
}

/** In a context of its own, without stored points. */
async function openPage(
  browser: Browser,
  url: string,
  asked: Record<string, string>,
  hash = DENSE_HASH,
): Promise<Page> {
  const context = await browser.newContext(WINDOW);
  await knowNames(context);
  const page = await context.newPage();
  const address = new URL(url);
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  address.hash = hash;
  await page.goto(address.href);
  return page;
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
