/** Compare, Blocks, Classes and Allocate, opened and used as a person does. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../src/words/words';
import {
  labReady,
  openPage,
  openSharedPage,
  openTab,
  planMeasured,
  SMALL_MODEL,
  useBrowser,
} from './openPage';
import { anyNumbers } from '../words/anyNumbers';

const say = words.results;
const { bars } = words.network;

/** Multiplications of the plan that a search found, and of the dense network. */
const FOUND = /([\d.]+) M\b.*?([\d.]+) M\b/;
const EXAMPLE = 'public/studies/mobilenetv2-1.0-fashion-mnist.json';
const PLAN = 'method=l1-norm&level=0.5&repair=none&images=500';
let page: Page;

useBrowser();

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
    await openTab(page, 'compare');
    const panel = page.getByRole('region', { name: say.compare.title });
    const accuracy = panel.getByRole('row', { name: words.figures.rows.accuracy });
    const [dense, cut] = (await accuracy.locator('td').allTextContents()).map(Number.parseFloat);
    expect(dense).toBeGreaterThan(90);
    expect(cut).toBeLessThan(dense);
    const said = (await panel.locator('.test').textContent())!.replaceAll(/\s+/g, ' ');
    const answers = say.compare
      .answers(500, 111, 222)
      .replace('111', '(?<first>\\d+)')
      .replace('222', '(?<second>\\d+)');
    const { first, second } = new RegExp(answers).exec(said)!.groups!;
    const [onlyDense, onlyCut] = [Number(first), Number(second)];
    // Images that both or neither name do not count in the difference of the accuracies.
    expect(onlyDense - onlyCut).toBe(Math.round(((dense - cut) / 100) * 500));
    expect(said).toContain(say.compare.probability(exactP(onlyDense, onlyCut)));
    expect(said).toContain(say.compare.moreThanChance);
    await tellsApart(onlyDense, onlyCut);
  });

  /** Pictures, classes and layers add up to what the test says. */
  async function tellsApart(onlyFirst: number, onlySecond: number) {
    const { flips, classes, layers, speed, table } = words.comparing;
    const pictures = page.getByRole('region', { name: flips.title });
    await pictures.getByRole('radio', { name: flips.lists.lost(onlyFirst) }).waitFor();
    await pictures.getByText(flips.lists.gained(onlySecond), { exact: true }).click();
    await expect.poll(() => pictures.getByRole('listitem').count()).toBe(Math.min(12, onlySecond));
    const changed = page.getByRole('region', { name: table(classes.title) });
    const rows = await changed.locator('tbody tr').evaluateAll((all) =>
      all.map((row) => {
        const [points, , images] = [...row.querySelectorAll('td:not(.picture)')];
        return (
          Number(points.textContent!.replace('−', '-').replace('±', '')) *
          Number(images.textContent)
        );
      }),
    );
    const total = rows.reduce((sum, own) => sum + own, 0) / 100;
    expect(Math.round(total)).toBe(onlySecond - onlyFirst);
    const left = page.getByRole('region', { name: table(layers.title) });
    await left.getByRole('row', { name: /block_3\/expand/ }).waitFor();
    const bought = page.getByRole('region', { name: speed.title }).getByRole('listitem');
    await bought.filter({ hasText: '×' }).first().waitFor();
  }

  it('a second study lies over the points, and the network that both have is told', async () => {
    const { studies, kinds, table } = words.comparing;
    await openTab(page, 'compare');
    await page.getByText(kinds.studies, { exact: true }).click();
    const panel = page.getByRole('region', { name: studies.title, exact: true });
    await panel.locator('input[type="file"]').setInputFiles(EXAMPLE);
    await panel.getByText(studies.matched(1)).waitFor();
    const rows = panel.getByRole('region', { name: table(studies.title) }).locator('tbody tr');
    expect(await rows.count()).toBe(1);
    await page.getByRole('img').getByText('mobilenetv2-1.0').first().waitFor({ state: 'attached' });
    await panel.getByRole('button', { name: studies.takeAway }).click();
    await rows.waitFor({ state: 'detached' });
  });

  it('Blocks tells what is left of each layer, and which kernel computes it', async () => {
    await openTab(page, 'blocks');
    await page.getByRole('button', { name: bars.title, exact: true }).click();
    const layers = page.getByRole('slider', { name: bars.layer });
    expect(await layers.getAttribute('aria-valuemax')).toBe('53');
    await layers.press('Home');
    expect(await layers.getAttribute('aria-valuetext')).toMatch(
      new RegExp(`^${bars.spoken({ name: 'stem', before: 864, after: 864 }, '\\w+')}`),
    );
    await layers.press('ArrowRight');
    const shown = page.getByRole('region', { name: bars.title }).locator('.shown');
    const name = (await shown.locator('strong').textContent())!;
    const kernel = (await shown.locator('code').textContent())!;
    const sentence = bars.shown({ name, before: 9, after: 9 }, bars.channels(9, 9), kernel);
    expect((await shown.textContent())!.trim()).toMatch(
      anyNumbers(sentence.replaceAll(/[*`]/g, '')),
    );
    await page.getByText(bars.quantities.macs, { exact: true }).last().click();
    await layers.press('Home');
    // 32 × 32 places × 27 weights × 32 filters
    expect(await layers.getAttribute('aria-valuetext')).toContain(
      bars.spoken({ name: 'stem', before: 884_736, after: 884_736 }, null),
    );
  });

  it('Classes counts every image once, in the row of its true class', async () => {
    await openTab(page, 'classes');
    const rows = page.getByRole('region', { name: say.classes.title }).locator('tbody tr');
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

  it('Lineage is walked by keys, tells a recipe, and opens what a step left', async () => {
    const { title, command, open, chosen } = words.lineage;
    await openTab(page, 'lineage');
    const at = page.getByRole('tree', { name: title }).locator('[aria-selected="true"]');
    expect(await at.getAttribute('aria-level')).toBe('3');
    const network = page.getByRole('region', { name: chosen });
    await network.getByRole('button', { name: open }).waitFor();
    expect(await network.getByLabel(command, { exact: true }).inputValue()).toContain(
      '--methods l1-norm --levels 0.5 --repair none --images 500',
    );
    await at.press('Home');
    expect(await at.getAttribute('aria-level')).toBe('1');
    expect(await at.getAttribute('aria-expanded')).toBe('true');
    await at.press('Enter');
    await page.waitForFunction(() => location.hash.includes('level=0&'));
  });
});

it('Allocate searches to its end, and the plan it finds keeps the budget', async () => {
  // Three sets may give channels: each round tries all of them.
  const leftOut = Array.from({ length: 13 }, (_, i) => `inner ${i + 1}=0`).join(',');
  const plan = `${PLAN}&ratios=${encodeURIComponent(leftOut)}`;
  ({ page } = await openPage({ suffix: `?workers=2&model=${SMALL_MODEL}#${plan}` }));
  await labReady(page);
  await openTab(page, 'allocate');
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
