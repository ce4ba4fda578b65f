/** One picture on two threads, in the built page. */
import { expect, it } from 'vitest';
import { words } from '../../src/words/words';
import {
  denseMeasured,
  openPage,
  openTab,
  planMeasured,
  SMALL_MODEL,
  useBrowser,
} from './openPage';

useBrowser();

it.each(['float32', 'int8'])('times a network of %s on two threads, and says so', async (name) => {
  const precision = name === 'int8' ? '&precision=int8' : '';
  const suffix = `?workers=1&threads=2&model=${SMALL_MODEL}#images=500${precision}`;
  const { page, complaints } = await openPage({ suffix });
  await denseMeasured(page);
  await openTab(page, 'plan');
  expect(await page.getByRole('combobox', { name: words.plan.threads }).inputValue()).toBe('2');
  await planMeasured(page);
  await openTab(page, 'figures');
  const row = page.locator('tr[data-figure="latency-kernels"]');
  expect(await row.innerText()).toContain(words.figures.rows.latency('lab kernels', 2));
  const memory = page.locator('tr[data-figure="memory-kernels"]');
  expect(await memory.innerText()).toMatch(/[kM]B/);
  expect(complaints).toEqual([]);
});
