/** One cut in slow motion, and what somebody expects of others, in the built page. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PLAY_STEPS } from '../../src/charts/play/cutScene';
import { GUESSES } from '../../src/study/fasterGuess';
import { RUNTIMES } from '../../src/study/runtimes';
import { words } from '../../src/words/words';
import { openPage, openTab, planMeasured, SMALL_MODEL, useBrowser } from './openPage';

useBrowser();

it('shows one cut step by step, and sets what was expected beside what is measured', async () => {
  const { page, complaints } = await openPage({
    suffix: `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&images=500`,
    reducedMotion: 'reduce',
  });
  expect(await turnsOfEndless(page)).toBe('1');
  await planMeasured(page);
  await watchOneCut(page);
  await drawACurve(page);
  await guessTheFaster(page);
  expect(complaints).toEqual([]);
});

/** How often the page lets something move that asked for ever. */
function turnsOfEndless(page: Page): Promise<string> {
  return page.evaluate(() => {
    const restless = document.body.appendChild(document.createElement('i'));
    restless.style.animation = 'pulse 1s infinite';
    const { animationIterationCount } = getComputedStyle(restless);
    restless.remove();
    return animationIterationCount;
  });
}

async function watchOneCut(page: Page): Promise<void> {
  const say = words.play;
  await page.getByRole('button', { name: words.explore.watchCut }).click();
  const dialog = page.getByRole('dialog', { name: say.title });
  const bars = dialog.locator('rect');
  await bars.first().waitFor();
  const durations = await bars.first().evaluate((bar) => getComputedStyle(bar).transitionDuration);
  expect(Number.parseFloat(durations)).toBeLessThan(0.01);
  const stepNow = () => dialog.locator('[data-step]').getAttribute('data-step');
  const next = dialog.getByRole('button', { name: say.next, exact: true });
  expect(await stepNow()).toBe('score');
  expect(await dialog.locator('.gone').count()).toBe(0);
  await next.click();
  await next.click();
  const gone = await dialog.locator('.gone').count();
  expect(gone).toBeGreaterThan(0);
  expect(gone).toBeLessThan(await bars.count());
  await next.click();
  expect(await stepNow()).toBe('repair');
  expect(await dialog.locator('.scene li').count()).toBe(2);
  await next.press('ArrowRight');
  expect(await stepNow()).toBe('measure');
  const accuracy = dialog.locator('tr[data-figure="accuracy"] td').nth(1);
  expect(await accuracy.textContent()).toMatch(/\d %$/);
  await dialog.getByRole('button', { name: say.play }).click();
  await dialog.locator(`[data-step="${PLAY_STEPS[1]}"]`).waitFor();
  await dialog.getByRole('button', { name: say.pause }).click();
  await dialog.getByRole('button', { name: say.back }).click();
  expect(await stepNow()).toBe('score');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** Of the method whose network was measured. */
async function drawACurve(page: Page): Promise<void> {
  const say = words.expectation;
  await openTab(page, 'study');
  await page.getByText(say.open).click();
  const form = page.getByRole('region', { name: say.open });
  await form.getByRole('combobox').selectOption({ label: 'L1 norm' });
  const node = form.getByRole('slider').nth(5);
  const before = Number(await node.getAttribute('aria-valuenow'));
  await node.press('PageDown');
  await node.press('ArrowDown');
  expect(Number(await node.getAttribute('aria-valuenow'))).toBe(before - 11);
  expect(await form.locator('.measured').count()).toBeGreaterThan(0);
  expect(await form.getByRole('status').textContent()).toMatch(/\d/);
  const picture = form.getByRole('group');
  const { width, height } = (await picture.boundingBox())!;
  await picture.click({ position: { x: width - 20, y: height / 2 } });
  const last = Number(await form.getByRole('slider').nth(9).getAttribute('aria-valuenow'));
  expect(Math.abs(last - 50)).toBeLessThan(15);
  await form.getByRole('button', { name: say.reset }).click();
  expect(Number(await node.getAttribute('aria-valuenow'))).toBe(before);
}

async function guessTheFaster(page: Page): Promise<void> {
  const say = words.expectation;
  await openTab(page, 'compare');
  await page.getByText(say.askFaster).click();
  const form = page.getByRole('region', { name: say.askFaster });
  // Loaded when it is asked for.
  await form.getByRole('group').first().waitFor();
  for (const group of await form.getByRole('group').all())
    await group.getByText(say.guesses.zeros).click();
  await form.getByRole('button', { name: say.measureBoth }).click();
  for (const { id } of RUNTIMES) {
    const answer = form.locator(`[data-runtime="${id}"] [data-answer]`);
    expect(GUESSES).toContain(await answer.getAttribute('data-answer'));
  }
}
