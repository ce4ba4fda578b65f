/** The built page in a folder of a server that knows nothing of it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { denseMeasured, openPage, SMALL_MODEL, useBrowser } from './openPage';
import { PlainServer } from './plainServer';

const PLAN = `?workers=1&model=${SMALL_MODEL}#method=magnitude-global&level=0.5&repair=none&images=500`;
const server = new PlainServer('/courses/2026 autumn/lab/');

useBrowser();

beforeAll(() => server.start());

afterAll(() => server.stop());

describe('the page in a folder of a plain server', () => {
  it.each(['', 'index.html'])('measures when opened as “%s”', async (file) => {
    const { page, complaints } = await openPage({ suffix: file + PLAN, at: server.url });
    await denseMeasured(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(
      await page.locator('link[rel=icon]').evaluate((icon: HTMLLinkElement) => icon.href),
    ).toBe(new URL('icon.svg', server.url).href);
    expect(complaints).toEqual([]);
  });

  it('says what to do where its script cannot be loaded', async () => {
    const prepare = (fresh: Page) => fresh.route('**/*.js', (route) => route.abort());
    const { page } = await openPage({ at: server.url, prepare });
    await page.getByText('open the page from a web server').waitFor();
  });
});
