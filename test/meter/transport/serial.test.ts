/** The meter host on a fake port: whole path from bytes to figures, with everything that goes wrong on a cable. */
import type { MeterId } from '../../../src/meter/meters';
import { ppk2Word } from '../../../src/meter/protocols/ppk2Word';
import { writePowerz } from '../../../src/meter/protocols/powerz';
import { writeYzxstudio } from '../../../src/meter/protocols/yzxstudio';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/meter/meter';
import { SIMULATED_CALIBRATION, SimulatedPpk2 } from '../../../src/meter/simulation/simulatedPpk2';
import type { SerialLike } from '../../../src/protocol/webSerial';
import { MeterHost } from '../../../workers/meter/meterHost';
import { type FakeDevice, makeFakeSerial } from './fakeSerial';
import { HandClock, settled } from './handClock';

const READING = { volts: 5.1, amps: 0.6, watts: 3.06 };
const YZX: FakeDevice = { usbVendorId: 0x1a86, usbProductId: 0x7523 };

async function plugged(meter: MeterId, device: FakeDevice) {
  const fake = makeFakeSerial(device, true);
  const clock = new HandClock();
  const host = new MeterHost(fake as unknown as SerialLike, clock);
  const { usbVendorId, usbProductId, bluetoothServiceClassId } = device;
  const info = { usbVendorId, usbProductId, bluetoothServiceClassId };
  const connect = () =>
    host.connect({
      meter,
      options: DEFAULT_OPTIONS,
      source: { kind: 'serial', port: { info, index: 0 } },
    });
  return { fake, clock, host, connect };
}

describe('serial transport', () => {
  it('reads frames in pieces; asks for a large buffer', async () => {
    const { fake, host, connect } = await plugged('yzxstudio', YZX);
    expect(await connect()).toEqual({ ok: true, value: null });
    expect(fake.control.openOptions).toEqual([{ baudRate: 115200, bufferSize: 1 << 16 }]);
    const frame = writeYzxstudio(READING);
    for (const byte of frame) {
      fake.control.send(Uint8Array.of(byte));
      await settled();
    }
    const { figures, connection } = host.status();
    expect(connection).toBe('connected');
    expect(figures).toMatchObject({ volts: 5.1, amps: 0.6 });
    await host.disconnect();
    expect(host.status().connection).toBe('closed');
  });

  it('polls a POWER-Z from reply to reply', async () => {
    let count = 0;
    const answer = () => [writePowerz(READING, count++)];
    const device = { usbVendorId: 0x5fc9, usbProductId: 0x63, answer };
    const { fake, host, clock, connect } = await plugged('powerz', device);
    await connect();
    await clock.turn(1000);
    expect(fake.control.written.length).toBeGreaterThan(45);
    expect(fake.control.written.every(([command]) => command === 0x0c)).toBe(true);
    expect(host.status().figures!.counts.frames).toBe(fake.control.written.length);
    await host.disconnect();
  });

  it('starts a PPK2: stop, calibration, mode, voltage, on, start; then 100,000 samples a second', async () => {
    const clockOf: { clock?: HandClock } = {};
    const kit = new SimulatedPpk2({ watts: () => 2, joules: () => 0 }, () => 0.5, 0);
    const answer = (bytes: Uint8Array) => {
      const now = clockOf.clock!.now();
      kit.hear(bytes, now);
      return kit.produce(now + 3).map((arrival) => arrival.bytes);
    };
    const device = { usbVendorId: 0x1915, usbProductId: 0xc00a, answer };
    const { fake, host, clock, connect } = await plugged('ppk2', device);
    clockOf.clock = clock;
    await connect();
    await clock.turn(2000);
    expect(fake.control.written.map((bytes) => [...bytes])).toEqual([
      [0x07],
      [0x19],
      [0x11, 1],
      [0x0d, 0x13, 0x88],
      [0x0c, 1],
      [0x06],
    ]);
    const words = Uint32Array.from({ length: 20_000 }, (_, i) =>
      ppk2Word(SIMULATED_CALIBRATION, 0.4, 5, i),
    );
    fake.control.send(new Uint8Array(words.buffer));
    await settled();
    const { figures } = host.status();
    expect(figures!.counts).toMatchObject({ frames: 19_999, lostSamples: 0 });
    expect(figures!.watts).toBeCloseTo(2, 2);
    await host.disconnect();
  });

  it('goes on after an overrun buffer and other read errors', async () => {
    const { fake, host, connect } = await plugged('yzxstudio', YZX);
    await connect();
    await settled();
    const frames = Uint8Array.from(
      { length: 28 * 3000 },
      (_, i) => writeYzxstudio(READING)[i % 28],
    );
    fake.control.send(frames);
    await settled();
    fake.control.fail('BreakError');
    await settled();
    expect(host.status()).toMatchObject({ connection: 'connected', hiccups: 2, losses: 0 });
    fake.control.send(writeYzxstudio(READING));
    await settled();
    expect(host.status().figures!.volts).toBe(5.1);
    await host.disconnect();
  });

  it('unread bytes wait in the port, not in the page', () => {
    const fake = makeFakeSerial(YZX, true);
    return fake.getPorts().then(async ([port]) => {
      await port.open({ baudRate: 9600 });
      const reader = port.readable!.getReader();
      fake.control.send(new Uint8Array(100));
      fake.control.send(new Uint8Array(100));
      expect(fake.control.waiting).toBeGreaterThanOrEqual(100);
      fake.control.send(new Uint8Array(300));
      await expect(
        reader
          .read()
          .then(() => reader.read())
          .then(() => reader.read()),
      ).rejects.toMatchObject({
        name: 'BufferOverrunError',
      });
    });
  });

  it('finds the meter again after a replug in mid-frame: new port object, same samples', async () => {
    const { fake, host, clock, connect } = await plugged('yzxstudio', YZX);
    await connect();
    const frame = writeYzxstudio(READING);
    fake.control.send(frame);
    fake.control.send(frame.subarray(0, 10));
    await settled();
    const startMs = clock.now();
    fake.control.unplug();
    await settled();
    expect(host.status()).toMatchObject({ connection: 'lost', losses: 1 });
    expect(host.status().problem?.code).toBe('meter-lost');
    await clock.turn(5000);
    fake.control.busyFor(2);
    fake.control.plug();
    await clock.turn(5000);
    expect(host.status()).toMatchObject({ connection: 'connected', losses: 1, problem: null });
    fake.control.send(frame);
    await settled();
    const { figures } = host.status();
    expect(figures!.counts.frames).toBe(1);
    expect(figures!.timeMs).toBeGreaterThan(startMs + 9000);
    const trace = host.trace(startMs - 1, clock.now() + 1, 10)!;
    expect([...trace.meanW].filter((watts) => watts > 0)).toHaveLength(2);
    await host.disconnect();
  });

  it('says that the port is busy, or no longer granted', async () => {
    const { fake, connect } = await plugged('yzxstudio', YZX);
    fake.control.busyFor(1);
    expect(await connect()).toMatchObject({ ok: false, code: 'port-busy' });
    fake.control.unplug();
    expect(await connect()).toMatchObject({ ok: false, code: 'port-not-granted' });
  });

  it('closes while a read is pending, and twice', async () => {
    const { fake, host, connect } = await plugged('yzxstudio', YZX);
    await connect();
    await host.disconnect();
    await host.disconnect();
    expect(await connect()).toMatchObject({ ok: true });
    expect(fake.control.openOptions).toHaveLength(2);
    await host.disconnect();
  });
});
