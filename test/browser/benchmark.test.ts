import { expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { denseMeasured, openPage, openTab, SMALL_MODEL, useBrowser } from './openPage';

useBrowser();

it('runs the benchmark on this device and shows networks and kernels', async () => {
  const suffix = `?workers=1&model=${SMALL_MODEL}#images=500`;
  const { page, complaints } = await openPage({ suffix });
  await denseMeasured(page);
  await openTab(page, 'benchmark');
  const run = page.getByRole('button', { name: words.benchmark.run });
  await run.click();
  await page.getByRole('button', { name: words.benchmark.cancel }).click();
  await run.click();
  await page.getByRole('progressbar', { name: words.benchmark.progress }).waitFor();
  const row = page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: words.benchmark.works.dense(), exact: true }),
  });
  await row.waitFor();
  const [tfjs, lab, speedUp] = (await row.locator('td').allTextContents()).map(Number.parseFloat);
  // The speed-up is the median of the rounds' ratios: on a busy machine it parts from the ratio of
  // the medians, but not by what columns in the wrong order would make of it.
  expect(Math.abs(Math.log(speedUp / (tfjs / lab)))).toBeLessThan(0.3);
  expect(speedUp).toBeGreaterThan(0.5);
  const pointwise = page.getByRole('row', { name: /^pointwise / });
  expect(await pointwise.locator('td').nth(1).textContent()).toMatch(/^\d+ %$/);
  const { oneImage, threads } = words.benchmark;
  const tables = page.getByRole('table').filter({ hasText: threads });
  // None on a machine of one core.
  if ((await tables.count()) > 0)
    for (const head of Object.values(oneImage))
      expect(await tables.filter({ hasText: head }).getByRole('row').count()).toBeGreaterThan(2);
  expect(complaints).toEqual([]);
});
