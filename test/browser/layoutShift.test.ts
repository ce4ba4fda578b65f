/** Nothing moves while the page opens, loads and measures. */
import { expect, it } from 'vitest';
import { paintingOf, watchPainting } from '../../cli/bench/pagePainting';
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
