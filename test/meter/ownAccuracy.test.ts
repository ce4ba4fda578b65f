import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { meterById } from '../../src/meter/meters';
import { readAccuracyPercent, withOwnAccuracy } from '../../src/meter/ownAccuracy';

describe('the accuracy that a user enters', () => {
  it('takes the place of the row’s, and of nothing else', () => {
    const row = meterById('um25c');
    const own = withOwnAccuracy(row, { accuracyPercent: 0.5 });
    expect(own.accuracy).toMatchObject({ id: 'own', share: 0.005, amps: 0 });
    expect({ ...own, accuracy: row.accuracy }).toEqual(row);
    expect(withOwnAccuracy(row, DEFAULT_OPTIONS)).toBe(row);
  });

  it.each([
    ['', null],
    ['  ', null],
    ['0.5', 0.5],
    [' 0,5 ', 0.5],
    ['0.01', 0.01],
    ['50', 50],
  ])('is read: “%s”', (text, percent) => {
    expect(readAccuracyPercent(text)).toEqual({ ok: true, value: percent });
  });

  it.each(['0', '-1', '51', 'good', '1 %', '1e3', 'NaN'])('%s is refused, by name', (text) => {
    expect(readAccuracyPercent(text)).toEqual({
      ok: false,
      code: 'accuracy-range',
      values: { typed: text, least: 0.01, most: 50 },
    });
  });
});
