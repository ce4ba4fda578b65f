/** What the page's own thread loads of JavaScript before it shows itself; workers' scripts come beside it and do not hold it up. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const FOLDER = 'dist/assets';

/** kB, gzip, of the modules that were asked for before the lab was painted. @param shownMs as in `Painting` */
export async function firstScriptKilobytes(page: Page, shownMs: number): Promise<number> {
  const urls = await page.evaluate((until) => {
    const entries = performance.getEntriesByType('resource');
    return entries.filter(({ startTime }) => startTime < until).map(({ name }) => name);
  }, shownMs);
  const names = new Set(urls.map((url) => basename(new URL(url).pathname)));
  const own = [...names].filter((name) => name.endsWith('.js') && !name.includes('.worker-'));
  const bytes = own.map((name) => gzipSync(readFileSync(join(FOLDER, name))).length);
  return bytes.reduce((sum, own) => sum + own, 0) / 1000;
}
