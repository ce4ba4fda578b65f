/** Where latency is asked for first, milliseconds are on show before any accuracy, and stay. */
import { expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { figureRow, labReady, openPage, openTab, SMALL_MODEL, useBrowser } from './openPage';

const HASH = '#method=l1-norm&level=0.5&repair=none&images=2000&first=latency';

useBrowser();

it('shows milliseconds before accuracy, and keeps them', async () => {
  const { page, complaints } = await openPage({
    suffix: `?workers=1&model=${SMALL_MODEL}${HASH}`,
  });
  await labReady(page);
  await openTab(page, 'plan');
  const first = page.getByRole('combobox', { name: words.plan.first, exact: true });
  expect(await first.inputValue()).toBe('true');
  await openTab(page, 'figures');
  await page.getByRole('slider', { name: words.plan.sparsity }).press('PageUp');

  // In one look, for the pictures go on; the table comes with its own part of the page.
  const early = await page.waitForFunction(() => {
    const shown = (id: string) =>
      document.querySelector(`tr[data-figure="${id}"] .measured`)?.textContent ?? '';
    const [milliseconds, accuracy] = ['latency-kernels', 'accuracy'].map(shown);
    return milliseconds.endsWith('ms') && { milliseconds, accuracy, bytes: shown('bytes-encoded') };
  });
  const seen = await early.jsonValue();
  expect(seen).toMatchObject({ accuracy: '–', bytes: expect.stringMatching(/B$/) });

  await expect
    .poll(async () => (await figureRow(page, 'accuracy')).at(-1), { timeout: 100_000 })
    .toMatch(/%$/);
  expect((await figureRow(page, 'latency-kernels')).at(-1)).toBe(seen && seen.milliseconds);
  expect(complaints).toEqual([]);
});
