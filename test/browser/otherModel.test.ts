/** Another model in the page as it stands: no reload, and each model answers as itself. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { methodOf } from '../../src/pruning/methods';
import { inWords } from '../../src/words/inWords';
import { words } from '../../src/words/words';
import {
  denseMeasured,
  figureRow,
  lastingWorkers,
  openPage,
  openTab,
  useBrowser,
  SMALL_MODEL,
} from './openPage';

const HASH = '#method=l1-norm&level=0.25&repair=recalibrate=200&images=500';

useBrowser();

/** Parameters and accuracy of the dense network. */
async function dense(page: Page): Promise<{ parameters: string; accuracy: number }> {
  await denseMeasured(page);
  const [parameters] = await figureRow(page, 'parameters');
  const told = async () => (await figureRow(page, 'accuracy'))[0];
  await expect.poll(told).toMatch(/\d/);
  const accuracy = await told();
  return { parameters, accuracy: Number.parseFloat(accuracy) };
}

async function choose(page: Page, id: string): Promise<void> {
  const [before] = await figureRow(page, 'parameters');
  await openTab(page, 'plan');
  await page.getByRole('combobox', { name: words.plan.model }).selectOption(id);
  await expect.poll(async () => (await figureRow(page, 'parameters'))[0]).not.toBe(before);
}

it('is loaded in the same workers, and the first one comes back with its points', async () => {
  const { page, complaints } = await openPage({ suffix: `?workers=1&model=${SMALL_MODEL}${HASH}` });
  let loads = 0;
  page.on('load', () => loads++);
  const small = await dense(page);
  await openTab(page, 'table');
  const name = inWords('methods', methodOf('l1-norm')).label;
  const rows = page.getByRole('tabpanel').getByRole('row', { name });
  await rows.first().waitFor();
  const workers = lastingWorkers(page).length;

  await choose(page, 'mobilenetv2-0.5-fashion-mnist');
  const larger = await dense(page);
  expect(larger.parameters).not.toBe(small.parameters);
  expect(Math.min(small.accuracy, larger.accuracy)).toBeGreaterThan(90);
  expect(new URL(page.url()).searchParams.get('model')).toBe('mobilenetv2-0.5-fashion-mnist');
  await openTab(page, 'table');
  await expect.poll(() => rows.count()).toBe(1);

  await choose(page, SMALL_MODEL);
  expect(await dense(page)).toEqual(small);
  expect(new URL(page.url()).searchParams.get('model')).toBe(SMALL_MODEL);
  await openTab(page, 'table');
  expect(await rows.count()).toBe(1);
  expect(lastingWorkers(page)).toHaveLength(workers);
  expect([loads, complaints]).toEqual([0, []]);
});
