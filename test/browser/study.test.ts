/** The study's form: what it asks for is its own, and its button says what that will be. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { methodOf } from '../../src/pruning/methods';
import type { MethodId } from '../../src/pruning/plan';
import { lineName, settingWords, shortName } from '../../src/pruning/planName';
import { repairRow, type RepairKind } from '../../src/pruning/repairs';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { inWords } from '../../src/words/inWords';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import {
  followLink,
  labReady,
  openPage,
  openSharedPage,
  openTab,
  SMALL_MODEL,
  useBrowser,
} from './openPage';

/** Nothing here is as a method has it by itself, nor as a study has it. */
const UNUSUAL = '#method=l1-norm&ranking=global&level=0.5&repair=distil=60s&images=500&tab=study';
const PLAIN = '#method=l1-norm&level=0.5&repair=none&images=500&tab=study';
const LAB = `?workers=1&model=${SMALL_MODEL}`;

const METHOD = defaultPlan('l1-norm');
const GLOBAL = { ...METHOD, ranking: 'global' } as const;

let page: Page;

const say = words.study;

useBrowser();

function study() {
  return page.getByRole('region', { name: say.title });
}

function run() {
  return study().getByRole('button', { name: say.run });
}

/** Where the button says so many points, none of which is there, and whatever time they take. */
function points(number: number) {
  const [start] = /^\d+\D+/.exec(say.outlook({ points: number, there: 0, seconds: 60 }))!;
  return run().getByText(new RegExp(`^${start}\\d`));
}

async function minutes(): Promise<number> {
  const text = (await run().textContent()) ?? '';
  const [, hours = 0] = /(\d+) h/.exec(text) ?? [];
  const [, rest = 0] = /(\d+) min/.exec(text) ?? [];
  return 60 * Number(hours) + Number(rest);
}

/** As a person reads the step of a repair. */
function label(kind: RepairKind): string {
  return inWords('repairs', repairRow(kind)).label;
}

async function only(...ids: MethodId[]): Promise<void> {
  const methods = ids.map((id) => inWords('methods', methodOf(id)).label);
  const boxes = study().getByRole('group', { name: say.methods }).getByRole('checkbox');
  await boxes.first().waitFor();
  for (const box of await boxes.all())
    await box.setChecked(methods.includes((await box.locator('..').textContent())!.trim()));
}

/** Whatever may be lost, the smallest of what was measured is named, and loaded by one click; the address keeps the question. */
async function advised(): Promise<void> {
  await page.getByRole('slider', { name: words.plan.sparsity }).press('Home');
  await openTab(page, 'advice');
  const advice = page.getByRole('region', { name: words.advice.title });
  const smallest = shortName({ ...GLOBAL, level: 0.5, repair: [] });
  await advice.getByLabel(words.advice.atMost.loss).fill('100');
  await advice
    .getByRole('status', { name: words.advice.title })
    .filter({ hasText: smallest })
    .waitFor({ state: 'attached' });
  await advice.getByRole('button', { name: words.advice.load }).click();
  await page.waitForFunction(
    () => location.hash.includes('level=0.5&') && location.hash.includes('budgets=loss:100'),
  );
  expect(await advice.getByRole('button', { name: words.advice.loaded }).isDisabled()).toBe(true);
  expect(await advice.getByRole('table').getByRole('button').count()).toBeGreaterThan(0);
  await measuredNext(advice);
}

/**
 * The next plan is measured by one click, and comes to the table that stands beside its chart. So does a budget, if it is
 * less than all accuracy that there is.
 */
async function measuredNext(advice: Locator): Promise<void> {
  const chart = page.getByRole('region', { name: words.results.chart.title, exact: true });
  await chart.getByLabel(words.results.chart.extras.table.label, { exact: true }).check();
  const rows = chart.getByRole('table').locator('tbody tr');
  await rows.first().waitFor();
  const before = await rows.count();
  const [start, end] = words.advice.measureName('|').split('|');
  const measure = advice.getByRole('button', { name: new RegExp(`^${start}.+${end}$`) });
  await measure.first().click();
  await expect.poll(() => rows.count()).toBe(before + 1);
  const budget = chart.getByText(words.charts.budget, { exact: true });
  expect(await budget.count()).toBe(0);
  await advice.getByLabel(words.advice.atMost.loss).fill('1');
  await budget.waitFor();
}

it('a study says how many points and how long before it is run, whatever the plan repairs', async () => {
  ({ page } = await openPage({ suffix: LAB + UNUSUAL }));
  await labReady(page);
  await points(40).waitFor();
  const usual = await minutes();
  await study().getByLabel(label('distil'), { exact: true }).check();
  await study()
    .getByLabel(words.plan.amount(label('distil'), words.plan.units.seconds))
    .fill('600');
  await study()
    .getByLabel(words.plan.amount(label('distil'), words.plan.units.seconds))
    .blur();
  await expect.poll(minutes).toBeGreaterThanOrEqual(usual + 350);
  await only('l1-norm', 'fpgm');
  await points(20).waitFor();
  await study().getByLabel(say.levels).fill('50 100');
  await study()
    .getByText(sentence(refusal('level-text', { text: '100' })))
    .waitFor();
  expect(await run().isDisabled()).toBe(true);
});

describe('the study', () => {
  beforeAll(async () => {
    const ranked = PLAIN.replace('repair', 'ranking=global&repair');
    ({ page } = await openSharedPage({ suffix: LAB + ranked }));
    await labReady(page);
  });

  it('keeps its form while other tabs are shown', async () => {
    await only('fpgm');
    await study().getByLabel(say.levels).fill('25 50');
    await openTab(page, 'blocks');
    await openTab(page, 'study');
    expect(await study().getByLabel(say.levels).inputValue()).toBe('25 50');
    await points(2).waitFor();
  });

  it('names what differs from a method’s default, and counts what is there', async () => {
    await only('l1-norm');
    await study().getByLabel(label('recalibrate'), { exact: true }).uncheck();
    await study().getByLabel(say.images).selectOption('500');
    await study().getByLabel(say.levels).fill('25');
    const runIt = async () => {
      await run().click();
      await run().getByText(/^1 /).waitFor();
    };
    await runIt();
    await run()
      .getByText(say.outlook({ points: 1, there: 1, seconds: 0 }), { exact: true })
      .waitFor();
    await study()
      .getByLabel(say.asPlanned(lineName(METHOD), settingWords(GLOBAL)))
      .check();
    await runIt();
    await openTab(page, 'table');
    const names = page.locator('section.results tbody tr', { hasText: '25 %' }).locator('th');
    await expect
      .poll(async () => (await names.allTextContents()).map((name) => name.trim()).sort())
      .toEqual([lineName(METHOD), lineName(GLOBAL)]);
    await advised();
  });

  it('of two trainings in the repair chooser the last one is taken', async () => {
    await followLink(page, PLAIN);
    await openTab(page, 'plan');
    const plan = page.getByRole('region', { name: words.shell.plan });
    const [tune, distil] = (['finetune', 'distil'] as const).map((kind) =>
      plan.getByLabel(label(kind), { exact: true }),
    );
    await tune.check();
    await distil.check();
    expect(await tune.isChecked()).toBe(false);
    await page.waitForFunction(() => location.hash.includes('repair=distil=60s&'));
    await tune.check();
    expect(await distil.isChecked()).toBe(false);
    await page.waitForFunction(() => location.hash.includes('repair=finetune=60s&'));
  });
});
