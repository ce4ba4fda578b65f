/** The device page as the lab's own server fills it, and as another server does not. */
import { expect, it } from 'vitest';
import { BOARD_FILE } from '../../src/protocol/board';
import { words } from '../../src/words/words';
import { denseMeasured, openPage, openTab, SMALL_MODEL, useBrowser } from './openPage';

useBrowser();

const say = words.device;
const SUFFIX = `?workers=1&model=${SMALL_MODEL}#images=500`;

it('shows every row with what the server tells of the board, and copies it as text', async () => {
  const { page, complaints } = await openPage({
    suffix: SUFFIX,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await denseMeasured(page);
  const answer = page.waitForResponse((response) => response.url().endsWith(BOARD_FILE));
  await openTab(page, 'environment');
  const cell = (id: string) => page.locator(`tr[data-row=${id}] .value`);
  expect(((await (await answer).json()) as { memoryBytes: number }).memoryBytes).toBeGreaterThan(0);
  await expect.poll(() => cell('memory').textContent()).toMatch(/GB/);
  expect(await cell('selfTest').textContent()).toBe(say.selfTestPassed);
  await page.getByRole('button', { name: say.copy }).click();
  await page.getByText(say.copied).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const rows = await page.locator('tr[data-row]').count();
  expect(text.trimEnd().split('\n')).toHaveLength(1 + rows);
  expect(complaints).toEqual([]);
});
