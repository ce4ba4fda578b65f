/** The network on the page: it follows the slider, opens block by block, and tells what goes with a channel. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { labReady, openPage, SMALL_MODEL, useBrowser } from './openPage';

const say = words.network;

useBrowser();

it('is walked through by keyboard alone: strip, block, channel, layer, and ratios by hand', async () => {
  const suffix = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0&repair=none&images=500&tab=blocks`;
  const { page, complaints } = await openPage({ suffix });
  await labReady(page);
  const strip = page.getByRole('region', { name: say.strip });
  const kept = strip.locator('svg .body');
  await kept.first().waitFor({ state: 'attached' });
  const measured = () =>
    kept.evaluateAll((bodies) => bodies.map((body) => (body as SVGPathElement).getBBox().width));
  const whole = await measured();
  /** Of each map, the share of its whole width. */
  const widths = async () => (await measured()).map((width, map) => width / whole[map]);
  // Within the outlines of what was there: they are one path from the first map to the last.
  const [dense, bodies] = await strip.evaluate((region) => {
    const right = (path: Element) => path.getBoundingClientRect().right;
    return [
      right(region.querySelector('svg .dense')!),
      Math.max(...[...region.querySelectorAll('svg .body')].map(right)),
    ];
  });
  expect(bodies).toBeCloseTo(dense, 0);

  const slider = page.getByRole('slider', { name: words.plan.sparsity });
  await kept.first().evaluate((group) => ((window as { mark?: unknown }).mark = group));
  for (let press = 0; press < 5; press++) await slider.press('PageUp');
  await expect.poll(async () => Math.min(...(await widths()))).toBeCloseTo(0.5, 1);
  const same = (group: Element) => (window as { mark?: unknown }).mark === group;
  expect(await kept.first().evaluate(same)).toBe(true);

  await strip.getByRole('button', { name: say.blocks.stem }).focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: say.blocks.block(3) }).waitFor();

  await page.getByRole('slider', { name: say.channelOf('inner 3') }).press('ArrowRight');
  const slices = page.locator('[data-axis]');
  const namesOf = () =>
    slices.evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.axis));
  expect(await namesOf()).toEqual(['output', 'filter', 'input']);
  expect(await page.locator('svg .slice').count()).toBe(3);
  await page.getByRole('slider', { name: say.channelOf('stream 24') }).press('ArrowRight');
  expect((await namesOf()).filter((axis) => axis === 'output')).toHaveLength(2);

  const layer = page.locator('section[data-layer]');
  await layer.locator('canvas').first().waitFor();
  await page.getByRole('radio', { name: say.layers.project }).press('Space');
  await page
    .getByRole('region', { name: say.details('block_3/project') })
    .locator('canvas')
    .first()
    .waitFor();

  await page.getByRole('button', { name: say.hand.lock('inner 3') }).press('Enter');
  await expect.poll(() => decodeURIComponent(page.url())).toContain('ratios=inner+3=0.5');
  await page.getByRole('button', { name: say.hand.lock('inner 3') }).press('Enter');
  await expect.poll(() => page.url()).not.toContain('ratios');
  await giveRatios(page);

  await page.getByRole('button', { name: say.showTable }).press('Enter');
  const table = page.getByRole('region', { name: say.table.title });
  expect(await table.getByRole('row').count()).toBe(21);
  expect(complaints).toEqual([]);
});

/** A share is typed, none is left out, too much is refused; undo and reset go back. */
async function giveRatios(page: Page): Promise<void> {
  const { hand } = say;
  const ratios = () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('ratios');
  await page.getByRole('checkbox', { name: hand.all }).check();
  const shareOf = (name: string) => page.getByLabel(hand.percentToCut(name), { exact: true });
  const row = page.getByRole('listitem').filter({ has: shareOf('inner 5') });
  const [, size] = (await row.locator('small').textContent())!.match(/\d+/g)!.map(Number);
  const type = async (name: string, percent: string) => {
    await shareOf(name).fill(percent);
    await shareOf(name).press('Enter');
  };
  await type('inner 3', '0');
  await type('inner 5', '25');
  await row.getByText(hand.left(0.75 * size, size), { exact: true }).waitFor();
  expect(ratios()).toBe('inner 3=0,inner 5=0.25');
  const most = Number(await shareOf('inner 5').getAttribute('max'));
  await type('inner 5', '100');
  await page.getByText(hand.mostPercent('inner 5', most, size, true)).waitFor();
  expect(await shareOf('inner 5').inputValue()).toBe('25');
  await page.getByRole('button', { name: words.shell.undo, exact: true }).click();
  await row.getByText(hand.left(0.5 * size, size), { exact: true }).waitFor();
  await page.getByRole('button', { name: hand.resetAll }).click();
  await expect.poll(ratios).toBeNull();
}
