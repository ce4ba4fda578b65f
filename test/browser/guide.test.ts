/** What leads through the page, and how it speaks: tour, glossary, languages, the sheet on paper. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { TOUR_STEPS } from '../../src/panels/tour/tourSteps';
import { german } from '../../src/words/german/german';
import { words } from '../../src/words/words';
import { labReady, openPage, SMALL_MODEL, useBrowser } from './openPage';

const say = words.guide;
const SUFFIX = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.125&repair=none&images=500`;

useBrowser();

it('leads a first visitor round, explains its words, changes its language, and prints a sheet', async () => {
  const { page, complaints } = await openPage({ suffix: SUFFIX });
  await labReady(page);
  await takeTheTour(page);
  await askForAWord(page);
  await printTheSheet(page);
  await changeTheLanguage(page);
  expect(complaints).toEqual([]);
});

/** By keys alone; it is offered once. */
async function takeTheTour(page: Page): Promise<void> {
  const offer = page.getByRole('complementary', { name: say.tour });
  await offer.getByRole('button', { name: say.take }).press('Enter');
  const card = page.getByRole('dialog', { name: say.tour });
  const titles: (string | null)[] = [];
  for (const { id } of TOUR_STEPS) {
    await card.getByRole('heading', { name: say.steps[id].title, exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'));
    titles.push(await card.getByRole('heading').textContent());
    await page.keyboard.press('Enter');
  }
  expect(new Set(titles).size).toBe(TOUR_STEPS.length);
  await card.waitFor({ state: 'detached' });
  await page.reload();
  await labReady(page);
  expect(await offer.count()).toBe(0);
}

async function askForAWord(page: Page): Promise<void> {
  const word = page.locator('.dial strong .term');
  await word.press('Enter');
  const meaning = page.getByRole('dialog', { name: say.meaning });
  await meaning.locator('math').first().waitFor();
  expect(await meaning.textContent()).toContain(say.source('').trim());
  await page.keyboard.press('Escape');
  await meaning.waitFor({ state: 'hidden' });
  expect(await word.evaluate((button) => button === document.activeElement)).toBe(true);
}

/** In dark colours, which paper has not. */
async function printTheSheet(page: Page): Promise<void> {
  const { lessons } = words;
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.getByRole('button', { name: lessons.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: lessons.title });
  await dialog.getByRole('textbox', { name: lessons.task }).fill('Which half?');
  await dialog.getByRole('button', { name: lessons.worksheet }).click();
  const sheet = page.getByRole('main', { name: lessons.worksheet });
  await sheet.getByText('Which half?').waitFor();
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(paper).toBe('light');
  const file = await page.pdf({ format: 'A4' });
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
  await page.keyboard.press('Escape');
  await page.locator('main[data-view]').waitFor();
}

/** By its chooser, for the next visits too; a link asks for another. */
async function changeTheLanguage(page: Page): Promise<void> {
  const heard = async () => ({
    question: await page.locator('.question h2').textContent(),
    level: await page.locator('.numeral').textContent(),
    lang: await page.locator('html').getAttribute('lang'),
  });
  expect(await heard()).toEqual({ lang: 'en', question: words.explore.question, level: '12.5%' });
  await page.getByRole('combobox', { name: words.shell.speaks }).selectOption('de');
  await page.waitForURL(/[?&]lang=de/);
  const inGerman = { lang: 'de', question: german.explore.question, level: '12,5%' };
  await page.getByRole('heading', { name: inGerman.question }).waitFor();
  expect(await heard()).toEqual(inGerman);
  const address = page.url();
  await page.goto(address.replace('lang=de&', '').replace(/[?&]lang=de/, ''));
  expect(await heard()).toEqual(inGerman);
  await page.goto(address.replace('lang=de', 'lang=en'));
  expect((await heard()).lang).toBe('en');
}
