/** A network pruned on the page leaves it in files that open again and answer as it did there. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FileFormat } from '../../src/export/fileChoice';
import { openModel } from '../../src/recognition/openModel';
import { words } from '../../src/words/words';
import { evaluate } from '../../workers/runtime/evaluate';
import { Executor } from '../../workers/runtime/executor';
import { bundled, unwrap } from '../lab/bundled';
import { openPage, openTab, planMeasured, SMALL_MODEL, useBrowser } from './openPage';

useBrowser();

const say = words.exporting;
const IMAGES = 500;
const PLAN = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=${IMAGES}`;

async function downloaded(page: Page, format: FileFormat) {
  const dialog = page.getByRole('dialog', { name: say.title });
  await dialog.getByLabel(say.format).selectOption(format);
  const button = dialog.getByRole('button', { name: say.download, exact: true });
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const bytes = new Uint8Array(readFileSync(await file.path()));
  expect(await dialog.getByTestId('file-size').textContent()).toBe(say.size(bytes.length));
  return { name: file.suggestedFilename(), bytes };
}

it('downloads a pruned network in other formats; each answers as the page did', async () => {
  const { page, complaints } = await openPage({ suffix: PLAN });
  await planMeasured(page);
  const shown = await page.getByTestId('accuracy-after-cutting').textContent();
  await openTab(page, 'figures');
  const network = page.locator('.network');
  await network.getByRole('button', { name: say.open }).click();
  const { test } = await bundled();
  for (const format of ['tflite', 'onnx'] as const) {
    const file = await downloaded(page, format);
    const { network, weights, classNames } = unwrap(openModel([file]));
    const range = { from: 0, to: IMAGES };
    const executor = new Executor(network, weights);
    const answers = unwrap(
      await evaluate(
        executor,
        test,
        range,
        () => false,
        () => {},
      ),
    );
    executor.dispose();
    const right = answers.predictions.filter((own, image) => own === test.labels[image]).length;
    expect(`${((100 * right) / IMAGES).toFixed(2)}%`).toBe(shown);
    expect(classNames).toHaveLength(10);
    // The code beside it names the file.
    expect(await page.locator('dialog pre').textContent()).toContain(file.name);
  }
  expect(complaints).toEqual([]);
});
