import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { figureRow, labReady, openPage, openTab, useBrowser } from './openPage';

useBrowser();

/** What the row of a set says that is left of it, once its figures are there. */
async function leftOf(page: Page, name: string, left: number, size: number): Promise<void> {
  const row = page.getByRole('list', { name: words.plan.byHand.list }).getByRole('listitem');
  await row
    .filter({ has: page.getByLabel(words.plan.byHand.leaveOut(name), { exact: true }) })
    .getByText(words.plan.byHand.left(left, size), { exact: true })
    .waitFor();
}

async function openByHand(page: Page): Promise<void> {
  await openTab(page, 'allocate');
  await page.getByText(words.allocate.views.hand.label, { exact: true }).click();
}

it('sets are left out and given ratios by the keyboard; figures and address follow, undo works', async () => {
  const suffix = '?workers=1#method=l1-norm&level=0.5&repair=none&images=500';
  const { page, complaints } = await openPage({ suffix });
  await labReady(page);
  // It comes a moment after the lab is loaded.
  await expect.poll(async () => (await figureRow(page, 'parameters'))[1]).not.toBe('–');
  const [, uniform] = await figureRow(page, 'parameters');
  await openByHand(page);
  await leftOf(page, 'inner 3', 72, 144);

  await page.getByLabel(words.plan.byHand.leaveOut('inner 3'), { exact: true }).press('Space');
  await leftOf(page, 'inner 3', 144, 144);
  await leftOf(page, 'inner 5', 96, 192);
  const ratio = page.getByLabel(words.plan.byHand.percentToCut('inner 5'), { exact: true });
  await ratio.fill('25');
  await ratio.press('Enter');
  await leftOf(page, 'inner 5', 144, 192);
  expect(decodeURIComponent(new URL(page.url()).hash)).toContain('ratios=inner+3=0,inner+5=0.25');
  const [, own] = await figureRow(page, 'parameters');
  expect(own).not.toBe(uniform);
  await openByHand(page);

  await ratio.fill('100');
  await ratio.press('Enter');
  await page.getByText(words.plan.byHand.mostPercent('inner 5', 98, 192, true)).waitFor();
  expect(await ratio.inputValue()).toBe('25');

  await page.getByRole('button', { name: words.shell.undo }).click();
  await leftOf(page, 'inner 5', 96, 192);
  await page.getByRole('button', { name: words.allocate.allBySlider }).click();
  await leftOf(page, 'inner 3', 72, 144);
  expect((await figureRow(page, 'parameters'))[1]).toBe(uniform);
  expect(complaints).toEqual([]);
});
