/** The page's end and the worker's host on two ends of a channel, with a fake port and a fake HID device. */
import { writeFnirsi } from '../../src/meter/protocols/fnirsi';
import { writeYzxstudio } from '../../src/meter/protocols/yzxstudio';
import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { MeterBridge } from '../../src/bridge/meter';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import type { HidLike, SerialChooser, SerialLike } from '../../src/protocol/webSerial';
import { MeterHost } from '../../workers/meter/meterHost';
import { workerClock } from '../../workers/meter/transport';
import { makeFakeSerial } from '../meter/transport/fakeSerial';

const READING = { volts: 5.1, amps: 0.6, watts: 3.06 };
const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function bridgeTo(serial: unknown, hid: unknown = null) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  expose(new MeterHost(serial as SerialLike | null, workerClock), port1);
  return new MeterBridge({
    serial: serial as SerialChooser | null,
    hid: hid as HidLike | null,
    bluetooth: null,
    createWorker: () => port2,
  });
}

class FakeHidDevice extends EventTarget {
  vendorId = 0x2e3c;
  productId = 0x5558;
  opened = false;
  /** Another program has it. */
  busy = false;
  readonly sent: Uint8Array[] = [];
  async open() {
    if (this.opened) throw new Error('InvalidStateError');
    if (this.busy) throw new Error('NotAllowedError');
    this.opened = true;
  }
  async close() {
    this.opened = false;
  }
  async sendReport(id: number, data: Uint8Array) {
    if (!this.opened || id !== 0) throw new Error('NetworkError');
    this.sent.push(data);
  }
  report(bytes: Uint8Array) {
    // Behind the report's number, as a view may lie.
    const { buffer } = Uint8Array.of(0, ...bytes);
    const data = new DataView(buffer, 1, bytes.length);
    const event = Object.assign(new Event('inputreport'), { data });
    this.dispatchEvent(event);
  }
}

class FakeHid extends EventTarget {
  device: FakeHidDevice | null = new FakeHidDevice();
  async getDevices() {
    return this.device ? [this.device] : [];
  }
  requestDevice = () => this.getDevices();
  tell(type: 'connect' | 'disconnect', device: FakeHidDevice) {
    this.dispatchEvent(Object.assign(new Event(type), { device }));
  }
}

describe('meter bridge', () => {
  it('asks for a port, opens it in the worker, reads', async () => {
    const fake = makeFakeSerial({ usbVendorId: 0x1a86, usbProductId: 0x7523 }, false);
    const bridge = bridgeTo(fake);
    expect(await bridge.reconnect('yzxstudio', DEFAULT_OPTIONS)).toMatchObject({
      code: 'not-granted',
    });
    expect(await bridge.choose('yzxstudio', DEFAULT_OPTIONS)).toEqual({ ok: true, value: null });
    fake.control.send(writeYzxstudio(READING));
    await expect.poll(async () => (await bridge.api.status()).figures?.amps).toBe(0.6);
    await bridge.disconnect();
    expect(await bridge.reconnect('yzxstudio', DEFAULT_OPTIONS)).toMatchObject({ ok: true });
    await bridge.disconnect();
  });

  it('finds the very port again that it had, not the first that would do', async () => {
    const closed = (info: object) => ({
      getInfo: () => info,
      open: () => Promise.reject(new Error('closed for the test')),
    });
    const alike = { usbVendorId: 0x1a86, usbProductId: 0x7523 };
    const ports = [closed({}), closed(alike), closed(alike)];
    const bridge = bridgeTo({ getPorts: async () => ports });
    const known = { info: alike, index: 1 };
    await bridge.reconnect('text-lines', DEFAULT_OPTIONS, known);
    expect(bridge.port).toEqual(known);
    await bridge.reconnect('text-lines', DEFAULT_OPTIONS, { ...known, index: 7 });
    expect(bridge.port).toEqual({ info: alike, index: 0 });
    const gone = { info: { usbVendorId: 1 }, index: 0 };
    expect(await bridge.reconnect('text-lines', DEFAULT_OPTIONS, gone)).toMatchObject({
      code: 'not-granted',
    });
  });

  it('says so when nothing was chosen or there is no Web Serial', async () => {
    const fake = makeFakeSerial({ usbVendorId: 0x1a86 }, false);
    fake.control.refuse();
    expect(await bridgeTo(fake).choose('tc66', DEFAULT_OPTIONS)).toMatchObject({
      code: 'none-chosen',
    });
    expect(await bridgeTo(null).choose('tc66', DEFAULT_OPTIONS)).toMatchObject({
      code: 'no-web-serial',
    });
    expect(await bridgeTo(null).choose('witrn', DEFAULT_OPTIONS)).toMatchObject({
      code: 'no-web-hid',
    });
  });

  it('hands HID reports over, and takes a replugged device up again', async () => {
    const hid: FakeHid & { device: FakeHidDevice | null } = new FakeHid();
    const first = hid.device!;
    const bridge = bridgeTo(null, hid);
    expect(await bridge.choose('fnirsi-fnb58', DEFAULT_OPTIONS)).toMatchObject({ ok: true });
    await expect.poll(() => first.sent.map((report) => report[1])).toContain(0x83);
    const report = writeFnirsi([READING, READING, READING, READING]);
    first.report(report);
    await expect.poll(async () => (await bridge.api.status()).figures?.counts.frames).toBe(1);
    hid.tell('disconnect', first);
    await expect.poll(async () => (await bridge.api.status()).connection).toBe('lost');
    const other = Object.assign(new FakeHidDevice(), { productId: 1 });
    const stranger = Object.assign(new FakeHidDevice(), { vendorId: 1 });
    for (const device of [other, stranger]) hid.tell('connect', device);
    expect([other.opened, stranger.opened]).toEqual([false, false]);
    const second = new FakeHidDevice();
    hid.tell('connect', second);
    await expect.poll(async () => (await bridge.api.status()).connection).toBe('connected');
    await expect.poll(() => second.sent.length).toBeGreaterThan(0);
    hid.tell('disconnect', stranger);
    first.report(report);
    for (let i = 0; i < 2; i++) second.report(report);
    await expect.poll(async () => (await bridge.api.status()).figures?.counts.frames).toBe(2);
    const { connection, figures } = await bridge.api.status();
    expect([connection, figures?.counts.frames]).toEqual(['connected', 2]);
    await bridge.disconnect();
    expect(second.opened).toBe(false);
    hid.tell('connect', new FakeHidDevice());
    expect((await bridge.api.status()).connection).not.toBe('connected');
  });

  it('says what holds an HID device, finds it again, and takes one that is open already', async () => {
    const hid: FakeHid & { device: FakeHidDevice | null } = new FakeHid();
    const bridge = bridgeTo(null, hid);
    hid.device!.busy = true;
    expect(await bridge.choose('fnirsi-fnb58', DEFAULT_OPTIONS)).toMatchObject({
      code: 'hid-busy',
      values: { reason: expect.stringContaining('NotAllowedError') as string },
    });
    hid.device!.busy = false;
    hid.device!.opened = true;
    expect(await bridge.reconnect('fnirsi-fnb58', DEFAULT_OPTIONS)).toMatchObject({ ok: true });
    // Another meter takes its place: the first is let go.
    const old = hid.device!;
    hid.device = Object.assign(new FakeHidDevice(), { productId: 0x0049 });
    expect(await bridge.reconnect('fnirsi-fnb58', DEFAULT_OPTIONS)).toMatchObject({ ok: true });
    expect([old.opened, hid.device!.opened]).toEqual([false, true]);
    hid.device!.productId = 1;
    expect(await bridge.reconnect('fnirsi-fnb58', DEFAULT_OPTIONS)).toMatchObject({
      code: 'not-granted',
    });
    hid.device = null;
    expect(await bridge.choose('fnirsi-fnb58', DEFAULT_OPTIONS)).toMatchObject({
      code: 'none-chosen',
    });
    await bridge.disconnect();
  });

  it('takes an unknown port again only where it may be the meter’s', async () => {
    const port = (info: object) => ({
      getInfo: () => info,
      open: () => Promise.reject(new Error('closed for the test')),
    });
    const bridge = bridgeTo({
      getPorts: async () => [
        port({}),
        port({ usbVendorId: 0x1915, usbProductId: 1 }),
        port({ usbVendorId: 1, usbProductId: 0xc00a }),
        port({ bluetoothServiceClassId: 'serial' }),
        port({ usbVendorId: 0x1915, usbProductId: 0xc00a }),
        port({ usbVendorId: 0x1a86, usbProductId: 0x7523 }),
      ],
    });
    const found = async (id: Parameters<typeof bridge.reconnect>[0]) => {
      bridge.port = null;
      await bridge.reconnect(id, DEFAULT_OPTIONS);
      return (bridge.port as { info: object } | null)?.info;
    };
    expect(await found('ppk2')).toEqual({ usbVendorId: 0x1915, usbProductId: 0xc00a });
    expect(await found('yzxstudio')).toEqual({ usbVendorId: 0x1a86, usbProductId: 0x7523 });
    // A board of one's own may have any chip.
    expect(await found('text-lines')).toEqual({});
    expect(await found('um25c')).toEqual({ bluetoothServiceClassId: 'serial' });
  });

  it('leaves the choice among all ports, and says what the browser refused', async () => {
    const asked: unknown[] = [];
    const refusing = (name: string) =>
      bridgeTo({
        requestPort: async (options: unknown) => {
          asked.push(options);
          throw Object.assign(new Error('no'), { name });
        },
      });
    expect(await refusing('SecurityError').choose('tc66', DEFAULT_OPTIONS, true)).toMatchObject({
      code: 'meter-not-allowed',
    });
    expect(await refusing('NetworkError').choose('tc66', DEFAULT_OPTIONS)).toMatchObject({
      code: 'meter-failed',
    });
    expect(asked[0]).toEqual({ filters: [] });
    expect(asked[1]).not.toEqual({ filters: [] });
  });
});
