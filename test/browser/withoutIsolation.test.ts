/** The page where it may share no memory with its workers. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { note } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import {
  denseMeasured,
  labReady,
  openSharedPage,
  SMALL_MODEL,
  useBrowser,
  withoutIsolation,
} from './openPage';

let page: Page;

useBrowser();

beforeAll(async () => {
  const plan = 'method=magnitude-global&level=0.5&repair=finetune=1steps&images=500&tab=figures';
  const suffix = `?workers=2&model=${SMALL_MODEL}#${plan}`;
  ({ page } = await openSharedPage({ suffix, prepare: withoutIsolation }));
  await labReady(page);
});

it('works without cross-origin isolation and says what is lost', async () => {
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.getByText(words.shell.badges.notIsolated.label).waitFor();
  await denseMeasured(page);
});

it('training runs in one worker of two, and the page says so', async () => {
  await page.getByText(sentence(note('trained-alone', { workers: 2 }))).waitFor();
});
