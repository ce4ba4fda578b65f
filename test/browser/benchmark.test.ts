import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type {} from '../../cli/study';
import { defaultPlan } from '../../src/pruning/validatePlan';
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
  if ((await tables.count()) > 0) {
    for (const head of Object.values(oneImage))
      expect(await tables.filter({ hasText: head }).getByRole('row').count()).toBeGreaterThan(2);
    await measureJoules(page);
    const cells = tables.locator('tbody tr').locator('td:nth-of-type(2), td:nth-of-type(3)');
    const unknown = async () =>
      (await cells.allTextContents()).filter((text) => !JOULES.test(text));
    await expect.poll(unknown, { timeout: 90_000 }).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

const JOULES = /\d+(\.\d+)? mJ/;
/** The page itself offers 5 s at least. */
const SHORT_WINDOWS = { windowSeconds: 1, repeats: 1, budgetMinutes: 0.001 };

/** With the simulated meter, which a program's study connects before it is cancelled. */
async function measureJoules(page: Page): Promise<void> {
  const request = { methods: ['l1-norm'], levels: [0.5], base: { ...defaultPlan(), repair: [] } };
  const done = page.evaluate(
    ([asked, choice]) =>
      window.pruningLab!.runStudy(asked, 500, { source: 'simulated', choice }).then(({ ok }) => ok),
    [request as never, SHORT_WINDOWS] as const,
  );
  const dialog = page.getByRole('dialog', { name: words.energy.measuring });
  await dialog.getByRole('button', { name: words.energy.cancel }).click();
  await done;
  await page.getByRole('button', { name: words.benchmark.measureJoules }).click();
}
