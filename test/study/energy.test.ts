import { describe, expect, it } from 'vitest';
import { energyRecord } from '../../src/meter/energy/energyRecord';
import type { WindowPower } from '../../src/meter/energy/windowPower';
import type { WindowRecord } from '../../src/meter/measuring/measuringRun';
import { studyCsv } from '../../src/study/csv';
import { energyFigures, estimateOf, withEstimate, type Energy } from '../../src/study/energy';
import type { Study } from '../../src/study/record';
import { formatStudy, parseStudy } from '../../src/study/studyJson';
import { sampleStudy } from './sampleStudy';

const study = sampleStudy();

function power(meanW: number, volts = 5.1): WindowPower {
  const span = { fromMs: 0, toMs: 10_000, samples: 480, coveredShare: 1, driftW: 0 };
  const halves = { randomHalfW: 0.01, sharedHalfW: 0.001 };
  return { ...span, ...halves, meanW, meanVolts: volts, lowestVolts: volts - 0.02 };
}

/** 1000 inferences in 10 s at 3.7 W over 2.7 W: 37 mJ gross, 10 mJ above idle. */
function windowRecord(spoiled: 'meter-lost' | null, meanW = 3.7): WindowRecord {
  const active = power(meanW, 5);
  const common = { fromMs: 0, toMs: 10_000, inferences: 1000, latencyDrift: 1.02 };
  return {
    network: 0,
    round: 0,
    attempt: 0,
    result: { ...common, power: active, spoiled },
    measured: spoiled
      ? null
      : { active, inferences: 1000, idleBefore: power(2.7), idleAfter: power(2.7) },
  };
}

const ENERGY: Energy = {
  ...energyRecord('simulated', 'POWER-Z', [
    windowRecord(null),
    windowRecord('meter-lost', 99),
    windowRecord(null),
  ])!,
  runtime: 'kernels',
  cores: 1,
};

function withEnergy(energy: unknown): Study {
  const [first, ...others] = study.points;
  return { ...study, points: [{ ...first, energy: energy as Energy }, ...others] };
}

function complaint(energy: unknown): string {
  const parsed = parseStudy(formatStudy(withEnergy(energy)));
  return parsed.ok ? 'accepted' : parsed.message;
}

describe('the energy of a point', () => {
  it('averages sound windows and keeps the spoiled one, marked', () => {
    expect(ENERGY.perInferenceJ.gross.mean).toBeCloseTo(0.037, 12);
    expect(ENERGY.perInferenceJ.aboveIdle.mean).toBeCloseTo(0.01, 12);
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
    const [window] = energyRecord('measured', 'PPK2', [record])!.windows;
    expect([window.meanVolts, window.lowestVolts]).toEqual([null, null]);
    expect(complaint(energyRecord('measured', 'PPK2', [record]))).toBe('accepted');
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
    expect(complaint({ ...ENERGY, runtime: undefined, cores: undefined })).toBe('accepted');
    const aboveIdle = { mean: -0.001, low: -0.002, high: 0.001 };
    const { gross } = ENERGY.perInferenceJ;
    expect(complaint({ ...ENERGY, perInferenceJ: { gross, aboveIdle } })).toBe('accepted');
  });

  it.each([
    [{ ...ENERGY, source: 'guessed' }, 'points[0].energy.source: "guessed" is not one of measured'],
    [{ ...ENERGY, meter: 5 }, 'points[0].energy.meter: 5'],
    [{ ...ENERGY, runtime: 'abacus' }, 'points[0].energy.runtime: "abacus"'],
    [{ ...ENERGY, windows: [{ ...ENERGY.windows[0], samples: -1 }] }, 'windows[0].samples: -1'],
    [
      {
        ...ENERGY,
        perInferenceJ: { ...ENERGY.perInferenceJ, gross: { mean: 1, low: 2, high: 3 } },
      },
      'low must not exceed mean',
    ],
  ])('is refused by name where a field is wrong', (energy, message) => {
    expect(complaint(energy)).toContain(message);
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
      Array(18).fill(''),
    );
  });
});
