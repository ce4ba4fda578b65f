/** Workers whose script never comes, and meters that are connected once the server is gone. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { METERS } from '../../src/meter/meters';
import { shortName } from '../../src/panels/meter/connection';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import { anyNumbers } from '../words/anyNumbers';
import {
  labReady,
  lastingWorkers,
  openPage,
  useBrowser,
  LAB_SCRIPT,
  SMALL_MODEL,
} from './openPage';

const QUICK = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500`;
const SILENT = anyNumbers(sentence(refusal('worker-silent', { seconds: 30 })));
const METER_SCRIPT = /meter\.worker[^/]*\.js$/;
let page: Page;

useBrowser();

it('says after half a minute that a worker shows no sign of life, and starts another on request', async () => {
  let asked: Promise<unknown> = Promise.resolve();
  ({ page } = await openPage({
    suffix: QUICK,
    prepare: async (fresh) => {
      await fresh.clock.install();
      await fresh.route(LAB_SCRIPT, () => {});
      asked = fresh.waitForRequest(LAB_SCRIPT);
    },
  }));
  await asked;
  await page.clock.fastForward(30_000);
  const alert = page.getByRole('alert');
  await alert.getByText(SILENT).waitFor();
  await page.unroute(LAB_SCRIPT);
  await alert.getByRole('button', { name: words.shell.tryAgain }).click();
  await labReady(page);
});

it('connects a meter after the server has gone', async () => {
  let kept: Promise<unknown> = Promise.resolve();
  ({ page } = await openPage({
    suffix: QUICK,
    prepare: async (fresh) => {
      const loaded = (script: RegExp) =>
        fresh.waitForEvent('requestfinished', (request) => script.test(request.url()));
      // The dialog comes once the page has nothing else to do.
      kept = Promise.all([loaded(METER_SCRIPT), loaded(/\/MeterDialog-[^/]*\.js$/)]);
    },
  }));
  await labReady(page);
  await kept;
  await page.evaluate(() => new Promise((then) => requestIdleCallback(then)));
  await page.context().setOffline(true);
  await page.locator('button.chip').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.meter.simulate(shortName(METERS[0])) }).click();
  await page.locator('button.chip', { hasText: /\d W/ }).waitFor();
  expect(lastingWorkers(page).some((worker) => worker.url().startsWith('blob:'))).toBe(true);
});
