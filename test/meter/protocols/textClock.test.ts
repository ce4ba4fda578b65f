/** A column is a clock when it behaves like one, whatever it is called. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/meter/meter';
import { meterById } from '../../../src/meter/meters';
import { SampleFlag } from '../../../src/meter/sampleBlock';
import { MeterSession } from '../../../src/meter/session';
import { seededRandom } from '../../../src/base/seededRandom';

const START = 1_700_000_000_000;
const LINES = 400;

/** 400 lines, ten a second, each up to 8 ms late; every line tells volts and amps and one thing more. */
function session(extra: (ms: number, n: number) => string, header = '', everyMs = 100) {
  const meter = new MeterSession(meterById('text-lines'), DEFAULT_OPTIONS);
  const random = seededRandom(13, 0);
  const send = (text: string, ms: number) =>
    meter.receive(new TextEncoder().encode(text), START + ms);
  send(`cut\n${header}`, 0);
  for (let n = 1; n <= LINES; n++)
    send(
      `${extra(n * everyMs, n)} 5.04V 0.53A\n`.replace(/ /g, header ? ',' : ' '),
      n * everyMs + 8 * random(),
    );
  const samples = meter.ring.slice(0, meter.ring.length);
  const gaps = samples.flags.filter((flag) => flag & SampleFlag.afterGap).length;
  const steps = [...samples.timeMs]
    .slice(-100)
    .map((time, i, all) => (i > 0 ? time - all[i - 1] : everyMs));
  const worst = Math.max(...steps.map((step) => Math.abs(step - everyMs)));
  return { count: samples.timeMs.length, gaps, worst, samples };
}

const HEADER = (name: string) => `${name},voltage_V,current_A\n`;

describe('columns that grow as time does', () => {
  it.each([
    ['milliseconds', 'millis', (ms: number) => `${ms}`],
    ['seconds with decimals', 'time', (ms: number) => (ms / 1000).toFixed(3)],
    ['a time in seconds called by its unit', 'Time (s)', (ms: number) => (ms / 1000).toFixed(2)],
    ['microseconds', 't', (ms: number) => `${1000 * ms}`],
    ['seconds since 1970', 'timestamp', (ms: number) => (1.7e9 + ms / 1000).toFixed(3)],
    ['a wrong unit in the name', 'time_ms', (ms: number) => (ms / 1000).toFixed(3)],
    ['a time of day', 'Time', (ms: number) => new Date(START + ms).toISOString().slice(11, 23)],
    ['a date and a time', 'Time', (ms: number) => new Date(START + ms).toISOString()],
  ])('%s are a clock: samples lie as evenly as the board took them', (_, name, extra) => {
    const { count, gaps, worst } = session(extra, HEADER(name));
    expect(count).toBeGreaterThan(LINES - 4);
    expect(gaps).toBe(0);
    expect(worst).toBeLessThan(2);
  });

  it('micros() and millis() that begin anew', () => {
    for (const scale of [1, 1000]) {
      const wrapping = (ms: number) => `${(2 ** 32 - 12_000 * scale + ms * scale) % 2 ** 32}`;
      const { gaps, worst } = session(wrapping, HEADER('t'));
      expect(gaps).toBe(0);
      expect(worst).toBeLessThan(2);
    }
  });

  it('midnight', () => {
    const time = (ms: number) => new Date(86_400_000 - 12_000 + ms).toISOString().slice(11, 23);
    expect(session(time, HEADER('time')).gaps).toBe(0);
  });
});

describe('columns that do not', () => {
  it.each([
    ['a counter', 't', (_: number, n: number) => `${n}`],
    ['a temperature', 'T', (ms: number) => (40 + ms / 10_000).toFixed(1)],
    [
      'a temperature that rises in every line',
      'T',
      (_: number, n: number) => (40 + n / 100).toFixed(2),
    ],
    ['whole seconds', 'time', (ms: number) => `${Math.floor(ms / 1000)}`],
    [
      'a time of day in whole seconds',
      'time',
      (ms: number) => new Date(ms).toISOString().slice(11, 19),
    ],
    ['a constant', 'time', () => '12345'],
  ])('%s: samples lie where they arrive, without gaps', (_, name, extra) => {
    const { count, gaps, worst } = session(extra, HEADER(name));
    expect(count).toBeGreaterThan(LINES - 4);
    expect(gaps).toBe(0);
    expect(worst).toBeLessThan(10);
  });
});

describe('readings that are missing', () => {
  it.each(['OVERLOAD', '---', 'nan', 'inf'])('%s is a gap, not a zero', (word) => {
    const meter = new MeterSession(meterById('text-lines'), DEFAULT_OPTIONS);
    for (let n = 0; n < 60; n++) {
      const amps = n === 50 ? word : '0.53A';
      meter.receive(new TextEncoder().encode(`V:5.04V I:${amps}\n`), START + 100 * n);
    }
    const { amps, flags, timeMs } = meter.ring.slice(0, meter.ring.length);
    expect(Math.min(...amps)).toBeCloseTo(0.53, 5);
    const gaps = [...flags.keys()].filter((i) => flags[i] & SampleFlag.afterGap);
    expect(gaps.map((i) => timeMs[i])).toEqual([START + 5100]);
  });
});
