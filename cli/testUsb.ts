/** `npm run test:usb`: a simulated board on an emulated USB adapter, read by a Chromium in a Debian guest. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { DEFAULT_OPTIONS } from '../src/meter/meter';
import type { RememberedMeter } from '../src/storage/meterMemory';
import { words } from '../src/words/words';
import { byHand } from './guest/byHand';
import { guestBrowser } from './guest/guestBrowser';
import { storesNothing } from './guest/storesNothing';
import { missingTool } from './guest/missingTool';
import { say } from './guest/say';
import { until } from './guest/until';
import { buildLab, serveLab } from './serve';
import { serveMeter, type MeterSocket } from './usb/meterSocket';
import { startGuest, type Guest } from './usb/qemuGuest';

const FOLDER = resolve(import.meta.dirname, '../build/usb-guest');
const PORTS = { lab: 4390, meter: 4391, devTools: 4392 };
const ORIGIN = `http://127.0.0.1:${PORTS.lab}`;
/** The uncut network alone, and as few images as can be chosen: emulated, an inference takes long. */
const LAB = `${ORIGIN}/?workers=1#method=magnitude-global&level=0&repair=none&images=500`;
/** Five hundred images at about one a second are the longest step. */
const STEP_MS = 1_800_000;
/** Warm-up and window take 10 s each with such a board, which prints ten lines a second: this many lines later a window is half over. */
const LINES_TO_MID_WINDOW = 150;
/** The dialog's text is asked for this often: the guest draws too seldom to wait for a frame in it. */
const LOOK_EVERY_MS = 500;

/** Chromium's chooser needs a person; a remembered port whose grant a policy gives needs none. */
const REMEMBERED: RememberedMeter = {
  id: 'text-lines',
  options: DEFAULT_OPTIONS,
  port: { info: { usbVendorId: 0x0403, usbProductId: 0x6001 }, index: 0 },
  reconnect: true,
};

function missing(): string | null {
  if (process.getuid?.() !== 0)
    return 'npm run test:usb makes a file system of a Debian guest: run it as root.';
  const tool = missingTool(['qemu-system-x86_64', 'debootstrap', 'mke2fs']);
  return tool === undefined
    ? null
    : `${tool} was not found: sudo apt install qemu-system-x86 debootstrap e2fsprogs.`;
}

function makeGuest(): void {
  if (existsSync(resolve(FOLDER, 'disk.ext4'))) return;
  say('making the guest, once: some minutes and 3 GB');
  const script = resolve(import.meta.dirname, 'usb/makeGuest.sh');
  const { status } = spawnSync('sh', [script, FOLDER, ORIGIN], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The guest could not be made: read the lines above.');
}

async function main(): Promise<void> {
  makeGuest();
  await buildLab();
  const lab = await serveLab(PORTS.lab);
  if (!lab.url.startsWith(ORIGIN)) throw new Error(`Port ${PORTS.lab} is taken: free it.`);
  const meter = await serveMeter(PORTS.meter);
  const guest = startGuest(FOLDER, PORTS);
  try {
    say('the guest boots');
    await measure(await guestPage(guest), guest, meter);
  } finally {
    guest.end();
    meter.close();
    await lab.close();
  }
}

async function guestPage(guest: Guest): Promise<Page> {
  const browser = await guestBrowser(guest, PORTS.devTools);
  const page = await browser.contexts()[0].newPage();
  page.setDefaultTimeout(STEP_MS);
  page.on('pageerror', (error) => say(`the page complains: ${error.message}`));
  await storesNothing(page);
  // As an earlier version of the page kept it: a text can be there before the page's database is.
  await page.addInitScript(
    (memory) => localStorage.setItem('pruning-lab-meter', memory),
    JSON.stringify(REMEMBERED),
  );
  return page;
}

async function measure(page: Page, guest: Guest, meter: MeterSocket): Promise<void> {
  say('the page opens in the guest');
  await page.goto(LAB, { timeout: STEP_MS, waitUntil: 'commit' });
  const chip = page.locator('button.chip');
  await chip.filter({ hasText: / W · \d/ }).waitFor();
  say(`connected: ${await chip.innerText()}`);
  await page.locator('nav [data-view=energy]').click();
  await page.getByRole('tab', { name: words.shell.tabs.meter, exact: true }).click();
  await page.getByRole('button', { name: words.meter.pause }).waitFor();
  say('the live trace is drawn');
  await page.locator('main[data-dense]').waitFor();
  await page.getByRole('tab', { name: words.shell.tabs.energy, exact: true }).click();
  await choose(page, words.energy.repeats, '2');
  await page.getByRole('button', { name: words.energy.measure }).click();
  await measuring(page, 'round 2 of the measurement', /window runs: round 2.* 1 window measured/);
  const midWindow = meter.lines + LINES_TO_MID_WINDOW;
  await until(STEP_MS, 'the board', () => Promise.resolve(meter.lines >= midWindow));
  await guest.unplug();
  say('unplugged in mid-window');
  await measuring(page, 'the pause', new RegExp(words.energy.paused));
  await guest.plug();
  say('plugged in again');
  await measuring(page, 'the end of the measurement', /^$/);
  await report(page);
}

/** Waits until the dialog of a measurement says so (nothing once it is closed), and repeats its words here. */
async function measuring(page: Page, what: string, words: RegExp): Promise<void> {
  let last = '';
  await until(STEP_MS, what, async () => {
    await wait(LOOK_EVERY_MS);
    const [text = ''] = await page.locator('dialog[open] .text').allInnerTexts();
    const now = text.replace(/\s+/g, ' ').replace(/ Leave this page.*/, '');
    if (now !== last) say(`  ${(last = now)}`);
    return words.test(now);
  });
}

async function report(page: Page): Promise<void> {
  const rows = await page.locator('section.energy tbody tr').allInnerTexts();
  for (const row of rows) say(row.replace(/\s+/g, ' '));
  const { counts } = words.energy;
  const lost = rows.findIndex((row) => row.includes(words.energy.spoiledBy('meter-lost')));
  if (lost < 1 || !rows[0].includes(counts) || !rows.at(-1)!.includes(counts))
    throw new Error('Expected a window that counts, one with a lost meter, and its repetition.');
  say('the disturbed window was repeated, the one before was kept');
}

function choose(page: Page, legend: string, label: string): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  return group.getByRole('radio', { name: label, exact: true }).check({ force: true });
}

await byHand(missing(), FOLDER, main);
