/** `npm run film`: the first ten seconds with the page, without sound, for the README. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium, WINDOW } from './chromium';
import { animatedWebp } from './film/animatedWebp';
import { FrameEncoder } from './film/encoder';
import { buildLab, serveLab } from './serve';
import { commands } from '../src/words/commands';

const OUT = { film: 'public/film.webp', picture: 'public/screenshot.png' };
const PORT = 4197;
/** Small enough for a README, and still to be read. */
const SIZE = { width: 960, height: 600 };
const QUALITY = 0.55;
/** Of the slider's way; the hand is slower where it begins and where it ends. */
const [FROM, TO, STEPS, STEP_MS] = [0, 0.8, 36, 90];
const [REST_MS, END_MS, WAIT_MS] = [1000, 2500, 250];
/** The repair's answers are in sight long before. */
const MOST_WAITS = 60;

type Take = (durationMs: number) => Promise<void>;

async function play(page: Page, take: Take): Promise<void> {
  await take(REST_MS);
  await drag(page, take);
  await untilMeasured(page, take);
  await take(END_MS);
}

async function drag(page: Page, take: Take): Promise<void> {
  const box = (await page.locator('input[type="range"]').first().boundingBox())!;
  const to = (share: number) =>
    page.mouse.move(box.x + 8 + (box.width - 16) * share, box.y + box.height / 2);
  await to(FROM);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    await to(FROM + (TO - FROM) * (0.5 - Math.cos((Math.PI * step) / STEPS) / 2));
    await take(STEP_MS);
  }
  await page.mouse.up();
}

/** It answers pictures for seconds: each of the frames stands for less time than it took. */
async function untilMeasured(page: Page, take: Take): Promise<void> {
  const measuring = page.getByTestId('measuring').getByRole('button');
  await measuring.waitFor();
  for (let waits = 0; waits < MOST_WAITS && (await measuring.isVisible()); waits++)
    await take(WAIT_MS);
}

await buildLab();
const lab = await serveLab(PORT);
const browser = await launchChromium();
const page = await browser.newPage({ ...WINDOW, colorScheme: 'light' });
await page.goto(lab.url);
await page.locator('main[data-dense="measured"]').waitFor({ timeout: 120_000 });
const encoder = await FrameEncoder.open(browser, SIZE, QUALITY);
await play(page, async (durationMs) => encoder.add(await page.screenshot(), durationMs));
const film = animatedWebp(SIZE, encoder.frames);
mkdirSync(dirname(OUT.film), { recursive: true });
writeFileSync(OUT.film, film);
await page.screenshot({ path: OUT.picture });
console.log(commands.start.filmed(OUT.film, encoder.frames.length, film.length));
await browser.close();
await lab.close();
