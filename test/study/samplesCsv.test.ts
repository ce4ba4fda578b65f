import { describe, expect, it } from 'vitest';
import { keptSamples, MOST_SAMPLES } from '../../src/study/latencySamples';
import type { OperatingPoint } from '../../src/study/point';
import { hasSamples, samplesCsv } from '../../src/study/samplesCsv';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { ORIGIN, sampleStudy } from './sampleStudy';

const [dense, cut] = sampleStudy().points;
const samples = keptSamples([1.23456, 2], Float64Array.of(3, 4));
const timed: OperatingPoint = {
  ...cut,
  latencyMs: { kernels: { ...cut.latencyMs.tfjs!, threads: 2, samples } },
};
const joules = { mean: 1, low: 1, high: 1 };
const power = { meanW: 3, idleW: null, idleDriftShare: null, coveredShare: 1, latencyDrift: 1 };
const volts = { idleVolts: null, meanVolts: 5, lowestVolts: null };
const window = { ...power, ...volts, seconds: 10, inferences: 99, samples: 40, spoiled: 'gaps' };
const metered: OperatingPoint = {
  ...dense,
  energy: {
    ...{ source: 'measured', meter: '=x', windows: [window], runtime: 'tfjs' },
    perInferenceJ: { gross: joules, aboveIdle: joules },
  },
};

function rowsOf(points: readonly OperatingPoint[]): Record<string, string>[] {
  const [head, ...lines] = samplesCsv({ points })
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i]])));
}

describe('samples.csv', () => {
  it('has a row for each run, beside the dense network of its round', () => {
    expect(rowsOf([dense, timed])).toMatchObject([
      {
        ...{ point: '2', sample: 'latency', runtime: 'kernels', threads: '2', number: '1' },
        ...{ latency_ms: '1.2346', dense_latency_ms: '3', measured_at: ORIGIN.measuredAt },
      },
      { point: '2', number: '2', latency_ms: '2', dense_latency_ms: '4', spoiled: '' },
    ]);
  });

  it('has a row for each window, the spoiled ones too', () => {
    expect(rowsOf([metered])).toMatchObject([
      {
        ...{ point: '1', sample: 'energy-window', energy_source: 'measured', seconds: '10' },
        ...{ mean_power_w: '3', idle_power_w: '', readings: '40', spoiled: 'gaps' },
      },
    ]);
  });

  it('is worth writing where there are some', () => {
    expect(hasSamples({ points: [dense, cut] })).toBe(false);
    expect(hasSamples({ points: [dense, timed] })).toBe(true);
    expect(hasSamples({ points: [metered] })).toBe(true);
  });
});

describe('samples in study.json', () => {
  it('come back, and are no more than tell something', () => {
    const study = { points: [timed] };
    expect(parseStudy(formatStudy(study))).toEqual({ ok: true, value: study });
    const many = new Float64Array(MOST_SAMPLES + 1);
    expect(keptSamples(many, undefined)).toEqual({ ms: [...many.slice(1)] });
    const file = JSON.parse(formatStudy(study));
    file.points[0].latencyMs.kernels.samples.ms = [...many];
    const cause = { values: { what: { code: 'is-list-within' } } };
    expect(parseStudy(JSON.stringify(file))).toMatchObject({ values: { cause } });
  });
});
