/** Somebody's network without any pictures: what needs none works, and the rest says what is missing. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { METHODS } from '../../src/pruning/methods';
import { REPAIRS } from '../../src/pruning/repairs';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { TABS } from '../../src/state/views';
import { words } from '../../src/words/words';
import { figureRow, labReady, openPage, openTab, SMALL_MODEL, useBrowser } from './openPage';

const OWN = fileURLToPath(new URL('../fixtures/keras3/named.keras', import.meta.url));
const HASH = '#method=magnitude-global&level=0.5&repair=recalibrate=200&images=500';
const LACK = sentence(refusal('no-pictures'));

useBrowser();

async function openOwn(page: Page) {
  await labReady(page);
  await openTab(page, 'plan');
  await page.getByRole('button', { name: words.opening.open }).click();
  const dialog = page.getByRole('dialog', { name: words.opening.title });
  await dialog.locator('input[data-what="files"]').setInputFiles(OWN);
  await dialog.getByRole('button', { name: words.opening.use }).click();
  await dialog.waitFor({ state: 'hidden' });
  return page.evaluate(() => window.pruningLab!.ready());
}

it('is measured without accuracy, and offers nothing that needs pictures', async () => {
  const suffix = `?workers=1&model=${SMALL_MODEL}${HASH}`;
  const { page, complaints } = await openPage({ suffix });
  expect(await openOwn(page)).toEqual({ ok: true, value: null });
  await page.getByText(LACK).first().waitFor();

  await expect.poll(async () => (await figureRow(page, 'bytes-gzip')).at(-1)).toMatch(/B$/);
  await expect.poll(async () => (await figureRow(page, 'latency-kernels')).at(-1)).toMatch(/ms$/);
  expect((await figureRow(page, 'accuracy')).at(-1)).toBe('–');
  const readout = page.getByTestId('accuracy-after-cutting');
  expect((await readout.textContent())?.trim()).toBe('–');
  await page.getByText(words.figures.noPictures).first().waitFor();

  await openTab(page, 'plan');
  for (const { id, needs } of METHODS)
    expect(await page.locator(`input[value="${id}"]`).isDisabled()).toBe(needs !== 'weights');
  const steps = page.locator('.options fieldset input[type="checkbox"]');
  expect(await steps.count()).toBe(REPAIRS.length);
  expect(await steps.evaluateAll((all) => all.every((one) => one.matches(':disabled')))).toBe(true);

  for (const tab of TABS) {
    await openTab(page, tab);
    expect(await page.locator('body').innerText()).not.toMatch(/NaN|Infinity|undefined/);
  }

  const base = { ...defaultPlan('magnitude-global'), repair: [] };
  const study = await page.evaluate(
    (asked) =>
      window.pruningLab!.runStudy(
        { methods: ['magnitude-global'], levels: [0, 0.5], base: asked },
        500,
      ),
    base,
  );
  expect(study).toMatchObject({ ok: true });
  const points = study.ok ? study.value.points : [];
  expect(points).toHaveLength(2);
  for (const { accuracy, latencyMs } of points) {
    expect(accuracy).toEqual({ afterCutting: { correct: 0, total: 0 }, afterRepair: null });
    // So small a network may take less than the timer tells apart.
    expect(latencyMs.kernels?.median).toBeGreaterThanOrEqual(0);
  }
  expect(await page.evaluate(() => window.pruningLab!.chartSvg())).not.toMatch(/NaN/);
  expect(complaints).toEqual([]);
});
