/** Nothing moves while the page opens, loads and measures. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { paintingOf, watchPainting } from '../../cli/bench/pagePainting';
import { words } from '../../src/words/words';
import { openPage, SMALL_MODEL, useBrowser } from './openPage';

useBrowser();

it.each([
  [1280, 800, 'de'],
  [1440, 900, 'en'],
  [800, 480, 'en'],
  [390, 844, 'de'],
] as const)('in a window of %i × %i, in %s', async (width, height, locale) => {
  const { page } = await openPage({
    ...{ suffix: `?workers=1&model=${SMALL_MODEL}`, viewport: { width, height }, locale },
    prepare: async (fresh) => watchPainting(fresh.context()),
  });
  await page.locator('main[data-dense]').waitFor();
  const { shift } = await paintingOf(page);
  // Lighthouse begins to mark down at 0.1.
  expect(shift).toBeLessThan(0.02);
  await page.context().close();
});

it('curves of the example stay where they were drawn when the network comes', async () => {
  let letCome = () => {};
  const may = new Promise<void>((then) => (letCome = then));
  const { page } = await openPage({
    suffix: '?workers=1#method=magnitude-global&level=0.5&repair=none',
    prepare: (fresh) =>
      fresh.context().route('**/weights.bin', async (route) => {
        await may;
        await route.continue();
      }),
  });
  await expect.poll(async () => (await placesOf(page)).size).toBeGreaterThan(30);
  const before = await placesOf(page);
  letCome();
  await page.locator('.chart').getByText(words.charts.planned).waitFor();
  const after = await placesOf(page);
  const stayed = [...after].filter(([key]) => before.has(key));
  expect(stayed.length).toBeGreaterThan(30);
  for (const [key, place] of stayed) expect(place, key).toBe(before.get(key));
  await page.context().close();
});

/** Of the chart's marks, by key. */
async function placesOf(page: Page): Promise<Map<string, string>> {
  const marks = page.locator('circle[data-key]');
  return new Map(
    await marks.evaluateAll((all) =>
      all.map((mark) => {
        const [x, y] = ['cx', 'cy'].map((name) => mark.getAttribute(name));
        return [(mark as SVGElement).dataset.key!, `${x} ${y}`] as const;
      }),
    ),
  );
}
