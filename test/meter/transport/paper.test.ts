import { readRecording } from '../../../src/meter/readRecording';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/meter/meter';
import { METERS } from '../../../src/meter/meters';
import { writeRecording } from '../../../src/meter/recording';
import { piWatts } from '../../../src/meter/simulation/piPower';
import { MeterHost } from '../../../workers/meter/meterHost';
import { HandClock } from './handClock';

const SLOW_TO_TURN = new Set(['ppk2']);

async function simulated(meter: (typeof METERS)[number]['id'], options = DEFAULT_OPTIONS) {
  const clock = new HandClock();
  const host = new MeterHost(null, clock);
  await host.connect({ meter, options, source: { kind: 'simulated', seed: 1 } });
  return { clock, host };
}

/** A recording of chunks that arrived at these times, ms. */
function recordedAt(...times: number[]): Uint8Array {
  const chunks = times.map((atMs) => ({ atMs, bytes: Uint8Array.of(1) }));
  const head = {
    format: 'pruning-lab-meter-bytes',
    version: 1,
    meter: 'um25c',
    options: DEFAULT_OPTIONS,
    recordedAt: '2026-01-02T03:04:05.000Z',
  } as const;
  return writeRecording({ head, chunks });
}

it.each([
  ['runs backwards', [0, 10, 5, 20], 2],
  ['is no number', [0, 10, NaN, 20], 2],
  ['is before the beginning', [-1, 10], null],
  ['is endless', [0, Infinity], 1],
  ['is later than anybody records', [0, 10, 1e300], 2],
] as const)('a damaged recording whose time %s is read until there', (_, times, sound) => {
  const recording = readRecording(recordedAt(...times));
  expect(recording.ok ? recording.value.chunks.length : null).toBe(sound);
});

describe('meters without a cable', () => {
  it.each(METERS.map(({ id }) => id).filter((id) => !SLOW_TO_TURN.has(id)))(
    'simulated %s follows what the workers do',
    async (id) => {
      const { clock, host } = await simulated(id);
      await clock.turn(8000);
      expect(host.status().figures!.watts).toBeCloseTo(piWatts(0), 1);
      host.setBusy(4, clock.now());
      const from = clock.now();
      await clock.turn(30_000);
      host.setBusy(0, clock.now());
      const power = host.windowPower(from, clock.now())!;
      expect(power.meanW / piWatts(4)).toBeCloseTo(1, 2);
      expect(power.coveredShare).toBe(1);
      await host.disconnect();
    },
    30_000,
  );

  it('windows are as uncertain as the user says that the meter is', async () => {
    const { clock, host } = await simulated('um25c', { ...DEFAULT_OPTIONS, accuracyPercent: 3 });
    await clock.turn(30_000);
    const power = host.windowPower(clock.now() - 20_000, clock.now())!;
    expect([power.gainShare, power.offsetW]).toEqual([0.03, 0]);
    await host.disconnect();
  });

  it('a recording plays back the same samples', async () => {
    const { clock, host } = await simulated('yzxstudio');
    host.startRecording();
    await clock.turn(10_000);
    const file = host.stopRecording()!;
    const first = host.status().figures!;
    await host.disconnect();
    const again = new MeterHost(null, clock);
    const source = { kind: 'replay', file } as const;
    await again.connect({ meter: 'yzxstudio', options: DEFAULT_OPTIONS, source });
    await clock.turn(9800);
    expect(again.status().figures!.counts.frames).toBeGreaterThan(35);
    expect(again.status().figures!.watts).toBeCloseTo(first.watts, 2);
    await again.disconnect();
  });

  it('recordings survive the file; other files are refused', () => {
    const recording = {
      head: {
        format: 'pruning-lab-meter-bytes',
        version: 1,
        meter: 'um25c',
        options: DEFAULT_OPTIONS,
        recordedAt: '2026-01-02T03:04:05.000Z',
      },
      chunks: [
        { atMs: 0, bytes: Uint8Array.of(1, 2, 3) },
        { atMs: 12.5, bytes: new Uint8Array() },
      ],
    } as const;
    const file = writeRecording(recording);
    expect(readRecording(file)).toEqual({ ok: true, value: recording });
    expect(readRecording(file.subarray(0, file.length - 5))).toMatchObject({ ok: true });
    const old = { ...recording.head, options: undefined } as unknown as typeof recording.head;
    const withoutOptions = writeRecording({ ...recording, head: old });
    expect(readRecording(withoutOptions)).toEqual({ ok: true, value: recording });
    expect(readRecording(new Uint8Array(10))).toMatchObject({ ok: false });
    expect(readRecording(new TextEncoder().encode('{"format":"x"}\n'))).toMatchObject({
      ok: false,
    });
  });
});
