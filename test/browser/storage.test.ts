/** What earlier visits have left in the browser, those of earlier versions of the page among them. */
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { importedPoint } from '../../src/study/measuredPoint';
import { DEFAULT_WISH } from '../../src/study/studyWish';
import { words } from '../../src/words/words';
import { sampleStudy } from '../study/sampleStudy';
import { labReady, openPage, openTab, planMeasured, SMALL_MODEL, useBrowser } from './openPage';

const PLAN = 'method=magnitude-global&level=0.5&repair=recalibrate=200&images=500';
const SUFFIX = `?workers=1&model=${SMALL_MODEL}#${PLAN}`;

useBrowser();

interface Left {
  /** By name; each with its points. */
  readonly databases: Readonly<Record<string, readonly object[]>>;
  readonly texts: Readonly<Record<string, string>>;
}

/** As the page's first version left it: a database for each model, with points alone. Runs in the page. */
async function leave({ databases, texts }: Left): Promise<void> {
  for (const [name, text] of Object.entries(texts)) localStorage.setItem(name, text);
  for (const [name, points] of Object.entries(databases)) {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        const table = request.result.createObjectStore('points', { keyPath: 'id' });
        for (const point of points) table.put(point);
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  }
}

async function visitedBefore(left: Left): Promise<Page> {
  const { page } = await openPage({
    suffix: SUFFIX,
    prepare: async (own) => {
      await own.goto(`${inject('labUrl')}icon.svg`);
      await own.evaluate(leave, left);
    },
  });
  return page;
}

/** Runs in the page. */
async function whatLies() {
  const databases = await indexedDB.databases();
  return { databases: databases.map(({ name }) => name), texts: Object.keys(localStorage).sort() };
}

it('keeps a network and measured points, also after a reload', async () => {
  const page = await visitedBefore({
    databases: { [`pruning-lab ${SMALL_MODEL}`]: [] },
    texts: {},
  });
  await planMeasured(page);
  await openTab(page, 'figures');
  await page.getByRole('button', { name: words.figures.network.keep, exact: true }).click();
  await page.getByText(words.figures.network.browser).waitFor();
  await page.reload();
  await page.getByText(words.figures.network.browser).waitFor();
  await planMeasured(page);
  await openTab(page, 'table');
  expect(await page.locator('section.results tbody tr').count()).toBe(1);
});

it('brings points, the last study and the last meter of earlier versions into one database', async () => {
  const points = sampleStudy().points.slice(0, 3).map(importedPoint);
  const request = { methods: ['l1-norm'], levels: [0, 0.5], base: defaultPlan() };
  const study = { request, images: 500, running: true };
  const ours = { ...study, wish: { ...DEFAULT_WISH, levels: '0 50', images: 500 } };
  const others = { ...study, wish: { ...DEFAULT_WISH, levels: '7 77' } };
  const meter = { id: 'tc66', options: DEFAULT_OPTIONS, port: null, reconnect: false };
  const page = await visitedBefore({
    databases: {
      [`pruning-lab ${SMALL_MODEL}`]: points,
      'pruning-lab another model': sampleStudy().points.map(importedPoint),
    },
    texts: {
      [`pruning-lab-study ${SMALL_MODEL}`]: JSON.stringify(ours),
      'pruning-lab-study another model': JSON.stringify(others),
      'pruning-lab-meter': JSON.stringify(meter),
    },
  });
  await labReady(page);
  await openTab(page, 'study');
  await page.getByRole('button', { name: words.study.resumeStudy }).waitFor();
  expect(await page.getByLabel(words.study.levels).inputValue()).toBe('0 50');
  await openTab(page, 'table');
  const rows = page.locator('section.results tbody tr');
  await rows.nth(points.length - 1).waitFor();
  // And the plan's own point, once it is measured; none of the other model.
  expect(await rows.count()).toBeLessThanOrEqual(points.length + 1);
  expect(await page.evaluate(whatLies)).toEqual({
    databases: ['pruning-lab'],
    texts: ['pruning-lab-installation'],
  });
  await page.locator('button.chip').click();
  expect(await page.locator('input[type=radio][value=tc66]').isChecked()).toBe(true);
  await page.keyboard.press('Escape');
  await page.reload();
  await openTab(page, 'study');
  await page.getByRole('button', { name: words.study.resumeStudy }).waitFor();
});
