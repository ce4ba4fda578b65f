/** The whole way from a click in the dialog through the meter worker to figures in the page, in a real Chromium. */
import { meterById, type MeterId } from '../../src/meter/meters';
import { writeTextLine } from '../../src/meter/protocols/textLines';
import { writeUm } from '../../src/meter/protocols/rdtechUm';
import { writeYzxstudio } from '../../src/meter/protocols/yzxstudio';
import type { Page, Worker } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { shortName } from '../../src/panels/meter/connection';
import { words } from '../../src/words/words';
import { meterWorker, plugFakeMeter, send, type FakeMeter } from './fakeSerialPage';
import { LAB_SCRIPT, openPage, openTab, SMALL_MODEL, useBrowser } from './openPage';

const say = words.meter;

const UM25C = 0x09c9;
const READING = { volts: 5.1, amps: 0.6, watts: 3.06 };
const LATER = { volts: 5, amps: 1.2, watts: 6 };
const YZX: FakeMeter = { usbVendorId: 0x1a86, usbProductId: 0x7523 };
const BOARD: FakeMeter = { usbVendorId: 0x0403, usbProductId: 0x6001 };

let page: Page;
let complaints: readonly string[] = [];
let chosen: MeterId;

useBrowser();

afterEach(() => expect(complaints).toEqual([]));

/** Opens the page with a meter on its cable, and the dialog with that meter chosen. The lab waits for its workers. */
async function openDialog(meter: FakeMeter, id: MeterId): Promise<void> {
  chosen = id;
  ({ page, complaints } = await openPage({
    suffix: `?workers=1&model=${SMALL_MODEL}#images=500`,
    prepare: async (fresh) => {
      await fresh.route(LAB_SCRIPT, () => {});
      await plugFakeMeter(fresh, meter);
    },
  }));
  await chip().click();
  await page.locator(`input[type=radio][value=${id}]`).check();
}

function connectButton() {
  return page
    .getByRole('dialog')
    .getByRole('button', { name: say.connect(shortName(meterById(chosen))) });
}

async function connect(): Promise<Worker> {
  const [worker] = await Promise.all([meterWorker(page), connectButton().click()]);
  await worker.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = () =>
          fakeSerial.control.openOptions.length > 0 ? resolve() : setTimeout(look, 5);
        look();
      }),
  );
  return worker;
}

/** The button in the page's head. */
function chip() {
  return page.locator('button.chip');
}

function chipSays(hasText: string): Promise<void> {
  return chip().filter({ hasText }).waitFor({ timeout: 10_000 });
}

function chipReads({ volts, amps, watts }: typeof READING): Promise<void> {
  return chipSays(`${say.volts(volts)} ${say.amps(amps)} ${say.watts(watts)}`);
}

function dialogSays(text: RegExp | string): Promise<void> {
  return page.getByRole('dialog').getByText(text).first().waitFor({ timeout: 10_000 });
}

function repeated(frame: Uint8Array, times: number): Uint8Array {
  return Uint8Array.from({ length: frame.length * times }, (_, i) => frame[i % frame.length]);
}

describe('a meter in Chromium', () => {
  it('is polled, its replies in pieces; comes back after a replug in mid-frame', async () => {
    const bluetoothServiceClassId = '00001101-0000-1000-8000-00805f9b34fb';
    const replies = [writeUm(UM25C, READING)];
    await openDialog({ bluetoothServiceClassId, replies }, 'um25c');
    const worker = await connect();
    await chipReads(READING);
    await worker.evaluate(() => {
      fakeSerial.control.send(new Uint8Array([0x09, 0xc9, 0x13]));
      fakeSerial.control.unplug();
    });
    await chipSays(words.shell.meter.states.lost);
    await dialogSays(/plug it in again/);
    await worker.evaluate(() => fakeSerial.control.plug());
    await chipReads(READING);
    const state = await worker.evaluate(() => ({
      opened: fakeSerial.control.openOptions.length,
      asked: fakeSerial.control.written.every(([command]) => command === 0xf0),
    }));
    expect(state).toEqual({ opened: 2, asked: true });
    await dialogSays(say.droppedOf.unplugged(1));
  });

  it('streams; an overrun buffer and broken frames cost a read error, not the meter', async () => {
    await openDialog(YZX, 'yzxstudio');
    const worker = await connect();
    await send(worker, writeYzxstudio(READING), 1);
    await chipReads(READING);
    await send(worker, repeated(writeYzxstudio(READING), 3000), 28 * 3000);
    await dialogSays(say.droppedOf.readErrors(1));
    await send(worker, writeYzxstudio(LATER).subarray(9));
    await send(worker, repeated(writeYzxstudio(LATER), 2));
    await chipReads(LATER);
    await dialogSays(new RegExp(say.droppedOf.bytes(2).replace('2', '\\d')));
  });

  it('waits in the port while the worker is busy, and is read to its last line', async () => {
    await openDialog(BOARD, 'text-lines');
    const worker = await connect();
    const line = (i: number) => writeTextLine({ ...READING, amps: 0.5 + i / 1000 }, 100 * i);
    const lines = Uint8Array.from(Array.from({ length: 200 }, (_, i) => [...line(i)]).flat());
    const waiting = await worker.evaluate(
      (bytes) => {
        for (let at = 0; at < bytes.length; at += 50)
          fakeSerial.control.send(Uint8Array.from(bytes.slice(at, at + 50)));
        return fakeSerial.control.waiting;
      },
      [...lines],
    );
    expect(waiting).toBeGreaterThan(lines.length / 2);
    await chipReads({ ...READING, amps: 0.699 });
    expect(await worker.evaluate(() => fakeSerial.control.waiting)).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: words.shell.close }).click();
    await openTab(page, 'meter');
    await page.getByRole('button', { name: say.pause }).waitFor();
    await page.locator('section.meter svg').first().waitFor();
  });

  it('says that no port was chosen, and connects when one is', async () => {
    await openDialog(YZX, 'yzxstudio');
    await page.evaluate(() => {
      const choose = fakeSerial.requestPort;
      fakeSerial.requestPort = () => {
        fakeSerial.requestPort = choose;
        return Promise.reject(new DOMException('No port selected by the user.', 'NotFoundError'));
      };
    });
    await connectButton().click();
    await dialogSays(/No meter was chosen/);
    const worker = await connect();
    await send(worker, writeYzxstudio(READING));
    await chipReads(READING);
  });

  it('names a port that another program has, and connects once it is free', async () => {
    await openDialog(YZX, 'yzxstudio');
    const first = meterWorker(page);
    await page.evaluate(() => {
      const choose = fakeSerial.requestPort;
      // The worker's port is made busy between the choice and the opening.
      fakeSerial.requestPort = () =>
        new Promise((resolve) => {
          (globalThis as { letGo?: () => void }).letGo = () => resolve(choose());
        });
    });
    await connectButton().click();
    const worker = await first;
    await worker.evaluate(() => fakeSerial.control.busyFor(1));
    await page.evaluate(() => (globalThis as { letGo?: () => void }).letGo!());
    await dialogSays(/close other programs that use it/);
    await connectButton().click();
    await page.evaluate(() => (globalThis as { letGo?: () => void }).letGo!());
    await expect.poll(() => worker.evaluate(() => fakeSerial.control.openOptions.length)).toBe(1);
    await send(worker, writeYzxstudio(READING));
    await chipReads(READING);
  });
});

/** Whole lines to a board's port, the first after the end of one that was cut. */
function print(worker: Worker, ...lines: readonly string[]): Promise<void> {
  return send(worker, new TextEncoder().encode(`\n${lines.join('\n')}\n`));
}

function inDialog(role: 'button' | 'combobox' | 'spinbutton', name: string) {
  return page.getByRole('dialog').getByRole(role, { name });
}

describe('what the dialog asks', () => {
  it('a log of current alone: the supply’s voltage', async () => {
    await openDialog(BOARD, 'text-lines');
    const rows = Array.from({ length: 3000 }, (_, n) => `${n * 10},600000.5,00000000`);
    const log = `Timestamp(ms),Current(uA),D0-D7\n${rows.join('\n')}\n`;
    const file = { name: 'ppk2.csv', mimeType: 'text/csv', buffer: Buffer.from(log) };
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
    await dialogSays(/enter the supply’s voltage/);
    await inDialog('combobox', say.columnOf(say.roles.volts)).selectOption(say.constant);
    await inDialog('spinbutton', say.supplyVolts).fill('5');
    await inDialog('spinbutton', say.supplyVolts).blur();
    await inDialog('button', say.confirm).click();
    await chipReads({ volts: 5, amps: 0.6, watts: 3 });
    await dialogSays(/ppk2\.csv/);
  });

  it('a board with three channels: which one', async () => {
    await openDialog(BOARD, 'text-lines');
    const worker = await connect();
    const line = 'V1:12.1 I1:0.20 V2:5.05 I2:0.60 V3:3.30 I3:0.05';
    await print(worker, ...Array<string>(6).fill(line));
    await dialogSays(/several channels/);
    const channels = page.getByRole('group', { name: say.channels }).getByRole('button');
    expect(await channels.allTextContents()).toEqual(['1', '2', '3'].map(say.channel));
    await inDialog('button', say.channel('2')).click();
    await inDialog('button', say.confirm).click();
    await print(worker, line, line);
    await chipReads({ volts: 5.05, amps: 0.6, watts: 3.03 });
  });

  it('commas that may be thousands or fractions', async () => {
    await openDialog(BOARD, 'text-lines');
    const worker = await connect();
    const line = 'V: 5 V, I: 1,234 mA';
    await print(worker, ...Array<string>(6).fill(line));
    await inDialog('combobox', say.commas).selectOption('point');
    await inDialog('button', say.confirm).click();
    await print(worker, line, line);
    await chipReads({ volts: 5, amps: 1.234, watts: 6.17 });
  });

  it('a meter that is turned round: the sign', async () => {
    await openDialog(YZX, 'yzxstudio');
    const worker = await connect();
    const frame = writeYzxstudio({ volts: 5.1, amps: -0.7, watts: 3.57 });
    const turn = inDialog('button', say.turnSign);
    await expect
      .poll(async () => (await send(worker, frame), turn.isVisible()), {
        timeout: 20_000,
        interval: 250,
      })
      .toBe(true);
    await turn.click();
    await send(worker, frame);
    await chipReads({ volts: 5.1, amps: 0.7, watts: 3.57 });
  });

  it('lists the meters of Bluetooth LE', async () => {
    await openDialog(YZX, 'yzxstudio');
    await page.getByRole('dialog').getByText(say.groups.ble.label, { exact: true }).click();
    const listed = page.getByRole('group', { name: say.meters }).getByRole('radio');
    const ids = await listed.evaluateAll((rows) => rows.map((row) => row.getAttribute('value')));
    expect(ids).toEqual(['um25c-ble', 'tc66c-ble', 'fnirsi-ble']);
  });
});
