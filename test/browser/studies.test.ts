/** What lasts of studies, whatever becomes of the browser, its storage and its tabs. */
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, it, onTestFinished } from 'vitest';
import { launchKeeping } from '../../cli/chromium';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { MeasuredPoint } from '../../src/study/measuredPoint';
import type { StudyRequest } from '../../src/study/studyPlans';
import { words } from '../../src/words/words';
import { labReady, openPage, SMALL_MODEL, useBrowser } from './openPage';

/** Nothing is trained, and few pictures are answered: a point is a matter of a second. */
const REQUEST: StudyRequest = {
  methods: ['magnitude-global', 'l1-norm'],
  levels: [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8],
  base: { ...defaultPlan(), repair: [] },
};
const IMAGES = 500;
const ALL = REQUEST.methods.length * REQUEST.levels.length;
/** The plan's own point lies at none of the study's levels. */
const SUFFIX = `?workers=1&model=${SMALL_MODEL}#method=magnitude-global&level=0.5&repair=none&images=${IMAGES}&tab=study`;

useBrowser();

interface Stored {
  readonly id: string;
  readonly study: string;
  readonly point: MeasuredPoint['point'];
}

/** Of the page's database; runs in the page. */
function storedRows(): Promise<readonly Stored[]> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('pruning-lab');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const all = database.transaction('points').objectStore('points').getAll();
      all.onsuccess = () => {
        database.close();
        resolve(all.result);
      };
    };
  });
}

/** Points of the study that was asked for, by plan. */
async function stored(page: Page): Promise<ReadonlyMap<string, Stored>> {
  const rows = await page.evaluate(storedRows);
  const ofStudy = rows.filter(({ point }) => REQUEST.levels.includes(point.plan.level));
  const keys = ofStudy.map(({ point: { plan } }) => `${plan.method} ${plan.level}`);
  expect(new Set(keys).size).toBe(keys.length);
  return new Map(ofStudy.map((row, i) => [keys[i], row]));
}

/** As a program asks for it; nobody waits for its end. */
async function runStudy(page: Page): Promise<void> {
  await page.evaluate(([request, images]) => void window.pruningLab!.runStudy(request, images), [
    REQUEST,
    IMAGES,
  ] as const);
}

async function isDone(page: Page, points: number): Promise<void> {
  await page.waitForFunction((least) => window.pruningLab!.progress().done >= least, points);
}

async function hasEnded(page: Page): Promise<void> {
  await page.waitForFunction((all) => {
    const { phase, done } = window.pruningLab!.progress();
    return phase === 'idle' && done === all;
  }, ALL);
}

it('goes on after the browser was killed: every point, and none measured twice', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'pruning-lab-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }));
  const address = inject('labUrl') + SUFFIX;

  const first = await launchKeeping(profile);
  const before = first.pages()[0];
  await before.goto(address);
  await labReady(before);
  await runStudy(before);
  await isDone(before, 4);
  const killed = new Promise((gone) => first.on('close', gone));
  process.kill(Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1)), 'SIGKILL');
  await killed;

  const second = await launchKeeping(profile);
  onTestFinished(() => second.close());
  const page = second.pages()[0];
  await page.goto(address);
  const resume = page.getByRole('button', { name: words.study.resumeStudy });
  await resume.waitFor();
  const survived = await stored(page);
  expect(survived.size).toBeGreaterThanOrEqual(3);
  expect(survived.size).toBeLessThan(ALL);
  await resume.click();
  await hasEnded(page);
  await expect.poll(async () => (await stored(page)).size).toBe(ALL);
  const all = await stored(page);
  for (const [plan, { point }] of survived)
    expect(all.get(plan)!.point.origin.measuredAt).toBe(point.origin.measuredAt);
  await expect
    .poll(async () =>
      [...(await stored(page)).values()].filter(({ point }) => point.latencyMs.kernels),
    )
    .toHaveLength(ALL);
});

it('runs in one tab, and the other one watches', async () => {
  const { page: one } = await openPage({ suffix: SUFFIX });
  await labReady(one);
  const two = await one.context().newPage();
  await two.goto(inject('labUrl') + SUFFIX);
  await labReady(two);
  const notice = two.locator('[data-run=elsewhere]');
  expect(await notice.count()).toBe(0);
  await runStudy(one);
  await notice.waitFor();
  await isDone(one, 3);
  const seen = two.locator('.head[data-points]');
  await expect.poll(async () => Number(await seen.getAttribute('data-points'))).toBeGreaterThan(2);
  const refused = await two.evaluate(
    ([request, images]) => window.pruningLab!.runStudy(request, images),
    [REQUEST, IMAGES] as const,
  );
  expect(refused).toMatchObject({ ok: false, code: 'study-in-other-tab' });
  // Crashed or closed: the study is offered where somebody still is.
  await one.close();
  await notice.waitFor({ state: 'detached' });
  await two.getByRole('button', { name: words.study.resumeStudy }).click();
  await hasEnded(two);
  await expect.poll(async () => (await stored(two)).size).toBe(ALL);
});
