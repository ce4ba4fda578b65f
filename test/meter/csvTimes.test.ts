/** Which column of a log is its time, what its numbers are in milliseconds, and how times that stand still run on. */
import { describe, expect, it } from 'vitest';
import { afterMidnight, evenTimes, timeColumnOf } from '../../src/meter/csvTimes';
import { LOG_TIME, type Field } from '../../src/meter/protocols/textFields';

const DAY = 86_400_000;
const HOUR = 3_600_000;

interface Cells {
  readonly key: string;
  readonly values: readonly number[];
  readonly unit?: string;
  readonly resolutionMs?: number;
  readonly text?: (value: number) => string;
}

function timeOf(...columns: readonly Cells[]) {
  const records = columns[0].values.map((_, row): Field[] =>
    columns.map(({ key, values, unit = null, resolutionMs, text }) => ({
      ...{ key, unit, value: values[row] },
      ...(resolutionMs !== undefined && { resolutionMs }),
      ...(text && { text: text(values[row]) }),
    })),
  );
  return timeColumnOf(records);
}

const from = (first: number, step: number, rows = 40) =>
  Array.from({ length: rows }, (_, row) => first + row * step);

/** What one row is after another, ms. */
function stepMs(key: string, values: readonly number[], unit?: string): number | undefined {
  const found = timeOf({ key, values, unit });
  return found ? found.scale * (values[1] - values[0]) : undefined;
}

describe('the numbers of a time column', () => {
  it.each<[string, number, number, number, string?]>([
    ['t', 0, 250, 250, 'ms'],
    ['t', 0, 250, 250_000, 's'],
    ['t', 0, 250, 0.25, 'µs'],
    ['t', 0, 0.5, 30_000, 'min'],
    ['t', 0, 0.5, 1_800_000, 'h'],
    ['since 1970, µs', 1_714_567_000_123_456, 100_000, 100],
    ['since 1970, ms', 1_714_567_000_123, 100, 100],
    ['since 1970, s', 1_714_567_000, 60, 60_000],
    ['since 1970, s', 1_714_567_000.25, 0.25, 250],
    ['days of a spreadsheet', 45_413.5, 1 / 86_400, 1000],
    ['up for half a day, s', 43_200, 1, 1000],
    ['up for half a day, s', 43_200.1, 0.1, 100],
    ['too few days for a spreadsheet', 30_000.5, 1e-4, 0.1],
    ['too many days for a spreadsheet', 80_000.5, 1e-4, 0.1],
    ['counting', 0, 1, 1000],
    ['counting', 7, 4, 4000],
    ['counting', 0, 5, 5],
    ['counting', 0, 1000, 1000],
    ['with decimals', 0, 0.125, 125],
    ['with decimals', 0.5, 10, 10_000],
    ['Seconds', 0, 10, 10_000],
    ['sec', 0, 5, 5000],
    ['Sekunden', 0, 60, 60_000],
    ['secondes', 0, 10, 10_000],
    ['Run time seconds', 0, 30, 30_000],
    ['millis', 0, 1, 1],
    ['Elapsed milliseconds', 0.5, 0.5, 0.5],
    ['Millisekunden', 0, 2, 2],
    ['micros', 0, 250_000, 250],
    ['Mikrosekunden', 0, 100, 0.1],
    ['Time(100us)', 0, 1, 0.1],
    ['Time [10ms]', 0, 5, 50],
    ['Time (10 s)', 0, 1, 10_000],
  ])('%s from %d by %d', (name, first, step, ms, unit) => {
    const key = /1970|spreadsheet|counting|decimals|half a day/.test(name) ? 'time' : name;
    expect(stepMs(key, from(first, step), unit)).toBeCloseTo(ms, 3);
  });

  it('are judged by the usual step: one long pause makes no milliseconds of seconds', () => {
    const values = [0, 1, 2, 900, 901, 902, 903];
    expect(timeOf({ key: 'time', values })?.scale).toBe(1000);
    expect(timeOf({ key: 'time', values: [0, 600, ...from(601, 1, 9)] })?.scale).toBe(1000);
  });

  it('are milliseconds where they were read from a clock, whatever stands beside them', () => {
    const clock = { key: 'time', values: from(0, 1000), unit: 's', resolutionMs: 1000 };
    expect(timeOf(clock)).toEqual({ key: 'time', scale: 1 });
  });
});

describe('the column of times', () => {
  const seconds = { key: 'Time', values: from(0, 0.25), unit: 's' };

  it('is one that is called so, or stands first where nothing has a name', () => {
    const energy = { key: 'Energy', values: from(0, 1), unit: 'mWh' };
    expect(timeOf(energy, seconds)?.key).toBe('Time');
    expect(timeOf(energy)).toBeNull();
    expect(timeOf({ key: '1', values: from(0, 1) }, { key: '2', values: from(0, 1) })?.key).toBe(
      '1',
    );
    expect(timeOf({ key: '2', values: from(0, 1) })).toBeNull();
  });

  it('is the logger’s own, or a clock, under whatever name', () => {
    expect(timeOf({ key: LOG_TIME, values: from(0, 1), unit: 'ms' })?.key).toBe(LOG_TIME);
    expect(timeOf({ key: 'heure', values: from(0, 1), resolutionMs: 1 })?.key).toBe('heure');
    expect(timeOf({ key: 'когда', values: from(0, 1), resolutionMs: 1 })?.key).toBe('когда');
  });

  it('is no temperature, though that grows under the letter T', () => {
    const celsius = { key: 'T', values: from(31, 0.01), unit: '°C' };
    expect(timeOf(celsius)).toBeNull();
    expect(timeOf(celsius, { key: 't', values: from(0, 0.25), unit: 's' })?.key).toBe('t');
  });

  it('grows, but for a damaged row or two', () => {
    const torn = [...from(0, 1, 20), 3, ...from(20, 1, 20)];
    expect(timeOf({ key: 'time', values: torn })?.key).toBe('time');
    const saw = from(0, 1).map((value) => value % 3);
    expect(timeOf({ key: 'time', values: [...saw, 100] })).toBeNull();
    expect(timeOf({ key: 'time', values: from(9, 0) })).toBeNull();
    expect(timeOf({ key: 'time', values: from(9, -0.1) })).toBeNull();
    expect(timeOf({ key: 'time', values: [5] })).toBeNull();
    expect(timeColumnOf([])).toBeNull();
    // Most rows stand still in a coarse one.
    expect(timeOf({ key: 'time', values: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1] })?.key).toBe('time');
    // A day that ended within the first rows, back where it began.
    expect(timeOf({ key: 'time', values: [3, 4, 5, 6, 7, 8, 9, 3] })).toBeNull();
  });

  it('is the one that tells every row apart, then the finest', () => {
    const coarse = { key: 'Clock', values: from(0, 0.25).map(Math.floor), resolutionMs: 1 };
    expect(timeOf(coarse, seconds)?.key).toBe('Time');
    expect(timeOf(seconds, coarse)?.key).toBe('Time');
    const second = { key: 'Clock', values: from(0, 1000), resolutionMs: 1000 };
    const fine = {
      key: 'uptime',
      values: from(0, 1),
      unit: 's',
      text: (value: number) => value.toFixed(3),
    };
    expect(timeOf(second, fine)?.key).toBe('uptime');
    expect(timeOf(fine, second)?.key).toBe('uptime');
    const hours = {
      key: 'elapsed',
      values: from(0, 1),
      unit: 'h',
      text: (value: number) => value.toFixed(2),
    };
    expect(timeOf(hours, second)?.key).toBe('Clock');
    expect(timeOf(second, hours)?.key).toBe('Clock');
  });
});

describe('times that stand still', () => {
  it('are spread up to the next, the last ones by the step before', () => {
    expect(evenTimes([0, 0, 0, 0, 1000, 1000, 3000])).toEqual([0, 250, 500, 750, 1000, 2000, 3000]);
    expect(evenTimes([0, 0, 1000, 1000])).toEqual([0, 500, 1000, 1500]);
    expect(evenTimes([5, 5])).toEqual([5, 5]);
    expect(evenTimes([1, 2, 3])).toEqual([1, 2, 3]);
    expect(evenTimes([])).toEqual([]);
  });
});

describe('midnight', () => {
  it('begins a new day for a time of day, every time', () => {
    expect(afterMidnight(1000, DAY - 1000)).toBe(DAY + 1000);
    expect(afterMidnight(1000, 3 * DAY - 1000)).toBe(3 * DAY + 1000);
    // One that was crossed in a pause of the log.
    expect(afterMidnight(5 * HOUR, 20 * HOUR)).toBe(DAY + 5 * HOUR);
  });

  it('is not what a damaged row or a clock that was set back shows', () => {
    expect(afterMidnight(10 * HOUR, 10 * HOUR + 1000)).toBe(10 * HOUR);
    expect(afterMidnight(9 * HOUR, 20 * HOUR)).toBe(9 * HOUR);
    const date = Date.UTC(2024, 4, 1);
    expect(afterMidnight(date, date + DAY - 1)).toBe(date);
    expect(afterMidnight(11 * HOUR, 10 * HOUR)).toBe(11 * HOUR);
  });
});
