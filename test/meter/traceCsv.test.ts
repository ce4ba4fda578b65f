import { readRecording } from '../../src/meter/readRecording';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { METERS, meterById } from '../../src/meter/meters';
import { SampleFlag } from '../../src/meter/sampleBlock';
import { SampleRing } from '../../src/meter/sampleRing';
import { MeterSession } from '../../src/meter/session';
import { traceCsv, type TraceProvenance } from '../../src/meter/traceCsv';
import { MeterHost } from '../../workers/meter/meterHost';
import { HandClock } from './transport/handClock';

const START_MS = Date.UTC(2026, 10, 23, 5, 14, 0, 250);
const PROVENANCE: TraceProvenance = {
  meter: meterById('um25c'),
  options: DEFAULT_OPTIONS,
  source: 'measured',
  totals: {
    sinceMs: START_MS,
    seconds: 3,
    leftOutSeconds: 9.5,
    gaps: 1,
    milliwattHours: 2.5,
    milliampHours: NaN,
  },
  beware: null,
};

function linesOf(bytes: Uint8Array | null): { head: string; rows: string[][] } {
  const lines = new TextDecoder().decode(bytes!).trimEnd().split('\n');
  const head = lines.filter((line) => line.startsWith('#'));
  expect(lines[head.length]).toBe('time,seconds,voltage_V,current_A,power_W,gap,marks');
  return {
    head: head.join('\n'),
    rows: lines.slice(head.length + 1).map((line) => line.split(',')),
  };
}

describe('the trace as CSV', () => {
  it('has each sample with its time, its values and what is odd about it', () => {
    const ring = new SampleRing(8);
    ring.push(START_MS, 5.0931, 1.2345, 6.2874, 0);
    ring.push(START_MS + 500.125, 5.0931, 1.2345, 6.2874, SampleFlag.duplicate);
    ring.push(START_MS + 10_000, 5, -2.5e-8, NaN, SampleFlag.afterGap | SampleFlag.invalid);
    expect(linesOf(traceCsv(ring, PROVENANCE)).rows).toEqual([
      ['2026-11-23T05:14:00.250Z', '0.000000', '5.0931', '1.2345', '6.2874', '0', ''],
      ['2026-11-23T05:14:00.750Z', '0.500125', '5.0931', '1.2345', '6.2874', '0', 'repeat'],
      ['2026-11-23T05:14:10.250Z', '10.000000', '5', '-2.5e-8', '', '1', 'invalid'],
    ]);
  });

  it('is read again as a log, value for value', () => {
    const ring = new SampleRing(64);
    for (let k = 0; k < 50; k++)
      ring.push(START_MS + 500 * k, 5.1 + k / 1000, 0.5 + k / 100, 2.5 + k / 10, k % 7 ? 0 : 1);
    const read = readRecording(traceCsv(ring, PROVENANCE)!);
    if (!read.ok) throw new Error(read.code);
    const session = new MeterSession(meterById('text-lines'), read.value.head.options, 64);
    for (const { bytes, atMs } of read.value.chunks) session.receive(bytes, START_MS + atMs);
    const { timeMs, volts, amps, watts } = session.ring.slice(0, session.ring.length);
    expect(volts.length).toBeGreaterThan(45);
    const last = volts.length - 1;
    expect(timeMs[last] - timeMs[0]).toBeCloseTo(500 * last, 3);
    expect([volts[last], amps[last], watts[last]]).toEqual([
      expect.closeTo(5.149, 6),
      expect.closeTo(0.99, 6),
      expect.closeTo(7.4, 6),
    ]);
  });

  it('says where it comes from, what is missing and what was added up', () => {
    const ring = new SampleRing(4);
    for (let k = 0; k < 7; k++)
      ring.push(START_MS + k, 5, 1, 5, k === 5 ? SampleFlag.afterGap : SampleFlag.voltageAssumed);
    const { head } = linesOf(
      traceCsv(ring, { ...PROVENANCE, source: 'simulated', beware: 'R4 is the maker’s' }),
    );
    for (const words of [
      'meter: RDTech UM25C',
      'simulated, nothing was measured',
      'from 2026-11-23T05:14:00.253Z to 2026-11-23T05:14:00.256Z',
      'samples: 4, as the meter gave them; new readings per second: 2',
      'the latest 4 are kept: 3 older ones are gone',
      'gaps: 1;',
      '2.5 mWh in 3.0 s; gaps left out: 9.5 s',
      'voltage: 5 V, assumed',
      'beware: R4 is the maker’s',
    ])
      expect(head).toContain(words);
  });

  it('is none where nothing was read', () => {
    expect(traceCsv(new SampleRing(4), PROVENANCE)).toBeNull();
  });

  it.each(METERS.map(({ id }) => id).filter((id) => id !== 'ppk2'))(
    'of a simulated %s holds every sample, and its sum is the meter’s',
    async (meter) => {
      const clock = new HandClock(START_MS);
      const host = new MeterHost(null, clock);
      expect(host.traceCsv(null)).toBeNull();
      const source = { kind: 'simulated', seed: 1 } as const;
      await host.connect({ meter, options: DEFAULT_OPTIONS, source });
      await clock.turn(20_000);
      const { head, rows } = linesOf(host.traceCsv(null));
      expect(head).toContain('nothing was measured');
      expect(head).toContain(`samples: ${rows.length},`);
      const power = rows.map(([, seconds, , , watts]) => [Number(seconds), Number(watts)]);
      const joules = power.slice(1).reduce((sum, [seconds, watts], i) => {
        return sum + ((seconds - power[i][0]) * (watts + power[i][1])) / 2;
      }, 0);
      const { totals } = host.status().figures!;
      expect(totals.milliwattHours).toBeCloseTo(joules / 3.6, 4);
      expect(totals.gaps).toBe(0);
      host.resetTotals();
      await clock.turn(2000);
      expect(host.status().figures!.totals.seconds).toBeLessThan(2.1);
      host.undoResetTotals();
      expect(host.status().figures!.totals.seconds).toBeCloseTo(totals.seconds + 2, 0);
      await host.disconnect();
    },
  );
});
