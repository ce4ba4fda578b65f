import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../cli/chromium';
import { labReady, openPage } from './openPage';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser?.close());

it('runs the benchmark on this device and shows networks and kernels', async () => {
  const suffix = '?workers=1#images=500';
  const { page, complaints } = await openPage(browser, { suffix });
  await labReady(page);
  await page.getByText(/dense 9\d/).waitFor();
  await page.getByRole('tab', { name: 'Benchmark' }).click();
  const run = page.getByRole('button', { name: 'Run benchmark' });
  await run.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await run.click();
  await page.getByRole('progressbar', { name: 'Benchmark progress' }).waitFor();
  const row = page.getByRole('row', { name: /^Dense/ });
  await row.waitFor({ timeout: 100_000 });
  const [tfjs, lab, speedUp] = (await row.locator('td').allTextContents()).map(Number.parseFloat);
  expect(speedUp).toBeCloseTo(tfjs / lab, 1);
  expect(speedUp).toBeGreaterThan(0.5);
  const pointwise = page.getByRole('row', { name: /^pointwise / });
  expect(await pointwise.locator('td').nth(1).textContent()).toMatch(/^\d+(\.\d+)? %$/);
  expect(complaints).toEqual([]);
});
