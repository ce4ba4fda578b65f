/** Opens the built page as somebody who has never been there: an empty browser, nothing stored. */
import type { Browser, BrowserContextOptions, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { launchChromium, WINDOW } from '../../cli/chromium';
import type { FigureId } from '../../src/panels/figures/figureRow';
import { viewOf, type Tab } from '../../src/state/views';
import { words } from '../../src/words/words';

/** The model with the least work: for tests that ask what the page does, not how good its networks are. */
export const SMALL_MODEL = 'mobilenetv2-0.35-fashion-mnist';

/** Of the workers that compile TensorFlow.js: a page that is not given it shows all but its networks. */
export const LAB_SCRIPT = /lab\.worker[^/]*\.js$/;

export interface OpenedPage {
  readonly page: Page;
  /** Everything that the page complained about: uncaught errors, refused scripts and styles. */
  readonly complaints: readonly string[];
}

export interface OpenOptions extends BrowserContextOptions {
  /** What stands behind the address: `?workers=1#method=fpgm`. */
  readonly suffix?: string;
  /** Where the page is; the lab's own server where nothing is said. */
  readonly at?: string;
  /** Before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** On a busy machine 30 s, which the library gives, can be too few; a test as a whole has 120 s. */
const LONGEST_WAIT_MS = 100_000;

/** By their arguments. Starting one takes a second: files that run one after the other share it, and it ends with them all. */
const browsers = new Map<string, Promise<Browser>>();
let browser: Browser;

/** To be called once by each file of tests. @param extraArguments of Chromium */
export function useBrowser(extraArguments: readonly string[] = []): void {
  const key = extraArguments.join(' ');
  beforeAll(async () => {
    if (!browsers.has(key)) browsers.set(key, launchChromium(extraArguments));
    browser = await browsers.get(key)!;
  });
  afterAll(() => Promise.all(browser.contexts().map((context) => context.close())));
}

/** For the test that is running: closed when it ends. */
export async function openPage(options: OpenOptions = {}): Promise<OpenedPage> {
  const opened = await openSharedPage(options);
  onTestFinished(() => opened.page.context().close());
  return opened;
}

/** For all tests of a file, which find it as the test before has left it. */
export async function openSharedPage({
  suffix = '',
  at = inject('labUrl'),
  prepare,
  ...options
}: OpenOptions = {}): Promise<OpenedPage> {
  const context = await browser.newContext({
    ...WINDOW,
    ...options,
  });
  context.setDefaultTimeout(LONGEST_WAIT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await prepare?.(page);
  await page.goto(at + suffix);
  return { page, complaints };
}

/**
 * As from a server that sends none of the headers that a page needs to share memory with its workers. The document's
 * alone matter: a data set on its way through this test would stand still for so long that the page gives it up.
 */
export async function withoutIsolation(page: Page): Promise<void> {
  await page.route(
    ({ pathname }) => pathname.endsWith('/'),
    async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers() };
      delete headers['cross-origin-opener-policy'];
      delete headers['cross-origin-embedder-policy'];
      await route.fulfill({ response, headers });
    },
  );
}

/** Resolves when the lab is loaded: the slider can be moved. */
export async function labReady(page: Page): Promise<void> {
  await page
    .getByRole('slider', { name: words.plan.sparsity })
    .and(page.locator(':enabled'))
    .waitFor();
}

/** Without those that read one file and end with it. */
export function lastingWorkers(page: Page): Worker[] {
  return page.workers().filter((worker) => !worker.url().includes('file.worker'));
}

/** Resolves when the dense network is measured. */
export async function denseMeasured(page: Page): Promise<void> {
  await labReady(page);
  await page.locator('main[data-dense]').waitFor();
}

/** Resolves when the plan is measured too: its accuracy, its sizes and its latency. */
export async function planMeasured(page: Page): Promise<void> {
  await denseMeasured(page);
  const voice = page.getByRole('status', { name: words.shell.measured });
  await voice.filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
}

/** In the page that is open: another plan, another view. @param hash beginning with `#` */
export function followLink(page: Page, hash: string): Promise<void> {
  return page.evaluate((asked) => void (location.hash = asked), hash);
}

/** Resolves when it is on show, its view opened first; in any language. */
export async function openTab(page: Page, tab: Tab): Promise<void> {
  await page.locator(`nav [data-view="${viewOf(tab).id}"]`).click();
  await page.locator(`[role="tab"][id$="-${tab}"]`).click();
  await page.locator(`main[data-tab="${tab}"]`).waitFor();
}

/** Text of a row of the figures, whose tab is opened: dense, planned, change, measured. */
export async function figureRow(page: Page, id: FigureId): Promise<string[]> {
  const table = page.locator('table:has(tr[data-figure])');
  if ((await table.count()) === 0) await openTab(page, 'figures');
  return page.locator(`tr[data-figure="${id}"] td`).allTextContents();
}
