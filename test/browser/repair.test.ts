/** Repairs that train, in the built page. */
import { it } from 'vitest';
import { note } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { labReady, openPage, SMALL_MODEL, useBrowser, withoutIsolation } from './openPage';

useBrowser();

it('without isolation training runs in one worker of two, and the page says so', async () => {
  const plan = 'method=magnitude-global&level=0.5&repair=finetune=1steps&images=500&tab=figures';
  const suffix = `?workers=2&model=${SMALL_MODEL}#${plan}`;
  const { page } = await openPage({ suffix, prepare: withoutIsolation });
  await labReady(page);
  await page.getByText(sentence(note('trained-alone', { workers: 2 }))).waitFor();
});
