import { describe, expect, it } from 'vitest';
import { words as english } from '../../src/words/words';

const say = english.meter;

describe('a reading in English', () => {
  it('writes a missing or negative value as people do', () => {
    expect([say.volts(NaN), say.amps(-0.5), say.watts(3.151)]).toEqual([
      '– V',
      '−0.50 A',
      '3.15 W',
    ]);
    expect(say.nowReading('5.08 V', '2 Hz')).toBe('5.08 V · 2 Hz');
    expect(english.shell.meter.chip('RDTech UM25C', 'lost')).toBe(
      'Power meter (watts): RDTech UM25C lost',
    );
    expect(english.shell.meter.chip(null, 'Connect meter')).toBe(
      'Power meter (watts): Connect meter',
    );
  });

  it.each([
    [100, '100 Hz'],
    [2.04, '2 Hz'],
    [4.36, '4.4 Hz'],
  ])('tells the pace: %d', (rate, text) => expect(say.rates.hertz(rate)).toBe(text));

  it('tells a slow pace by its seconds', () => {
    expect(say.rates.secondsEach(2)).toBe('1 in 2 s');
  });

  it('tells what was lost on the way', () => {
    const { samples, bytes, readErrors, unplugged } = say.droppedOf;
    expect(say.list([samples(1200), bytes(1), readErrors(2), unplugged(1)])).toBe(
      '1,200 samples lost, 1 byte without meaning, 2 read errors, unplugged 1 ×',
    );
  });

  const totals = {
    seconds: 65,
    milliwattHours: 12.3456,
    milliampHours: 2.41789,
    leftOutSeconds: 0,
    gaps: 0,
  };
  it.each([
    [totals, '12.35 mWh, 2.418 mAh in 1 min 5 s'],
    [
      { ...totals, gaps: 2, leftOutSeconds: 3.2 },
      '12.35 mWh, 2.418 mAh in 1 min 5 s; without 2 gaps of 4 s altogether',
    ],
    [{ ...totals, milliampHours: NaN }, '12.35 mWh in 1 min 5 s'],
    [
      { ...totals, milliwattHours: 12345.6, milliampHours: -0.5 },
      '12,346 mWh, −0.5000 mAh in 1 min 5 s',
    ],
  ])('adds up: %#', (given, text) => expect(say.totals(given)).toBe(text));

  it('tells a window with two digits of its uncertainty', () => {
    const { length, mean, energy, aboveIdle, readings } = say.window;
    expect([length.value(10), length.value(9.5)]).toEqual(['10.0 s', '9.50 s']);
    expect(mean.value(3.5, 0.05)).toBe('3.500 ± 0.050 W');
    expect(energy.value(35, 0.5)).toBe('35.00 ± 0.50 J');
    expect([aboveIdle.value(10), aboveIdle.value(-1)]).toEqual(['10.0 J', '−1.00 J']);
    expect([readings.value(20, 0.9), readings.value(20, 1)]).toEqual(['20, 90 % covered', '20']);
  });

  it('tells how much was recorded', () => {
    expect([1, 9000, 2_000_000].map(say.recordedBytes)).toEqual([
      '● 1 byte recorded',
      '● 9,000 bytes recorded',
      '● 2.00 MB recorded',
    ]);
  });
});

describe('a connection in English', () => {
  it('says what was played, and what was left out', () => {
    const log = {
      ...{ format: 'PPK2', fileName: 'day.csv', rows: 1001, seconds: 10 },
      ...{ damaged: 0, firstDamaged: null },
    };
    expect(say.playsLog(log)).toBe(
      'PPK2 log day.csv: 1,001 rows, 100 a second, 10.0 s. It plays again and again.',
    );
    expect(say.playsLog({ ...log, fileName: '', damaged: 1, firstDamaged: 1200 })).toBe(
      'PPK2 log: 1,001 rows, 100 a second, 10.0 s. 1 damaged row left out, the first in line 1,200. It plays again and again.',
    );
  });

  it('ends with a stop, whatever the reason ends with', () => {
    expect(say.lost('UM25C', 'it was unplugged')).toBe('UM25C: it was unplugged. Looking for it …');
    expect(say.troubled('UM25C', 'is it switched on?')).toBe('UM25C: is it switched on?');
  });

  it('names the remedy where the browser cannot reach the meter', () => {
    expect(say.missing.serial('Web Serial')).toMatch(/Web Serial.*Chromium/);
    expect(say.missing.ble('Web Bluetooth')).toMatch(
      /Web Bluetooth.*chrome:..flags.#enable-web-bluetooth/,
    );
    expect(say.hiddenByHttp('WebHID')).toMatch(/WebHID.*localhost/);
  });

  it('names a column by its name or number, with its value', () => {
    expect(say.column('bus', '5.07 V')).toBe('bus: 5.07 V');
    expect(say.column('2', '5.07')).toBe('column 2: 5.07');
  });
});
