/** The page in the browser's own store: without its server, isolated on any, and after an update. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { laterBuild, LATER } from './laterBuild';
import {
  denseMeasured,
  labReady,
  lastingWorkers,
  openPage,
  planMeasured,
  useBrowser,
  SMALL_MODEL,
} from './openPage';
import { PlainServer } from './plainServer';

const QUICK = `?workers=2&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=recalibrate=200&images=500`;
const OTHER_MODEL = '?workers=1&model=mobilenetv2-0.5-fashion-mnist';
const { notices, phases } = words.offline;
let server: PlainServer;

useBrowser();

beforeEach(async () => {
  server = new PlainServer('/courses/2026 autumn/lab/');
  await server.start();
});

afterEach(() => server.stop());

async function open(): Promise<Page> {
  const { page } = await openPage({ suffix: QUICK, at: server.url, serviceWorkers: 'allow' });
  return page;
}

/** Until all of it is in the browser's store. */
async function stored(page: Page): Promise<void> {
  await page.getByText(notices.isolation.text).waitFor();
}

/** Answered by the next page, when the one before has gone. */
async function afresh(page: Page, act: () => Promise<unknown>): Promise<void> {
  const loaded = page.waitForEvent('load');
  await act();
  await loaded;
  await denseMeasured(page);
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
}

/** In Chromium's words; that a test's window keeps nothing is no fault of the page. */
async function whatHindersInstalling(page: Page): Promise<string[]> {
  const chromium = await page.context().newCDPSession(page);
  const { errors } = await chromium.send('Page.getAppManifest');
  const { installabilityErrors } = await chromium.send('Page.getInstallabilityErrors');
  const ids = installabilityErrors.map(({ errorId }) => errorId);
  return [...errors.map(({ message }) => message), ...ids.filter((id) => id !== 'in-incognito')];
}

/** Of the page, of its workers and of their kernels, each as it was fetched. */
async function fetchedNames(page: Page): Promise<string[]> {
  const fetched = () =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
  const inWorkers = lastingWorkers(page).map((worker) => worker.evaluate(fetched));
  const all = [await page.evaluate(fetched), ...(await Promise.all(inWorkers))].flat();
  const workers = lastingWorkers(page).map((worker) => worker.url());
  return [...all, ...workers].filter((name) => /\.(js|css|wasm)$/.test(name));
}

it('opens without its server after the first visit, isolated, and measures', async () => {
  const page = await open();
  await denseMeasured(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await stored(page);
  expect(await whatHindersInstalling(page)).toEqual([]);
  await server.stop();
  await afresh(page, () => press(page, notices.isolation.open));
  await planMeasured(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  for (const worker of lastingWorkers(page))
    expect(await worker.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.goto(server.url + OTHER_MODEL);
  await labReady(page);
});

it('is of one build while another is stored, and of the other once no window shows the first', async () => {
  const page = await open();
  await stored(page);
  const folder = laterBuild();
  try {
    server.root = folder;
    await afresh(page, () => page.reload());
    expect((await fetchedNames(page)).filter((name) => name.includes(LATER))).toEqual([]);
    await page.getByText(notices.newer.text).waitFor();

    const second = await page.context().newPage();
    await second.goto(server.url + QUICK);
    await denseMeasured(second);
    expect((await fetchedNames(second)).filter((name) => name.includes(LATER))).toEqual([]);
    await press(page, notices.newer.open);
    await page.getByText(notices.others.text).waitFor();
    await second.close();

    await afresh(page, () => press(page, notices.others.open));
    await planMeasured(page);
    const names = await fetchedNames(page);
    expect(names.some((name) => name.endsWith('.wasm'))).toBe(true);
    expect(names.filter((name) => !name.includes(LATER))).toEqual([]);
    await page.getByText(notices.updated.text).waitFor();
    await server.stop();
    await afresh(page, () => page.reload());
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText(phases.stored).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByText(notices.updated.text).count()).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('stores nothing that is not of its build, and says so', async () => {
  server.instead.set('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg" />');
  const page = await open();
  await denseMeasured(page);
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText(phases.failed).waitFor();
  server.instead.clear();
  await page.reload();
  await stored(page);
});
