/** A server that goes away, stays silent, or serves something else, and comes back. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import {
  labReady,
  lastingWorkers,
  openPage,
  openTab,
  planMeasured,
  useBrowser,
  SMALL_MODEL,
} from './openPage';
import { PlainServer } from './plainServer';

const PLAN = `&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500`;
const [ONE, TWO] = [1, 2].map((workers) => `?workers=${workers}${PLAN}`);
let server: PlainServer;
let page: Page;

useBrowser();

beforeEach(async () => {
  server = new PlainServer();
  await server.start();
});

afterEach(() => server.stop());

async function open(suffix: string): Promise<void> {
  ({ page } = await openPage({ suffix, at: server.url }));
}

/** The lab does not load, for the reason that the alert tells. */
async function notLoaded(code: RegExp, values: object): Promise<void> {
  await openToPrograms();
  const refused = await page.evaluate(() => window.pruningLab!.ready());
  expect(refused).toMatchObject({ code: expect.stringMatching(code) as string, values });
  const told = refused.ok ? '' : sentence(refused);
  await page.getByRole('alert').getByText(told).waitFor();
}

/** Its files come behind the first frame. */
async function openToPrograms(): Promise<void> {
  await page.waitForFunction(() => window.pruningLab !== undefined);
}

async function retry(): Promise<void> {
  await page.getByRole('alert').getByRole('button', { name: words.shell.tryAgain }).click();
  await labReady(page);
}

const urlOf = (file: string) => expect.stringMatching(`${file}$`) as string;

/** From outside, as when memory runs out. */
async function crashAllWorkers(): Promise<void> {
  const labs = lastingWorkers(page).filter((worker) => !worker.url().includes('meter'));
  const crash = () =>
    void setTimeout(() => {
      throw new Error('out of memory');
    });
  await Promise.all(labs.map((worker) => worker.evaluate(crash)));
}

async function measuredAnew(): Promise<void> {
  await crashAllWorkers();
  await page.getByRole('slider', { name: words.plan.sparsity }).press('PageDown');
  await page.waitForFunction(() => location.hash.includes('level=0.4'));
  await openTab(page, 'figures');
  const row = page.locator('tr[data-figure=non-zeros]');
  await row.locator('td.measured', { hasText: /\d/ }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
}

it('workers that die while the server is away are replaced from what the page keeps', async () => {
  await open(TWO);
  await planMeasured(page);
  await server.stop();
  await measuredAnew();
});

it('they are so under the lab’s own headers, and stay isolated', async () => {
  ({ page } = await openPage({ suffix: TWO }));
  await planMeasured(page);
  await page.context().setOffline(true);
  await measuredAnew();
  const anew = lastingWorkers(page).filter((worker) => worker.url().startsWith('blob:'));
  expect(anew.length).toBeGreaterThan(0);
  for (const worker of anew) expect(await worker.evaluate(() => crossOriginIsolated)).toBe(true);
});

it('a file that never comes is named after seconds, and loads when the server is awake', async () => {
  server.silent.add('weights.bin');
  await open(ONE);
  await page.getByRole('status').getByText(words.shell.loadingFile('weights.bin')).waitFor();
  await notLoaded(/^stalled$/, { url: urlOf('weights.bin'), seconds: 10 });
  server.silent.clear();
  await retry();
});

it('model.json that is null, or holds nothing, or is a page is named, and may be mended', async () => {
  const others = ['null', '{}', '<html>'];
  server.instead.set('model.json', others[0]);
  await open(ONE);
  for (const text of others) {
    server.instead.set('model.json', text);
    // Whoever asks whether the lab is ready has it loaded again.
    await notLoaded(/^record$/, { url: urlOf('model.json') });
  }
  server.instead.clear();
  await retry();
});

it('a server that goes while files are on their way is asked for them again', async () => {
  server.silent.add('dataset.json');
  let asked = Promise.resolve();
  ({ page } = await openPage({
    ...{ suffix: ONE, at: server.url },
    prepare: async (fresh) => void (asked = fresh.waitForRequest('**/dataset.json').then(() => {})),
  }));
  await asked;
  await openToPrograms();
  await server.stop();
  await notLoaded(/^(unreachable|truncated)$/, {});
  server.silent.clear();
  await server.start();
  await retry();
});

it('a server that goes before the page is open to programs opens it when it is back', async () => {
  const files = '**/assets/pageApi*';
  const failed: string[] = [];
  let refused: Promise<unknown> = Promise.resolve();
  ({ page } = await openPage({
    ...{ suffix: ONE, at: server.url },
    prepare: async (fresh) => {
      fresh.on('pageerror', ({ message }) => failed.push(message));
      refused = fresh.waitForEvent('requestfailed', (one) => one.url().includes('pageApi'));
      await fresh.route(files, (route) => route.abort());
    },
  }));
  await refused;
  await page.unroute(files);
  await openToPrograms();
  expect(failed).toEqual([]);
});
