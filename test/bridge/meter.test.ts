/** The page's end and the worker's host on two ends of a channel, with a fake port and a fake HID device. */
import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { MeterBridge } from '../../src/bridge/meter';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { writeFnirsi, writeYzxstudio } from '../../src/meter/simulation/frameWriters';
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
  readonly vendorId = 0x2e3c;
  readonly productId = 0x5558;
  opened = false;
  readonly sent: Uint8Array[] = [];
  async open() {
    this.opened = true;
  }
  async close() {
    this.opened = false;
  }
  async sendReport(_: number, data: Uint8Array) {
    this.sent.push(data);
  }
  report(bytes: Uint8Array) {
    const event = Object.assign(new Event('inputreport'), { data: new DataView(bytes.buffer) });
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
    const second = new FakeHidDevice();
    hid.tell('connect', second);
    await expect.poll(async () => (await bridge.api.status()).connection).toBe('connected');
    await expect.poll(() => second.sent.length).toBeGreaterThan(0);
    await bridge.disconnect();
    expect(second.opened).toBe(false);
  });
});
