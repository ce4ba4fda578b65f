import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { figureRow, labReady, openPage, useBrowser } from './openPage';

useBrowser();

/** What the row of a set says that is left of it, once its figures are there. */
async function leftOf(page: Page, name: string, left: string): Promise<void> {
  const row = page.getByRole('list', { name: 'Ratios by hand' }).getByRole('listitem');
  await row
    .filter({ has: page.getByLabel(`Leave out ${name}`, { exact: true }) })
    .getByText(left)
    .waitFor();
}

it('sets are left out and given ratios by the keyboard; figures and address follow, undo works', async () => {
  const suffix = '?workers=1#method=l1-norm&level=0.5&repair=none&images=500';
  const { page, complaints } = await openPage({ suffix });
  await labReady(page);
  await page.getByRole('tab', { name: 'Allocate' }).click();
  await page.getByText('By hand', { exact: true }).click();
  await leftOf(page, 'inner 3', '72 of 144');
  const [, uniform] = await figureRow(page, 'parameters');

  await page.getByLabel('Leave out inner 3', { exact: true }).press('Space');
  await leftOf(page, 'inner 3', '144 of 144');
  await leftOf(page, 'inner 5', '96 of 192');
  const ratio = page.getByLabel('inner 5, % to cut', { exact: true });
  await ratio.fill('25');
  await ratio.press('Enter');
  await leftOf(page, 'inner 5', '144 of 192');
  expect(decodeURIComponent(new URL(page.url()).hash)).toContain('ratios=inner+3=0,inner+5=0.25');
  const [, own] = await figureRow(page, 'parameters');
  expect(own).not.toBe(uniform);

  await ratio.fill('100');
  await ratio.press('Enter');
  await page.getByText('inner 5 can give 0 to 98 % of its 192 channels.').waitFor();
  expect(await ratio.inputValue()).toBe('25');

  await page.getByRole('button', { name: 'Undo' }).click();
  await leftOf(page, 'inner 5', '96 of 192');
  await page.getByRole('button', { name: 'All by the slider' }).click();
  await leftOf(page, 'inner 3', '72 of 144');
  expect((await figureRow(page, 'parameters'))[1]).toBe(uniform);
  expect(complaints).toEqual([]);
});
