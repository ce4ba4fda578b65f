import type { Energy, Study } from '../../src/study/point';
import { describe, expect, it } from 'vitest';
import { energyRecord, type RecordedMeter } from '../../src/meter/energy/energyRecord';
import { IdleModel } from '../../src/meter/energy/idleModel';
import { historyOf } from '../../src/meter/energy/inferenceEnergy';
import type { WindowRecord } from '../../src/meter/measuring/windowRecord';
import { meterById } from '../../src/meter/meters';
import { studyCsv } from '../../src/study/csv';
import { energyFigures, estimateOf, withEstimate } from '../../src/study/energy';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { flatPower, sure, windowOf } from '../meter/energy/flatPower';
import { sampleStudy } from './sampleStudy';
import type { Note } from '../../src/base/outcome';

const study = sampleStudy();

/** 1000 inferences in 10 s at 3.7 W over 2.7 W: 37 mJ gross, 10 mJ above idle. */
function windowRecord(spoiled: 'meter-lost' | 'throttled' | null, meanW = 3.7): WindowRecord {
  const measured = windowOf([2.7, meanW, 2.7], 1000, {
    active: flatPower(meanW, 15_000, {
      ...{ meanVolts: 5, lowestVolts: 4.98, random: sure(0.005), gainShare: 0.01 },
    }),
    disturbed: spoiled !== null,
  });
  const common = { fromMs: 15_000, toMs: 25_000, inferences: 1000, latencyDrift: 1.02 };
  return {
    ...{ network: 0, round: 0, attempt: 0 },
    result: { ...common, power: measured.active, spoiled },
    measured: spoiled ? null : measured,
    disturbed: spoiled ? measured : null,
  };
}

const METER = { source: 'simulated', name: 'POWER-Z', row: meterById('powerz') } as const;

function recordOf(windows: readonly WindowRecord[], meter: RecordedMeter = METER) {
  const known = windows.flatMap(({ measured, disturbed }) => measured ?? disturbed ?? []);
  return energyRecord(meter, windows, () => new IdleModel(historyOf(known)));
}

const ENERGY: Energy = {
  ...recordOf([windowRecord(null), windowRecord('meter-lost', 99), windowRecord(null)])!,
  runtime: 'kernels',
  cores: 1,
};

function withEnergy(energy: unknown): Study {
  const [first, ...others] = study.points;
  return { ...study, points: [{ ...first, energy: energy as Energy }, ...others] };
}

/** Null where it is read. */
function complaint(energy: unknown): Note | null {
  const parsed = parseStudy(formatStudy(withEnergy(energy)));
  return parsed.ok ? null : (parsed.values.cause as Note);
}

describe('the energy of a point', () => {
  it('averages sound windows and keeps the spoiled one, marked', () => {
    expect(ENERGY.perInferenceJ.gross.mean).toBeCloseTo(0.037, 12);
    expect(ENERGY.perInferenceJ.aboveIdle.mean).toBeCloseTo(0.01, 6);
    expect(ENERGY.windows.map(({ spoiled }) => spoiled)).toEqual([null, 'meter-lost', null]);
  });

  it('tells power, droop, inferences per watt-hour and windows', () => {
    const figures = energyFigures(ENERGY)!;
    expect(figures.meanW).toBeCloseTo(3.7, 12);
    expect(figures.idleW).toBeCloseTo(2.7, 12);
    expect(figures.droopVolts).toBeCloseTo(0.12, 12);
    expect(figures.inferencesPerWattHour).toBeCloseTo(3600 / 0.037, 6);
    expect([figures.soundWindows, figures.spoiledWindows]).toEqual([2, 1]);
  });

  it('has no volts where the meter has none, rather than NaN', () => {
    const deaf = windowRecord(null);
    const silent = { ...deaf.result.power!, meanVolts: NaN, lowestVolts: NaN };
    const record = { ...deaf, result: { ...deaf.result, power: silent } };
    const [window] = recordOf([record])!.windows;
    expect([window.meanVolts, window.lowestVolts]).toEqual([null, null]);
    expect(complaint(recordOf([record]))).toBeNull();
  });

  it('comes from disturbed windows where there is no clean one, says so and why', () => {
    const record = recordOf([windowRecord('throttled'), windowRecord('meter-lost')])!;
    expect(record.disturbed).toEqual(['throttled', 'meter-lost']);
    expect(record.perInferenceJ.gross.mean).toBeCloseTo(0.037, 12);
    expect(record.windows.map(({ spoiled }) => spoiled)).toEqual(['throttled', 'meter-lost']);
    expect(ENERGY.disturbed).toBeUndefined();
    expect(complaint(record)).toBeNull();
    expect(complaint({ ...record, disturbed: [7] })).toMatchObject({
      values: { path: 'points[0].energy.disturbed[0]' },
    });
    const row = studyCsv(withEnergy(record)).split('\r\n')[1];
    expect(row).toContain(',throttled meter-lost');
    expect(recordOf([windowRecord('throttled'), windowRecord(null)])!.disturbed).toBeUndefined();
  });

  it('keeps random and systematic uncertainty apart, in study.json and study.csv', () => {
    const { gross } = ENERGY.perInferenceJ;
    // POWER-Z: ±1 % is assumed; shared by both windows.
    expect(gross.gain).toBeCloseTo((1.96 * 0.01 * 0.037) / Math.sqrt(3), 9);
    expect(gross.systematic).toBeGreaterThanOrEqual(gross.gain!);
    const parsed = parseStudy(formatStudy(withEnergy(ENERGY)));
    expect(parsed.ok && parsed.value.points[0].energy).toEqual(ENERGY);
    const [header, row] = studyCsv(withEnergy(ENERGY)).split('\r\n');
    const column = header.split(',').indexOf('energy_gross_systematic_mj');
    expect(Number(row.split(',')[column])).toBeCloseTo(1000 * gross.systematic!, 9);
  });

  it('says of a meter that may show instants that no interval tells of aliasing', () => {
    expect(ENERGY.notes![0]).toMatch(/ripples in step/);
    expect(
      recordOf([windowRecord(null)], { ...METER, row: meterById('ppk2') })!.notes,
    ).toBeUndefined();
  });
});

describe('an estimate', () => {
  const [dense] = study.points;

  it('is latency × the documented power of one busy core', () => {
    const seconds = dense.latencyMs.tfjs!.median / 1000;
    const { source, meter, perInferenceJ } = estimateOf(dense, 'tfjs')!;
    expect([source, meter]).toEqual(['estimated', null]);
    expect(perInferenceJ.gross.mean).toBeCloseTo(3.625 * seconds, 12);
    expect(perInferenceJ.gross.low).toBeCloseTo(2.7 * seconds, 12);
    expect(perInferenceJ.gross.high).toBeCloseTo(4.1 * seconds, 12);
    expect(estimateOf(dense, 'kernels')).toBeNull();
  });

  it('never takes the place of a measurement, but of an older estimate', () => {
    expect(withEstimate({ ...dense, energy: ENERGY }, 'tfjs').energy).toBe(ENERGY);
    const old = { ...estimateOf(dense, 'tfjs')!, cores: 4 };
    expect(withEstimate({ ...dense, energy: old }, 'tfjs').energy?.cores).toBe(1);
    expect(withEstimate(dense, 'tfjs').energy?.source).toBe('estimated');
  });
});

describe('study.json with energy', () => {
  it('comes back as it was written', () => {
    const whole = withEnergy(ENERGY);
    expect(parseStudy(formatStudy(whole))).toEqual({ ok: true, value: whole });
  });

  it('has the documented fields', () => {
    const { energy } = JSON.parse(formatStudy(withEnergy(ENERGY))).points[0];
    const interval = {
      mean: expect.any(Number),
      low: expect.any(Number),
      high: expect.any(Number),
    };
    expect(energy).toMatchObject({
      source: 'simulated',
      meter: 'POWER-Z',
      perInferenceJ: { gross: interval, aboveIdle: interval },
    });
    expect(energy.windows).toHaveLength(3);
  });

  it('is read without runtime and cores, and below zero above idle', () => {
    expect(complaint({ ...ENERGY, runtime: undefined, cores: undefined })).toBeNull();
    const aboveIdle = { mean: -0.001, low: -0.002, high: 0.001 };
    const { gross } = ENERGY.perInferenceJ;
    expect(complaint({ ...ENERGY, perInferenceJ: { gross, aboveIdle } })).toBeNull();
  });

  it.each([
    [{ ...ENERGY, source: 'guessed' }, 'source', 'is-one-of'],
    [{ ...ENERGY, meter: 5 }, 'meter', 'is-text'],
    [{ ...ENERGY, runtime: 'abacus' }, 'runtime', 'is-one-of'],
    [
      { ...ENERGY, windows: [{ ...ENERGY.windows[0], samples: -1 }] },
      'windows[0].samples',
      'is-whole',
    ],
    [
      {
        ...ENERGY,
        perInferenceJ: { ...ENERGY.perInferenceJ, gross: { mean: 1, low: 2, high: 3 } },
      },
      'perInferenceJ.gross',
      'is-interval',
    ],
  ])('is refused by name where a field is wrong', (energy, field, code) => {
    const values = { path: `points[0].energy.${field}`, what: { code } };
    expect(complaint(energy)).toMatchObject({ code: 'field', values });
  });
});

describe('study.csv with energy', () => {
  it('has the joules in mJ with their interval and source, and empty cells without', () => {
    const rows = studyCsv(withEnergy(ENERGY)).split('\r\n');
    const [header, first, second] = rows.map((line) => line.split(','));
    const cell = (row: string[], name: string) => row[header.indexOf(name)];
    expect(Number(cell(first, 'energy_gross_mj'))).toBeCloseTo(37, 9);
    expect(Number(cell(first, 'energy_gross_low_mj'))).toBeLessThan(37);
    expect(Number(cell(first, 'energy_above_idle_mj'))).toBeCloseTo(10, 9);
    expect(cell(first, 'energy_source')).toBe('simulated');
    expect(cell(first, 'energy_windows')).toBe('3');
    expect(cell(first, 'energy_spoiled_windows')).toBe('1');
    expect(header.filter((name) => name.startsWith('energy')).map((n) => cell(second, n))).toEqual(
      Array(25).fill(''),
    );
  });
});
