/** Compare, Layers, Classes and Allocate, opened and used as a person does. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../src/words/words';
import {
  labReady,
  openPage,
  openSharedPage,
  planMeasured,
  SMALL_MODEL,
  useBrowser,
} from './openPage';

/** Multiplications of the plan that a search found, and of the dense network. */
const FOUND = /([\d.]+) M\b.*?([\d.]+) M\b/;
const PLAN = 'method=l1-norm&level=0.5&repair=none&images=500';
let page: Page;

useBrowser();

async function openTab(id: keyof typeof words.shell.tabs): Promise<void> {
  await page.getByRole('tab', { name: words.shell.tabs[id], exact: true }).click();
}

/** Two-sided, by adding up binomial probabilities one half. */
function exactP(b: number, c: number): number {
  let [term, tail] = [0.5 ** (b + c), 0];
  for (let k = 0; k <= Math.min(b, c); k++) {
    tail += term;
    term *= (b + c - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

describe('of a plan and its dense network', () => {
  beforeAll(async () => {
    ({ page } = await openSharedPage({ suffix: `?workers=1#${PLAN}` }));
    await planMeasured(page);
  });

  it('Compare holds two points against each other by the answers they differ in', async () => {
    await openTab('compare');
    const panel = page.getByRole('region', { name: 'Compare two points' });
    const accuracy = panel.getByRole('row', { name: /^Accuracy/ });
    const [dense, cut] = (await accuracy.locator('td').allTextContents()).map(Number.parseFloat);
    expect(dense).toBeGreaterThan(90);
    expect(cut).toBeLessThan(dense);
    const words = (await panel.locator('.test').textContent())!.replaceAll(/\s+/g, ' ');
    const [, onlyDense, onlyCut] = /right on (\d+), only the second on (\d+)/
      .exec(words)!
      .map(Number);
    // Images that both or neither name do not count in the difference of the accuracies.
    expect(onlyDense - onlyCut).toBe(Math.round(((dense - cut) / 100) * 500));
    expect(words).toContain(
      exactP(onlyDense, onlyCut) < 0.0001
        ? 'p < 0.0001'
        : `p = ${exactP(onlyDense, onlyCut).toFixed(4)}`,
    );
    expect(words).toContain('The difference is more than chance.');
  });

  it('Layers tells what is left of each layer, and which kernel computes it', async () => {
    await openTab('layers');
    const layers = page.getByRole('slider', { name: 'Layer' });
    expect(await layers.getAttribute('aria-valuemax')).toBe('53');
    await layers.press('Home');
    expect(await layers.getAttribute('aria-valuetext')).toMatch(/^stem: 864 of 864 left, \w+/);
    await layers.press('ArrowRight');
    const shown = page.getByRole('region', { name: 'Layers' }).locator('.shown');
    expect(await shown.textContent()).toMatch(/channels, \d+ of \d+ left/);
    await page.getByText('Multiplications', { exact: true }).last().click();
    await layers.press('Home');
    // 32 × 32 places × 27 weights × 32 filters
    expect(await layers.getAttribute('aria-valuetext')).toContain('884,736 of 884,736 left');
  });

  it('Classes counts every image once, in the row of its true class', async () => {
    await openTab('classes');
    const rows = page.getByRole('region', { name: 'Classes' }).locator('tbody tr');
    expect(await rows.count()).toBe(10);
    const cells = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('.cell')].map((cell) => Number(cell.textContent))),
    );
    const total = cells.flat().reduce((sum, images) => sum + images, 0);
    expect(total).toBe(500);
    const [first] = cells;
    const share = (100 * first[0]) / first.reduce((sum, images) => sum + images, 0);
    expect(await rows.first().locator('.top').textContent()).toBe(share.toFixed(1));
  });
});

it('Allocate searches to its end, and the plan it finds keeps the budget', async () => {
  // Three sets may give channels: each round tries all of them.
  const leftOut = Array.from({ length: 13 }, (_, i) => `inner ${i + 1}=0`).join(',');
  const plan = `${PLAN}&ratios=${encodeURIComponent(leftOut)}`;
  ({ page } = await openPage({ suffix: `?workers=2&model=${SMALL_MODEL}#${plan}` }));
  await labReady(page);
  await openTab('allocate');
  await page.getByText(words.allocate.views.search.label).click();
  const panel = page.getByRole('region', { name: words.allocate.title });
  await panel.getByLabel(words.allocate.budget).fill('99');
  await panel.getByRole('button', { name: words.allocate.search, exact: true }).click();
  const found = panel.getByRole('status').filter({ hasText: FOUND });
  await found.waitFor({ timeout: 220_000 });
  const [, cost, whole] = FOUND.exec((await found.textContent()) ?? '') ?? [];
  expect(Number(cost) / Number(whole)).toBeLessThanOrEqual(0.99);
  await page.waitForFunction(() => location.hash.includes('shares='));
}, 240_000);
