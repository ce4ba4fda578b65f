/** The built page in a folder of a server that knows nothing of it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../cli/chromium';
import { openPage } from './openPage';
import { PlainServer } from './plainServer';

const PLAN = '?workers=1#method=magnitude-global&level=0.5&repair=none&images=500';
const server = new PlainServer('/courses/2026 autumn/lab/');
let browser: Browser;

beforeAll(async () => {
  await server.start();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server.stop();
});

describe('the page in a folder of a plain server', () => {
  it.each(['', 'index.html'])('measures when opened as “%s”', async (file) => {
    const { page, complaints } = await openPage(browser, { suffix: file + PLAN, at: server.url });
    await page.getByText(/dense 9\d/).waitFor();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(
      await page.locator('link[rel=icon]').evaluate((icon: HTMLLinkElement) => icon.href),
    ).toBe(new URL('icon.svg', server.url).href);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says what to do where its script cannot be loaded', async () => {
    const page = await browser.newPage();
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(server.url);
    await page.getByText('open the page from a web server').waitFor();
    await page.close();
  });
});
