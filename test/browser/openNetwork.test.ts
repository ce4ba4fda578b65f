/** Somebody's own network, by file field and by drag and drop, kept for the next visit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { words } from '../../src/words/words';
import { BrokenServer } from '../download/brokenServer';
import { SAMPLES, SAMPLES_ARE_THERE } from '../recognition/samples';
import { openPage, openSharedPage, SMALL_MODEL, useBrowser } from './openPage';

const OWN = join(SAMPLES, 'teachable-machine/tiny-image-model.zip');
const OTHER = join(SAMPLES, 'files/tfjs-graph/refuse-handtrack-ssd-uint8/model.json');
const SUFFIX = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500&tab=plan`;

const say = words.opening;

useBrowser();

/** Drops files onto the page as a file manager does. */
async function drop(page: Page, ...files: string[]) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
}

async function loaded(page: Page) {
  // A page that opens somebody's own network has to find it first.
  await page.waitForFunction(() => window.pruningLab !== undefined);
  return page.evaluate(() => window.pruningLab!.ready());
}

const model = (page: Page) => page.getByRole('combobox', { name: words.plan.model });

describe.runIf(SAMPLES_ARE_THERE)('a network of one’s own', () => {
  let page: Page;
  let complaints: readonly string[] = [];

  beforeAll(async () => {
    ({ page, complaints } = await openSharedPage({ suffix: SUFFIX }));
  });

  it('dropped anywhere is looked at; what is none is refused, and the one that was open stays', async () => {
    expect(await loaded(page)).toEqual({ ok: true, value: null });
    await drop(page, OTHER);
    const dialog = page.getByRole('dialog', { name: say.title });
    const trouble = await dialog.getByRole('alert').textContent();
    expect(trouble).toMatch(/^model\.json .* 8 /);
    await drop(page, OWN);
    await dialog.getByText(say.families['mobilenet-v1']).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await model(page).inputValue()).toBe(SMALL_MODEL);
    expect(complaints).toEqual([]);
  });

  it('is shown before it is opened, takes the place of the other, and is there next time', async () => {
    await page.getByRole('button', { name: say.open }).click();
    const dialog = page.getByRole('dialog', { name: say.title });
    await dialog.locator('input[data-what="files"]').setInputFiles(OWN);
    await dialog.getByText(say.families['mobilenet-v1']).waitFor();
    expect(await model(page).inputValue()).toBe(SMALL_MODEL);
    await dialog.getByRole('textbox', { name: say.name }).fill('Our <b>class</b>');
    await dialog.getByRole('button', { name: say.use }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await loaded(page)).toEqual({ ok: true, value: null });
    const id = await model(page).inputValue();
    expect(id).toMatch(/^imported-/);
    await page.waitForURL((url) => url.searchParams.get('model') === id);
    await page.reload();
    expect(await loaded(page)).toEqual({ ok: true, value: null });
    expect(await model(page).locator('option:checked').textContent()).toBe('Our <b>class</b>');
    await page.getByRole('button', { name: say.remove }).click();
    await model(page).locator(`option[value="${id}"]`).waitFor({ state: 'detached' });
    expect(await loaded(page)).toEqual({ ok: true, value: null });
    await page.getByRole('region', { name: words.undo.title }).getByRole('button').first().click();
    await page.waitForURL((url) => url.searchParams.get('model') === id);
    expect(await loaded(page)).toEqual({ ok: true, value: null });
    expect(await model(page).inputValue()).toBe(id);
    expect(complaints).toEqual([]);
  });

  it('comes from an address whose line breaks, and needs none from then on', async () => {
    const server = new BrokenServer(readFileSync(OWN));
    const address = await server.start();
    onTestFinished(() => server.stop());
    const [all, half] = [server.content.length, server.content.length >> 1];
    const { page, complaints } = await openPage({ suffix: SUFFIX });
    const dialog = page.getByRole('dialog', { name: say.title });
    const find = async () => {
      await page.getByRole('button', { name: say.open }).click();
      await dialog.getByLabel(say.address).fill(address);
      await dialog.getByRole('button', { name: say.fetch, exact: true }).click();
      await dialog.getByText(say.families['mobilenet-v1']).waitFor();
    };
    server.breaks = [half];
    server.beforeBreak = () => dialog.getByText(say.fetching('file.bin', half, all)).waitFor();
    await find();
    const asked = ['GET', `GET bytes=${half}-`];
    expect([server.asked, server.sent]).toEqual([asked, all]);
    await dialog.getByRole('button', { name: say.use }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await loaded(page)).toEqual({ ok: true, value: null });
    const id = await model(page).inputValue();
    expect(id).toMatch(/^imported-/);
    await page.waitForURL((url) => url.searchParams.get('model') === id);
    await page.reload();
    expect(await loaded(page)).toEqual({ ok: true, value: null });
    expect(await model(page).inputValue()).toBe(id);
    expect(server.asked).toEqual(asked);
    await server.stop();
    await find();
    // The line that broke, and the server that is gone.
    expect(complaints.filter((line) => !/net::ERR_/.test(line))).toEqual([]);
  });

  it('that a link asks for and this browser does not hold is named', async () => {
    const { page } = await openPage({
      suffix: '?model=imported-0123456789abcdef&workers=1#tab=plan',
    });
    await page.getByText('imported-0123456789abcdef').waitFor();
    expect(await loaded(page)).toEqual({ ok: true, value: null });
  });
});

it('a choice of files that is given up leaves its dialog open; Escape closes it', async () => {
  const { page } = await openPage({ suffix: SUFFIX });
  onTestFinished(() => page.context().close());
  await page.getByRole('button', { name: say.open }).click();
  const dialog = page.getByRole('dialog', { name: say.title });
  const field = dialog.locator('input[data-what="files"]');
  // As the browser says it.
  await field.evaluate((input) => input.dispatchEvent(new Event('cancel', { bubbles: true })));
  // It would close in a task behind the next frame.
  await page.evaluate(
    () => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))),
  );
  await page.evaluate(() => new Promise((then) => setTimeout(then)));
  expect(await dialog.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});
