/** `npm run study`: measures a study with the built page in headless Chromium and writes its files. */
import type { Note, Outcome } from '../src/base/outcome';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { levelText } from '../src/base/percent';
import type { FileChoice } from '../src/export/fileChoice';
import type { Network } from '../src/model/network';
import { factRows } from '../src/panels/open/factRows';
import type { PageApi } from '../src/state/pageApi';
import { sentence } from '../src/words/sentence';
import type { EnergyOrder } from '../src/state/studyEnergy';
import { studyCsv } from '../src/study/csv';
import type { Study } from '../src/study/point';
import { formatStudy } from '../src/study/formatStudy';
import { studyPlans, type StudyRequest } from '../src/study/studyPlans';
import { ArgumentError } from './argumentError';
import { adviceOf } from '../src/advice/advice';
import { adviceSentences } from '../src/advice/adviceSentences';
import { limited } from '../src/advice/quantities';
import { hasSamples, samplesCsv } from '../src/study/samplesCsv';
import { earlierStudy, STUDY_FILE, withEarlier } from './earlierStudy';
import { EXIT } from './exitCodes';
import { studyAbout } from './studyAbout';
import { bundledNetwork } from './bundledNetwork';
import { launchChromium, WINDOW } from './chromium';
import { lendInstallation } from './installation';
import { lendFiles } from './ownFiles';
import { buildLab, serveLab } from './serve';
import { parseStudyArguments, studyHelp, type StudyArguments } from './studyArguments';
import { requestOf } from './studyRequest';
import { forPeople, forPrograms } from './studyTeller';
import { commands } from '../src/words/commands';
import { words } from '../src/words/words';

declare global {
  interface Window {
    pruningLab?: PageApi;
  }
}

const PORT = 4273;
const PROGRESS_INTERVAL_MS = 2000;
/** Charts of a study, and whether they need joules. */
const PICTURES = [
  { name: 'study.svg', axis: 'bytes-encoded', energy: false },
  { name: 'study-energy.svg', axis: 'energy-gross', energy: true },
  { name: 'study-power.svg', axis: 'energy-latency', energy: true },
] as const;

/** A failure that a sentence explains; the stack would only hide it. */
class StudyFailure extends Error {}

let teller = forPeople(process.stdout);
/** By Ctrl+C. */
let interrupted = false;

async function main(): Promise<number> {
  const given = parseStudyArguments(process.argv.slice(2));
  if (given === 'help') {
    console.log(studyHelp());
    return EXIT.done;
  }
  if (given.json) teller = forPrograms(process.stdout);
  const earlier = earlierStudy(given.out, given.resume);
  if (earlier) teller.note(commands.study.goingOn(earlier.points.length, given.out));
  if (given.own.length === 0) tellSkipped(requestOf(given, true), bundledNetwork(given.model));
  await buildLab();
  const lab = await serveLab(PORT);
  const browser = await launchChromium([], false);
  try {
    const page = await browser.newPage(WINDOW);
    process.on('SIGINT', () => void stop(page));
    await lendInstallation(page);
    await page.goto(addressOf(lab.url, given));
    await page.waitForFunction(() => window.pruningLab !== undefined);
    if (given.own.length > 0) await openOwn(page, given);
    if (given.pictures.length > 0) await usePictures(page, given);
    return await measureAndWrite(page, given, earlier);
  } finally {
    await browser.close();
    await lab.close();
  }
}

/** The first time it ends the study and writes it; the second time nothing is waited for. */
async function stop(page: Page): Promise<void> {
  if (interrupted) process.exit(EXIT.interrupted);
  interrupted = true;
  teller.note(commands.study.stopping);
  await page.evaluate(() => window.pruningLab?.stopStudy()).catch(() => {});
}

async function measureAndWrite(
  page: Page,
  given: StudyArguments,
  earlier: Study | null,
): Promise<number> {
  const { study: own, whole, failures } = await measure(page, given, earlier);
  teller.measured(own);
  writeStudy(given.out, whole);
  const samples = hasSamples(whole) ? ['samples.csv'] : [];
  const pictures = PICTURES.filter(({ energy }) => !energy || hasEnergy(own));
  for (const { name, axis } of pictures)
    writeFileSync(join(given.out, name), await chartSvg(page, axis));
  const names = pictures.map(({ name }) => name);
  const networks = interrupted ? [] : await writeNetworks(page, own, given);
  const files = [STUDY_FILE, 'study.csv', ...samples, ...names, ...networks];
  const advice = adviceOf(whole, given.budgets);
  const asked = limited(given.budgets).length > 0;
  const exitCode = codeOf(failures.length, asked && !advice.recommended);
  const sentences = asked ? adviceSentences(advice) : [];
  teller.result({ study: whole, folder: given.out, files, advice: sentences, exitCode });
  return exitCode;
}

function codeOf(failures: number, nothingSatisfies: boolean): number {
  if (interrupted) return EXIT.interrupted;
  if (failures > 0) return EXIT.someFailed;
  return nothingSatisfies ? EXIT.nothingSatisfies : EXIT.done;
}

function addressOf(url: string, given: StudyArguments): string {
  const { model, runtime, workers, threads, latencyFirst } = given;
  const address = new URL(url);
  address.searchParams.set('model', model);
  address.searchParams.set('runtime', runtime);
  if (workers) address.searchParams.set('workers', String(workers));
  if (threads > 1) address.searchParams.set('threads', String(threads));
  if (latencyFirst) address.hash = 'first=latency';
  return address.href;
}

/** Prints what was found, as the page shows it. */
async function openOwn(page: Page, given: StudyArguments): Promise<void> {
  const files = await lendFiles(page, given.own);
  const opened = page.evaluate(([own, size]) => window.pruningLab!.openModel(own, size), [
    files,
    given.inputSize,
  ] as const);
  const found = orFail(await opened);
  for (const [what, value] of factRows(found)) teller.note(`${what}: ${value}`);
  for (const unusual of found.facts.unusual) teller.note(sentence(unusual));
  tellSkipped(requestOf(given, (await testImages(page)) > 0), found.network);
}

async function usePictures(page: Page, given: StudyArguments): Promise<void> {
  const { pictures } = given;
  const named = typeof pictures === 'string' ? pictures : await lendFiles(page, pictures);
  const using = page.evaluate((own) => window.pruningLab!.usePictures(own), named);
  const { train, test, copies, classes, left } = orFail(await using);
  const say = words.pictures;
  for (const { name, why } of left) teller.note(`${name}: ${sentence(why)}`);
  const unmatched = classes.filter(({ label }) => label === null).map(({ name }) => name);
  if (unmatched.length > 0) teller.note(say.unmatched(unmatched));
  if (copies > 0) teller.note(say.copies(copies));
  teller.note(say.split(train, test));
}

function tellSkipped(request: StudyRequest, network: Network): void {
  const order = studyPlans(request, network);
  if (!order.ok) throw new StudyFailure(sentence(order));
  for (const skipped of order.value.skipped) teller.note(sentence(skipped));
}

function testImages(page: Page): Promise<number> {
  return page.evaluate(() => window.pruningLab!.testImages());
}

function hasEnergy({ points }: Study): boolean {
  return points.some(({ energy }) => energy !== null);
}

function energyOrder({
  source,
  file,
  choice,
  constantVolts,
}: StudyArguments['energy']): EnergyOrder {
  if (file === null) return { source, choice };
  try {
    return { source, choice, constantVolts, recording: readFileSync(file, 'base64') };
  } catch (error) {
    const why = (error as Error).message;
    throw new StudyFailure(commands.options.unreadable('energy', file, why));
  }
}

interface Measured {
  /** Of the plans that were asked for. */
  readonly study: Study;
  /** With what the folder held before. */
  readonly whole: Study;
  readonly failures: readonly Note[];
}

async function measure(
  page: Page,
  given: StudyArguments,
  earlier: Study | null,
): Promise<Measured> {
  const energy = energyOrder(given.energy);
  orFail(await page.evaluate(() => window.pruningLab!.ready()));
  const request = requestOf(given, (await testImages(page)) > 0);
  if (interrupted) throw new StudyFailure(commands.study.stopping);
  const run = { request, images: given.images, startedAt: new Date().toISOString() };
  const whole = (own: Study): Study => {
    const points = withEarlier(earlier, own);
    return { about: studyAbout(given, run, earlier?.about, points), points };
  };
  const following = follow(page, (own) => keep(given.out, whole(own)));
  try {
    const ending = page.evaluate(
      ([asked, images, joules, before]) =>
        window.pruningLab!.runStudy(asked, images, joules, before ?? undefined),
      [request, given.images, energy, earlier && formatStudy(earlier)] as const,
    );
    const study = orFail(await ending);
    const failures = await failuresOf(page);
    for (const failure of failures) teller.failure(failure);
    return { study, whole: whole(study), failures };
  } finally {
    clearInterval(following);
  }
}

/** Tells how far it is, and keeps what has come since: a power cut costs seconds. */
function follow(page: Page, keepPoints: (study: Study) => void): NodeJS.Timeout {
  let kept = '';
  return setInterval(() => {
    void (async () => {
      const now = await progress(page);
      teller.progress(now);
      const study = await page.evaluate(() => window.pruningLab!.measured());
      const state = study ? formatStudy(study) : '';
      if (study && state !== kept) keepPoints(study);
      kept = state;
    })().catch(() => {});
  }, PROGRESS_INTERVAL_MS);
}

function orFail<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new StudyFailure(sentence(outcome));
}

function progress(page: Page) {
  return page.evaluate(() => window.pruningLab!.progress());
}

async function failuresOf(page: Page): Promise<readonly Note[]> {
  return (await progress(page)).failures;
}

function chartSvg(page: Page, asked: string): Promise<string> {
  return page.evaluate((axis) => window.pruningLab!.chartSvg(axis), asked);
}

/** @returns the files' names. One that cannot be written, such as of a trained network that is gone, is told and left out. */
async function writeNetworks(page: Page, { points }: Study, given: StudyArguments) {
  const names: string[] = [];
  for (const [at, { plan }] of points.entries())
    for (const choice of given.exports) {
      const file = await networkFile(page, at, choice);
      if (file.ok) {
        writeFileSync(join(given.out, file.value.name), file.value.base64, 'base64');
        names.push(file.value.name);
      } else {
        const { method, level } = plan;
        const why = sentence(file);
        teller.note(commands.study.notExported(method, levelText(level), choice.format, why));
      }
    }
  return names;
}

/** The page's bytes as text, for nothing else comes out of it. */
function networkFile(page: Page, point: number, choice: FileChoice) {
  return page.evaluate(
    async ([at, wanted]) => {
      const file = await window.pruningLab!.writeNetwork(at, wanted);
      if (!file.ok) return file;
      const { name, content } = file.value;
      const address = await new Promise<string>((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result as string);
        reader.onerror = () => reject(reader.error as DOMException);
        reader.readAsDataURL(content);
      });
      const base64 = address.slice(address.indexOf(',') + 1);
      return { ok: true as const, value: { name, base64 } };
    },
    [point, choice] as const,
  );
}

/** Before anything else can fail: what was measured is not lost. */
function writeStudy(folder: string, study: Study): void {
  keep(folder, study);
  writeFileSync(join(folder, 'study.csv'), studyCsv(study));
  if (hasSamples(study)) writeFileSync(join(folder, 'samples.csv'), samplesCsv(study));
}

/** Whole or not at all. */
function keep(folder: string, study: Study): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, STUDY_FILE);
  writeFileSync(`${file}.part`, formatStudy(study));
  renameSync(`${file}.part`, file);
}

try {
  process.exitCode = await main();
} catch (error) {
  const explained = error instanceof ArgumentError || error instanceof StudyFailure;
  console.error(explained ? error.message : error);
  process.exitCode = codeOfError(error);
}

function codeOfError(error: unknown): number {
  if (interrupted) return EXIT.interrupted;
  return error instanceof ArgumentError ? EXIT.wrongArguments : EXIT.failed;
}
