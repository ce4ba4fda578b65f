/** `npm run test:pi`: the built lab in an arm64 guest with a Cortex-A72 comes to the same bits as in this machine's browser. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { launchChromium } from './chromium';
import { byHand } from './guest/byHand';
import { guestBrowser } from './guest/guestBrowser';
import { missingTool } from './guest/missingTool';
import { say } from './guest/say';
import { checks, type Check } from './piGuest/checks';
import { driveLab, type Driven } from './piGuest/driveLab';
import { startPi } from './piGuest/qemuPi';
import { compared, comparedTable, isSame } from './piGuest/sameBits';
import { WORKS } from './piGuest/works';
import { buildLab, serveLab } from './serve';

const FOLDER = resolve(import.meta.dirname, '../build/pi-guest');
const PORTS = { lab: 4394, devTools: 4395 };
const ORIGIN = `http://127.0.0.1:${PORTS.lab}`;
const TOOLS = ['qemu-system-aarch64', 'apt-get', 'dpkg-deb', 'modprobe', 'cpio', 'mke2fs'];

function missing(): string | null {
  const tool = missingTool(TOOLS);
  return tool === undefined
    ? null
    : `${tool} was not found: on Debian, sudo apt install qemu-system-arm kmod cpio e2fsprogs.`;
}

function makeGuest(): void {
  if (existsSync(resolve(FOLDER, 'disk.ext4'))) return;
  say('making the guest, once: about a minute and 1.5 GB');
  const script = resolve(import.meta.dirname, 'piGuest/makeGuest.sh');
  const { status } = spawnSync('sh', [script, FOLDER], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The guest could not be made: read the lines above.');
}

async function main(): Promise<void> {
  makeGuest();
  await buildLab();
  const lab = await serveLab(PORTS.lab);
  if (!lab.url.startsWith(ORIGIN)) throw new Error(`Port ${PORTS.lab} is taken: free it.`);
  try {
    const here = await driveHere();
    const guest = await driveGuest();
    judge(here, guest);
  } finally {
    await lab.close();
  }
}

async function driveHere(): Promise<Driven> {
  const browser = await launchChromium();
  try {
    return await driveLab(browser, ORIGIN, 'here');
  } finally {
    await browser.close();
  }
}

interface DrivenGuest extends Driven {
  readonly mostMegabytes: number;
}

async function driveGuest(): Promise<DrivenGuest> {
  const pi = startPi(FOLDER, PORTS);
  try {
    say('the guest boots');
    const browser = await guestBrowser(pi, PORTS.devTools);
    say(`the guest's Chromium is up: ${browser.version()}`);
    const driven = await driveLab(browser, ORIGIN, 'guest');
    return { ...driven, mostMegabytes: pi.mostMegabytes };
  } finally {
    pi.end();
  }
}

function judge(here: Driven, guest: DrivenGuest): void {
  const rows = WORKS.flatMap(({ name }, at) => compared(name, here.points[at], guest.points[at]));
  console.log(`\n${comparedTable(rows)}\n`);
  const checked = checks(guest);
  for (const { what, found, holds } of checked)
    console.log(`${holds ? 'holds' : 'FAILS'}  ${what} (${found})`);
  const wrong = rows.filter((row) => !isSame(row)).length + checked.filter(fails).length;
  if (wrong > 0)
    throw new Error(`${wrong} of ${rows.length + checked.length} are not as expected.`);
  say('the same bits, and all holds');
}

function fails({ holds }: Check): boolean {
  return !holds;
}

await byHand(missing(), FOLDER, main);
