/**
 * `npm run test:pi`: the archive of `npm run pack`, unpacked and shown in an arm64 guest with a Cortex-A72, comes to the
 * same bits as the lab in this machine's browser.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import { launchChromium } from './chromium';
import { byHand } from './guest/byHand';
import { guestBrowser } from './guest/guestBrowser';
import { missingTool } from './guest/missingTool';
import { say } from './guest/say';
import { packedLab } from './pack/packedLab';
import { checks, type Check } from './piGuest/checks';
import { driveLab, type Driven } from './piGuest/driveLab';
import { startPi, type Pi } from './piGuest/qemuPi';
import { compared, comparedTable, isSame } from './piGuest/sameBits';
import { WORKS } from './piGuest/works';
import { serveLab } from './serve';

const FOLDER = resolve(import.meta.dirname, '../build/pi-guest');
const PORTS = { lab: 4394, devTools: 4395, archive: 4396 };
/** Of what the disk is made by: another one needs another disk. */
const SCRIPTS = ['makeGuest.sh', 'initrdInit.sh', 'guestInit.sh', 'guestChromium.sh'];
const ORIGIN = `http://127.0.0.1:${PORTS.lab}`;
const TOOLS = ['qemu-system-aarch64', 'apt-get', 'dpkg-deb', 'modprobe', 'cpio', 'mke2fs'];

function missing(): string | null {
  const tool = missingTool(TOOLS);
  return tool === undefined
    ? null
    : `${tool} was not found: on Debian, sudo apt install qemu-system-arm kmod cpio e2fsprogs.`;
}

function makeGuest(): void {
  const folder = resolve(import.meta.dirname, 'piGuest');
  const scripts = SCRIPTS.map((name) => readFileSync(resolve(folder, name), 'utf8')).join('');
  const madeBy = resolve(FOLDER, 'made-by.sh');
  if (existsSync(madeBy) && readFileSync(madeBy, 'utf8') === scripts) return;
  say('making the guest, once: about a minute and 1.5 GB');
  const { status } = spawnSync('sh', [resolve(folder, SCRIPTS[0]), FOLDER], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The guest could not be made: read the lines above.');
  writeFileSync(madeBy, scripts);
}

async function main(): Promise<void> {
  makeGuest();
  const { packed } = await packedLab();
  const lab = await serveLab(PORTS.lab);
  if (!lab.url.startsWith(ORIGIN)) throw new Error(`Port ${PORTS.lab} is taken: free it.`);
  const archive = await hand(packed);
  try {
    const here = await driveHere();
    const guest = await driveGuest();
    judge(here, guest);
  } finally {
    archive.close();
    await lab.close();
  }
}

/** To the guest, which asks for nothing else. */
function hand(packed: Buffer): Promise<Server> {
  const server = createServer((_, response) => response.end(packed));
  return new Promise((listening, failed) => {
    server.on('error', failed);
    server.listen(PORTS.archive, '127.0.0.1', () => listening(server));
  });
}

async function driveHere(): Promise<Driven> {
  const browser = await launchChromium();
  try {
    return await driveLab(browser, ORIGIN, 'here');
  } finally {
    await browser.close();
  }
}

type DrivenGuest = Driven & Pick<Pi, 'mostMegabytes' | 'told'>;

async function driveGuest(): Promise<DrivenGuest> {
  const pi = startPi(FOLDER, PORTS);
  try {
    say('the guest boots');
    const browser = await guestBrowser(pi, PORTS.devTools);
    say(`the guest's Chromium is up: ${browser.version()}`);
    const driven = await driveLab(browser, ORIGIN, 'guest');
    return { ...driven, mostMegabytes: pi.mostMegabytes, told: pi.told };
  } finally {
    pi.end();
  }
}

function judge(here: Driven, guest: DrivenGuest): void {
  const rows = WORKS.flatMap(({ name }, at) => compared(name, here.points[at], guest.points[at]));
  console.log(`\n${comparedTable(rows)}\n`);
  const checked = checks({ ...guest, origin: ORIGIN });
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
