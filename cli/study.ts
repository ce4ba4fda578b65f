/** `npm run study`: measures a study with the built page in headless Chromium and writes its files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Outcome } from '../src/pruning/plan';
import { defaultPlan } from '../src/pruning/validatePlan';
import type { PruningLab } from '../src/state/pruningLab';
import { studyCsv } from '../src/study/csv';
import type { Study } from '../src/study/record';
import { formatStudy } from '../src/study/studyJson';
import { studyPlans, type StudyRequest } from '../src/study/studyPlans';
import { launchChromium } from './chromium';
import { buildLab, serveLab } from './serve';
import {
  ArgumentError,
  parseStudyArguments,
  studyHelp,
  type StudyArguments,
} from './studyArguments';
import { studyTable } from './studyTable';

declare global {
  interface Window {
    pruningLab?: PruningLab;
  }
}

const PORT = 4273;
const PROGRESS_INTERVAL_MS = 2000;
const WINDOW = { width: 1280, height: 800 };

/** A failure that a sentence explains; the stack would only hide it. */
class StudyFailure extends Error {}

async function main(): Promise<void> {
  const given = parseStudyArguments(process.argv.slice(2));
  if (given === 'help') return console.log(studyHelp());
  const request = requestOf(given);
  for (const sentence of orderOf(request).skipped) console.log(sentence);
  await buildLab();
  const lab = await serveLab(PORT);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: WINDOW });
    await page.goto(addressOf(lab.url, given));
    const study = await measure(page, request, given.images);
    writeStudy(given.out, study);
    writeFileSync(join(given.out, 'study.svg'), await chartSvg(page));
    console.log(`\nWritten to ${given.out}: study.json, study.csv, study.svg`);
  } finally {
    await browser.close();
    await lab.close();
  }
}

function addressOf(url: string, { model, runtime, workers }: StudyArguments): string {
  const address = new URL(url);
  address.searchParams.set('model', model);
  address.searchParams.set('runtime', runtime);
  if (workers) address.searchParams.set('workers', String(workers));
  return address.href;
}

function requestOf(given: StudyArguments): StudyRequest {
  const { methods, levels, repair, schedule, scope, rounding, seed, ranking } = given;
  const base = { ...defaultPlan(), repair, schedule, scope, rounding, seed };
  return { methods, levels, base, ranking };
}

function orderOf(request: StudyRequest) {
  const order = studyPlans(request);
  if (!order.ok) throw new StudyFailure(order.message);
  return order.value;
}

async function measure(page: Page, request: StudyRequest, images: number): Promise<Study> {
  await page.waitForFunction(() => window.pruningLab !== undefined);
  orFail(await page.evaluate(() => window.pruningLab!.ready()));
  const progress = setInterval(() => void printProgress(page), PROGRESS_INTERVAL_MS);
  try {
    const run = page.evaluate(([asked, count]) => window.pruningLab!.runStudy(asked, count), [
      request,
      images,
    ] as const);
    return orFail(await run);
  } finally {
    clearInterval(progress);
  }
}

function orFail<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new StudyFailure(outcome.message);
}

async function printProgress(page: Page): Promise<void> {
  const { done, total, secondsLeft } = await page.evaluate(() => window.pruningLab!.progress());
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  console.log(`${done} of ${total} measured${left}`);
}

function chartSvg(page: Page): Promise<string> {
  return page.evaluate(() => window.pruningLab!.chartSvg());
}

/** Before anything else can fail: what was measured is not lost. */
function writeStudy(folder: string, study: Study): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'study.json'), formatStudy(study));
  writeFileSync(join(folder, 'study.csv'), studyCsv(study));
  console.log(studyTable(study.points));
}

try {
  await main();
} catch (error) {
  const explained = error instanceof ArgumentError || error instanceof StudyFailure;
  console.error(explained ? error.message : error);
  process.exitCode = 1;
}
