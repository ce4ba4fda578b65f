import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleFlag } from '../../src/meter/sampleBlock';
import { Totals } from '../../src/meter/totals';

const HOUR_MS = 3_600_000;

describe('totals', () => {
  it('an hour of 1 W and 0.2 A is 1000 mWh and 200 mAh', () => {
    const totals = new Totals();
    for (let k = 0; k <= 3600; k++) totals.add(1000 * k, 0.2, 1, 0);
    expect(totals.figures.milliwattHours).toBeCloseTo(1000, 6);
    expect(totals.figures.milliampHours).toBeCloseTo(200, 6);
    expect(totals.figures).toMatchObject({ sinceMs: 0, seconds: 3600, gaps: 0, leftOutSeconds: 0 });
  });

  it('a straight line is exact however unevenly it is read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 50 }), (inner) => {
        const totals = new Totals();
        for (const ms of [0, ...inner.sort((a, b) => a - b), 10_000])
          totals.add(ms, ms / 10_000, (5 * ms) / 10_000, 0);
        const { milliwattHours, milliampHours } = totals.figures;
        expect(milliwattHours).toBeCloseTo((2.5 * 10 * 1000) / 3600, 9);
        expect(milliampHours).toBeCloseTo((0.5 * 10 * 1000) / 3600, 9);
      }),
    );
  });

  it('nothing is put into a gap or beside a reading that is out of range', () => {
    const totals = new Totals();
    totals.add(0, 1, 5, 0);
    totals.add(1000, 1, 5, 0);
    totals.add(HOUR_MS, 1, 5, SampleFlag.afterGap);
    totals.add(HOUR_MS + 1000, 99, 500, SampleFlag.invalid);
    totals.add(HOUR_MS + 2000, 1, 5, 0);
    totals.add(HOUR_MS + 3000, 1, 5, 0);
    totals.add(HOUR_MS + 8000, 1, 5, SampleFlag.afterGap);
    const { milliwattHours, seconds, gaps, leftOutSeconds } = totals.figures;
    expect(milliwattHours).toBeCloseTo((2 * 5 * 1000) / 3600, 9);
    expect([seconds, gaps, leftOutSeconds]).toEqual([2, 2, 3606]);
  });

  it('counts from zero, and again from before, as often as it is asked', () => {
    const totals = new Totals();
    const until = (end: number) => {
      for (let ms = end - 9000; ms <= end; ms += 1000) totals.add(ms, 0.1, 0.5, 0);
    };
    until(9000);
    totals.reset();
    until(19_000);
    expect(totals.figures).toMatchObject({ sinceMs: 9000, seconds: 10 });
    totals.reset();
    until(29_000);
    expect(totals.figures).toMatchObject({ sinceMs: 19_000, seconds: 10 });
    totals.undoReset();
    expect(totals.figures).toMatchObject({ sinceMs: 9000, seconds: 20 });
    expect(totals.figures.milliwattHours).toBeCloseTo((0.5 * 20 * 1000) / 3600, 9);
  });

  it('current the other way takes away; a meter without amps tells no charge', () => {
    const totals = new Totals();
    for (const [ms, amps] of [
      [0, 1],
      [1000, 1],
      [2000, -1],
      [3000, -1],
    ])
      totals.add(ms, amps, 5 * amps, 0);
    expect(totals.figures.milliampHours).toBeCloseTo(0, 12);
    const powerAlone = new Totals();
    for (const ms of [0, 1000]) powerAlone.add(ms, NaN, 5, 0);
    expect(powerAlone.figures.milliampHours).toBeNaN();
    expect(powerAlone.figures.milliwattHours).toBeGreaterThan(0);
  });
});
