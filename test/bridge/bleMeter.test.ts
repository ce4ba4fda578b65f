/** Meters over Bluetooth LE: what is asked of the browser, how bytes come and go, and what happens out of reach. */
import { writeFnirsiBle } from '../../src/meter/protocols/fnirsiBle';
import { writeTc66 } from '../../src/meter/protocols/rdtechTc66';
import { writeUm } from '../../src/meter/protocols/rdtechUm';
import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { BleLink } from '../../src/bridge/bleLink';
import { MeterBridge } from '../../src/bridge/meter';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { meterById, METERS } from '../../src/meter/meters';
import type { BleDeviceLike, BluetoothLike } from '../../src/protocol/webBluetooth';
import { MeterHost } from '../../workers/meter/meterHost';
import { workerClock } from '../../workers/meter/transport';
import { settled } from '../meter/transport/handClock';
import { FakeBleDevice, FakeBluetooth } from './fakeBluetooth';

const READING = { volts: 5.1, amps: 0.6, watts: 3.06 };
const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function bridgeTo(bluetooth: BluetoothLike | null) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  expose(new MeterHost(null, workerClock), port1);
  return new MeterBridge({ serial: null, hid: null, bluetooth, createWorker: () => port2 });
}

/** Frames come in notifications of 20 bytes. */
function notifyInPieces(device: FakeBleDevice, path: string, bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 20) device.notify(path, bytes.slice(at, at + 20));
}

/** What each meter's makes offer, where its answer comes from, and where and how it is asked. */
const MAKES = [
  [
    'um25c-ble',
    ['ffe0/ffe1'],
    'ffe0/ffe1',
    'ffe0/ffe1',
    'without response',
    'ð',
    writeUm(0x09c9, READING),
  ],
  [
    'tc66c-ble',
    ['ffe5/ffe9!', 'ffe0/ffe4'],
    'ffe0/ffe4',
    'ffe5/ffe9',
    'with response',
    'bgetva\r\n',
    writeTc66(READING),
  ],
  [
    'tc66c-ble',
    ['ffe0/ffe1', 'ffe0/ffe2'],
    'ffe0/ffe1',
    'ffe0/ffe2',
    'without response',
    'bgetva\r\n',
    writeTc66(READING),
  ],
  // Half of another make's way beside it: it is no way.
  [
    'tc66c-ble',
    ['ffe0/ffe4', 'ffe0/ffe1', 'ffe0/ffe2'],
    'ffe0/ffe1',
    'ffe0/ffe2',
    'without response',
    'bgetva\r\n',
    writeTc66(READING),
  ],
  [
    'tc66c-ble',
    ['ffe5/ffe9!', 'ffe0/ffe1', 'ffe0/ffe2'],
    'ffe0/ffe1',
    'ffe0/ffe2',
    'without response',
    'bgetva\r\n',
    writeTc66(READING),
  ],
  [
    'fnirsi-ble',
    ['ffe5/ffe9!', 'ffe0/ffe4'],
    'ffe0/ffe4',
    'ffe5/ffe9',
    'with response',
    'ª\u0081\0ô',
    writeFnirsiBle(READING),
  ],
] as const;

describe('a meter over Bluetooth LE', () => {
  it.each(MAKES)(
    '%s with %j is asked and read',
    async (id, layout, notify, write, way, request, frame) => {
      const device = new FakeBleDevice(...layout);
      const bluetooth = new FakeBluetooth(device);
      const bridge = bridgeTo(bluetooth.api);
      expect(await bridge.choose(id, DEFAULT_OPTIONS)).toEqual({ ok: true, value: null });
      await expect.poll(() => device.sent[0]).toBe(request);
      expect([device.paths[0], device.ways[0]]).toEqual([write, way]);
      notifyInPieces(device, notify, frame);
      await expect
        .poll(async () => (await bridge.api.status()).figures?.watts)
        .toBeCloseTo(3.06, 6);
      await bridge.disconnect();
      expect(device.connected).toBe(false);
    },
  );

  it('asks for devices by name, with every service that it may need', async () => {
    const bluetooth = new FakeBluetooth(null);
    const bridge = bridgeTo(bluetooth.api);
    expect(await bridge.choose('tc66c-ble', DEFAULT_OPTIONS)).toMatchObject({
      code: 'none-chosen',
    });
    await bridge.choose('tc66c-ble', DEFAULT_OPTIONS, true);
    const optionalServices = [0xffe5, 0xffe0];
    expect(bluetooth.asked).toEqual([
      { filters: [{ namePrefix: 'TC66' }], optionalServices },
      { acceptAllDevices: true, optionalServices },
    ]);
  });

  it('says what is in the way', async () => {
    expect(await bridgeTo(null).choose('um25c-ble', DEFAULT_OPTIONS)).toMatchObject({
      code: 'no-web-bluetooth',
    });
    const other = new FakeBluetooth(new FakeBleDevice('180f/2a19'));
    expect(await bridgeTo(other.api).choose('um25c-ble', DEFAULT_OPTIONS)).toMatchObject({
      code: 'ble-other-device',
    });
    const far = new FakeBluetooth(
      Object.assign(new FakeBleDevice('ffe0/ffe1'), { unreachable: 1 }),
    );
    expect(await bridgeTo(far.api).choose('um25c-ble', DEFAULT_OPTIONS)).toMatchObject({
      code: 'ble-unreachable',
    });
    expect(await bridgeTo(far.api).reconnect('um25c-ble', DEFAULT_OPTIONS)).toMatchObject({
      code: 'not-granted',
    });
    // It broke off while it was looked through: that is no other device.
    const breaking = new FakeBluetooth(
      Object.assign(new FakeBleDevice('ffe0/ffe1'), { failing: true }),
    );
    expect(await bridgeTo(breaking.api).choose('um25c-ble', DEFAULT_OPTIONS)).toMatchObject({
      code: 'ble-unreachable',
      values: { reason: expect.stringContaining('GATT Server is disconnected') as string },
    });
  });

  it('has a row for each whose link is complete', () => {
    for (const { link } of METERS)
      if (link.kind === 'ble')
        expect(Math.min(link.names.length, link.pipes.length)).toBeGreaterThan(0);
  });
});

describe('a link that breaks', () => {
  async function linked(device: FakeBleDevice) {
    const heard: (number | boolean)[] = [];
    const timers: (() => void)[] = [];
    const { link: row } = meterById('um25c-ble');
    const pipes = row.kind === 'ble' ? row.pipes : [];
    const waits: number[] = [];
    const link = new BleLink(device as unknown as BleDeviceLike, pipes, (ms, run) => {
      waits.push(ms);
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    });
    const events = {
      bytes: (bytes: Uint8Array) => void heard.push(...bytes),
      connection: (connected: boolean) => void heard.push(connected),
    };
    const opened = await link.open(events);
    return { link, heard, timers, waits, opened };
  }

  it('is looked for until it answers, and hears each byte once', async () => {
    const device = new FakeBleDevice('ffe0/ffe1');
    const { link, heard, timers } = await linked(device);
    device.notify('ffe0/ffe1', Uint8Array.of(1));
    device.unreachable = 1;
    device.goAway();
    await settled();
    expect(heard).toEqual([1, false]);
    timers.shift()!();
    await settled();
    device.notify('ffe0/ffe1', Uint8Array.of(2));
    expect(heard).toEqual([1, false, true, 2]);
    await link.close();
    device.notify('ffe0/ffe1', Uint8Array.of(3));
    device.goAway();
    expect(heard).toEqual([1, false, true, 2]);
  });

  it('is not taken up again once it was closed', async () => {
    const device = new FakeBleDevice('ffe0/ffe1');
    const { link, timers } = await linked(device);
    device.unreachable = 1;
    device.goAway();
    await settled();
    expect(timers).toHaveLength(1);
    await link.close();
    expect(timers).toHaveLength(0);
    expect(device.connected).toBe(false);
  });

  it('is not looked for where it was never opened', async () => {
    const device = Object.assign(new FakeBleDevice('ffe0/ffe1'), { unreachable: 1 });
    const { heard, timers, opened } = await linked(device);
    expect(opened).toMatchObject({ code: 'ble-unreachable' });
    device.goAway();
    await settled();
    expect([heard, timers.length, device.connected]).toEqual([[], 0, false]);
  });

  it('is let go where it comes back after it was closed', async () => {
    const device = new FakeBleDevice('ffe0/ffe1');
    const { link, heard } = await linked(device);
    device.goAway();
    await link.close();
    await settled();
    expect(device.connected).toBe(false);
    expect(heard).toEqual([false]);
  });

  it('is looked for every few seconds', async () => {
    const device = new FakeBleDevice('ffe0/ffe1');
    const { waits } = await linked(device);
    device.unreachable = 1;
    device.goAway();
    await settled();
    expect(waits[0]).toBeGreaterThanOrEqual(1000);
    expect(waits[0]).toBeLessThanOrEqual(10_000);
  });

  it('sends one after the other, and survives what cannot be sent', async () => {
    const device = new FakeBleDevice('ffe0/ffe1');
    const { link } = await linked(device);
    await Promise.all(['a', 'b', 'c'].map((text) => link.send(new TextEncoder().encode(text))));
    expect(device.sent).toEqual(['a', 'b', 'c']);
    device.failing = true;
    await link.send(Uint8Array.of(0x64));
    device.failing = false;
    await link.send(Uint8Array.of(0x65));
    expect(device.sent).toEqual(['a', 'b', 'c', 'e']);
    await link.close();
    await link.send(Uint8Array.of(1));
    expect(device.sent).toHaveLength(4);
  });
});
