/** What lasts of studies, whatever becomes of the browser, its storage and its tabs. */
import { mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, it, onTestFinished } from 'vitest';
import { launchKeeping } from '../../cli/chromium';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { MeasuredPoint } from '../../src/study/measuredPoint';
import { parseStudy } from '../../src/study/studyJson';
import type { StudyRequest } from '../../src/study/studyPlans';
import { DEFAULT_WISH } from '../../src/study/studyWish';
import { words } from '../../src/words/words';
import { sampleStudy } from '../study/sampleStudy';
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

/**
 * As Chromium refuses what it has no room for; a quota set by its own tools is not held against a page that has written
 * before. Runs in the page.
 */
function fill(): void {
  const rows = IDBObjectStore.prototype as { put: (...args: [unknown]) => IDBRequest };
  const { put } = rows;
  rows.put = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  Object.assign(window, { makeRoom: () => (rows.put = put) });
}

it('loses nothing where the storage is full, says so once, and stores it all once there is room', async () => {
  const { page } = await openPage({ suffix: SUFFIX });
  await labReady(page);
  await runStudy(page);
  await isDone(page, 2);
  await page.evaluate(fill);
  const notice = page.locator('[data-trouble=storage]');
  await notice.waitFor();
  await isDone(page, 6);
  expect(await notice.count()).toBe(1);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    notice.getByRole('button', { name: words.studies.save }).click(),
  ]);
  const study = parseStudy(readFileSync(await file.path(), 'utf8'));
  expect(study.ok && study.value.points.length).toBeGreaterThanOrEqual(6);
  await page.evaluate(() => (window as unknown as { makeRoom(): void }).makeRoom());
  await hasEnded(page);
  await expect.poll(async () => (await stored(page)).size).toBe(ALL);
  expect(await notice.count()).toBe(0);
});

it('goes on where it stood after its tab was frozen, as browsers do with tabs that nobody sees', async () => {
  const { page } = await openPage({ suffix: SUFFIX });
  await labReady(page);
  await runStudy(page);
  await isDone(page, 3);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  // For as long as another tab takes to load.
  const other = await page.context().newPage();
  await other.goto(inject('labUrl') + SUFFIX);
  await labReady(other);
  await other.close();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await hasEnded(page);
  expect((await page.evaluate(() => window.pruningLab!.progress())).failures).toEqual([]);
  await expect.poll(async () => (await stored(page)).size).toBe(ALL);
});

/** A board without a battery begins in 1970, until the network tells the time. Runs in the page. */
function beginIn1970(): void {
  const Real = Date;
  let behindMs = Real.now();
  class Behind extends Real {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(Real.now() - behindMs);
      else super(...given);
    }

    static override now(): number {
      return Real.now() - behindMs;
    }
  }
  Object.assign(window, { Date: Behind, setClock: () => (behindMs = 0) });
}

it('loses nothing where the clock is set meanwhile, forwards and back', async () => {
  const { page } = await openPage({
    suffix: SUFFIX,
    prepare: (own) => own.addInitScript(beginIn1970),
  });
  await labReady(page);
  await runStudy(page);
  await isDone(page, 3);
  await page.evaluate(() => (window as unknown as { setClock(): void }).setClock());
  await hasEnded(page);
  await expect.poll(async () => (await stored(page)).size).toBe(ALL);
  const years = [...(await stored(page)).values()].map(({ point }) =>
    point.origin.measuredAt.slice(0, 4),
  );
  expect(new Set(years).size).toBe(2);
  for (const { point } of (await stored(page)).values())
    expect(point.latencyMs.kernels!.median).toBeGreaterThan(0);
  // Back again, for the page begins anew.
  await page.reload();
  const seen = page.locator('.head[data-points]');
  await expect
    .poll(async () => Number(await seen.getAttribute('data-points')))
    .toBeGreaterThanOrEqual(ALL);
});

it('says so where the browser takes its storage away, and stores all again with the next point', async () => {
  const { page } = await openPage({ suffix: SUFFIX });
  await labReady(page);
  await runStudy(page);
  await hasEnded(page);
  await expect.poll(async () => (await stored(page)).size).toBe(ALL);
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  const notice = page.locator('[data-trouble=storage]');
  await notice.getByRole('button', { name: words.studies.save }).waitFor();
  const slider = page.getByRole('slider', { name: words.plan.sparsity });
  await slider.press('PageUp');
  // Whoever opened the database before the page would make an empty one.
  await notice.waitFor({ state: 'detached' });
  expect((await stored(page)).size).toBe(ALL);
});

interface VersionOne {
  /** Templates of points. */
  readonly points: readonly MeasuredPoint['point'][];
  readonly count: number;
  readonly asked: object;
  readonly model: string;
}

/** As the page's database was while it knew no studies: each point at a level of its own. Runs in the page. */
function leaveVersionOne({ points, count, asked, model }: VersionOne): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open('pruning-lab', 1);
    request.onupgradeneeded = () => {
      const make = (name: string, keyPath: string[]) =>
        request.result.createObjectStore(name, { keyPath });
      const rows = make('points', ['model', 'id']);
      for (let i = 0; i < count; i++) {
        const { plan, ...rest } = points[i % points.length];
        const point = { ...rest, plan: { ...plan, level: (1 + i) / (count + 2) } };
        const { total } = rest.accuracy.afterCutting;
        const answers = { afterCutting: new Uint16Array(total), afterRepair: null };
        rows.put({ model, id: String(i), point, answers });
      }
      make('networks', ['model', 'key']);
      make('studies', ['model']).put({ model, ...asked });
      make('meters', ['slot']);
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

it('makes a study of what was kept while there were none, however much, and opens it again', async () => {
  const { points } = sampleStudy();
  const asked = { request: REQUEST, images: IMAGES, wish: DEFAULT_WISH, running: true };
  const { page } = await openPage({
    suffix: SUFFIX,
    // No chart stands beside the form: what a chart of so many points takes is not asked here.
    viewport: { width: 800, height: 480 },
    prepare: async (own) => {
      await own.goto(`${inject('labUrl')}icon.svg`);
      const left = { points, count: 2000, asked, model: SMALL_MODEL };
      await own.evaluate(leaveVersionOne, left);
    },
  });
  await page.getByRole('button', { name: words.study.resumeStudy }).waitFor();
  const head = page.locator('.head[data-points]');
  const allThere = () =>
    page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>('[data-points]')!.dataset.points) >= 2000,
    );
  await allThere();

  await page.getByRole('button', { name: words.studies.all }).click();
  const dialog = page.getByRole('dialog', { name: words.studies.title });
  await dialog.getByRole('button', { name: words.studies.begin }).click();
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(2);
  await page.keyboard.press('Escape');
  expect(await head.getAttribute('data-points')).toMatch(/^[01]$/);

  await head.getByRole('combobox').selectOption(`first ${SMALL_MODEL}`);
  await allThere();
});
