/** Opens the built page as somebody who has never been there: an empty browser, nothing stored. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';

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
  readonly prepare?: (page: Page) => Promise<void>;
}

export async function openPage(
  browser: Browser,
  { suffix = '', at = inject('labUrl'), prepare, ...options }: OpenOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...options,
  });
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

/** As from a server that sends none of the headers that a page needs to share memory with its workers. */
export async function withoutIsolation(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
}

/** Resolves when the lab is loaded: the slider can be moved. */
export async function labReady(page: Page): Promise<void> {
  await page.getByRole('slider', { name: 'Sparsity' }).and(page.locator(':enabled')).waitFor();
}

/** Text of a row of the figures: dense, planned, change, measured. */
export function figureRow(page: Page, name: string): Promise<string[]> {
  return page
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .first()
    .locator('td')
    .allTextContents();
}
