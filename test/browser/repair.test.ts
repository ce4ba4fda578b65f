/** Repairs that train, in the built page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../cli/chromium';
import { labReady, openPage, withoutIsolation } from './openPage';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});

afterEach(async () => {
  await page?.context().close();
});

afterAll(() => browser?.close());

it('of two trainings that are chosen one after the other the second is taken', async () => {
  const suffix = '?workers=1#method=magnitude-global&level=0.5&repair=none&images=500';
  ({ page } = await openPage(browser, { suffix }));
  await labReady(page);
  const box = (name: string) => page.getByRole('checkbox', { name, exact: true }).first();
  await box('Recalibrate').check();
  await box('Fine-tune').check();
  await box('Distil').check();
  expect(await box('Fine-tune').isChecked()).toBe(false);
  expect(await box('Recalibrate').isChecked()).toBe(true);
  await page.waitForFunction(() => location.hash.includes('repair=recalibrate=500+distil=60s'));
});

it('without isolation training runs in one worker of two, and the page says so', async () => {
  const suffix = '?workers=2#method=magnitude-global&level=0.5&repair=finetune=1steps&images=500';
  ({ page } = await openPage(browser, { suffix, prepare: withoutIsolation }));
  await labReady(page);
  await page.getByText('Training ran in 1 of 2 workers').waitFor();
});
