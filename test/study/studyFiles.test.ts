import { describe, expect, it } from 'vitest';
import { studyCsv } from '../../src/study/csv';
import { environmentId } from '../../src/study/environment';
import type { OperatingPoint } from '../../src/study/point';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { ENVIRONMENT, sampleStudy } from './sampleStudy';
import type { Note } from '../../src/base/outcome';

const study = sampleStudy();
const ID = environmentId(ENVIRONMENT);

/** The sample as a file, with one field replaced. */
function fileWith(path: readonly (string | number)[], value: unknown): string {
  const file = JSON.parse(formatStudy(study));
  let parent = file;
  for (const key of path.slice(0, -1)) parent = parent[key];
  parent[path.at(-1)!] = value;
  return JSON.stringify(file);
}

/** What is wrong in a file, but for its being none; null where it is read. */
function complaint(json: string): Note | null {
  const parsed = parseStudy(json);
  if (parsed.ok) return null;
  return parsed.code === 'study-field' ? (parsed.values.cause as Note) : parsed;
}

/** A ratio that lies beside its interval. */
const OUTSIDE = { denseMedian: 1, ratio: 0.5, low: 9, high: 10 };

describe('study.json', () => {
  it('comes back as it was written', () => {
    expect(parseStudy(formatStudy(study))).toEqual({ ok: true, value: study });
  });

  it('has the documented fields', () => {
    const file = JSON.parse(formatStudy(study));
    expect(file.schema).toBe(2);
    expect(Object.keys(file.environments)).toEqual([environmentId(ENVIRONMENT)]);
    expect(Object.values(file.environments)).toEqual([ENVIRONMENT]);
    expect(file.points[1]).toEqual({
      environment: environmentId(ENVIRONMENT),
      measuredAt: '2026-01-02T03:04:05.000Z',
      plan: {
        method: 'magnitude-global',
        scope: 'inner',
        ranking: 'global',
        rounding: 1,
        minChannels: 2,
        level: 0.1,
        repair: 'recalibrate=500',
        schedule: 'one-shot',
        seed: 1,
      },
      parameters: expect.any(Number),
      nonZeros: expect.any(Number),
      macs: expect.any(Number),
      bytes: { dense: expect.any(Number), encoded: expect.any(Number), gzip: expect.any(Number) },
      accuracy: {
        afterCutting: { correct: expect.any(Number), total: 2000 },
        afterRepair: { correct: expect.any(Number), total: 2000 },
      },
      latencyMs: {
        tfjs: {
          median: expect.any(Number),
          p25: expect.any(Number),
          p75: expect.any(Number),
          p95: expect.any(Number),
          runs: 30,
          vsDense: {
            denseMedian: expect.any(Number),
            ratio: expect.any(Number),
            low: expect.any(Number),
            high: expect.any(Number),
          },
        },
      },
      energy: null,
    });
  });

  it('keeps a point that was timed before its pictures were answered', () => {
    const [first] = study.points;
    const none = { correct: 0, total: 0 };
    const timed: OperatingPoint = {
      ...first,
      bytes: { ...first.bytes, gzip: null },
      accuracy: { afterCutting: none, afterRepair: none },
    };
    const own = { ...study, points: [timed] };
    expect(parseStudy(formatStudy(own))).toEqual({ ok: true, value: own });
    const [head, row] = studyCsv(own).split('\n');
    const cell = (name: string) => row.split(',')[head.split(',').indexOf(name)];
    expect(['images', 'gzip_bytes', 'accuracy_after_cutting_percent'].map(cell)).toEqual([
      ...['0', '', ''],
    ]);
    expect(Number(cell('latency_tfjs_median_ms'))).toBeGreaterThan(0);
  });

  it('keeps the shares of an allocated plan, also in a row of the table', () => {
    const [first] = study.points;
    const plan = { ...first.plan, method: 'l1-norm', ranking: 'set', shares: [0.25, 0] } as const;
    const allocated = { ...study, points: [{ ...first, plan }] };
    expect(parseStudy(formatStudy(allocated))).toEqual({ ok: true, value: allocated });
    expect(studyCsv(allocated)).toContain(',0.25 0,');
    const wrong = JSON.parse(formatStudy(allocated));
    wrong.points[0].plan.shares = [2];
    expect(complaint(JSON.stringify(wrong))).toMatchObject({
      code: 'field-plan',
      values: { cause: { code: 'share-range', values: { share: 2 } } },
    });
  });

  it('keeps ratios by hand, also in a row of the table', () => {
    const [first] = study.points;
    const ratios = { 'inner 3': 0, 'inner 5': 0.25 };
    const plan = { ...first.plan, method: 'l1-norm', ranking: 'set', ratios } as const;
    const own = { ...study, points: [{ ...first, plan }] };
    expect(parseStudy(formatStudy(own))).toEqual({ ok: true, value: own });
    expect(studyCsv(own)).toContain(',"inner 3=0,inner 5=0.25",');
  });

  it('keeps the memory of a run, also in a row of the table', () => {
    const [dense] = study.points;
    const latencyMs = { kernels: { ...dense.latencyMs.tfjs!, memoryBytes: 9_876_543 } };
    const own = { ...study, points: [{ ...dense, latencyMs }] };
    expect(parseStudy(formatStudy(own))).toEqual({ ok: true, value: own });
    const [header, row] = studyCsv(own)
      .split('\r\n')
      .map((line) => line.split(','));
    expect(row[header.indexOf('peak_memory_kernels_bytes')]).toBe('9876543');
    const wrong = JSON.parse(formatStudy(own));
    wrong.points[0].latencyMs.kernels.memoryBytes = -1;
    expect(complaint(JSON.stringify(wrong))).not.toBeNull();
  });

  it('keeps the share of saturated values, also in a row of the table', () => {
    const [dense] = study.points;
    const own = { ...study, points: [{ ...dense, saturated: { share: 0.5, images: 16 } }] };
    expect(parseStudy(formatStudy(own))).toEqual({ ok: true, value: own });
    const [header, row] = studyCsv(own)
      .split('\r\n')
      .map((line) => line.split(','));
    expect(row[header.indexOf('saturated_percent')]).toBe('50');
    expect(
      complaint(fileWith(['points', 0, 'saturated'], { share: 2, images: 16 })),
    ).not.toBeNull();
  });

  it('keeps a plan without repair', () => {
    const [dense] = study.points;
    const bare: OperatingPoint = {
      ...dense,
      plan: { ...dense.plan, repair: [] },
      accuracy: { ...dense.accuracy, afterRepair: null },
    };
    const file = formatStudy({ ...study, points: [bare] });
    expect(JSON.parse(file).points[0].plan.repair).toBe('none');
    expect(parseStudy(file)).toEqual({ ok: true, value: { ...study, points: [bare] } });
  });

  it('is read without a minimum of channels, without a schedule and with fields of a later version', () => {
    expect(complaint(fileWith(['points', 0, 'plan', 'minChannels'], undefined))).toBeNull();
    const old = parseStudy(fileWith(['points', 0, 'plan', 'minChannels'], undefined));
    expect(old.ok && old.value.points[0].plan.minChannels).toBe(1);
    expect(complaint(fileWith(['points', 0, 'plan', 'schedule'], undefined))).toBeNull();
    expect(complaint(fileWith(['points', 0, 'comment'], 'new'))).toBeNull();
    expect(
      complaint(fileWith(['points', 1, 'latencyMs', 'tfjs', 'vsDense'], undefined)),
    ).toBeNull();
  });

  it.each([
    [['schema'], 3, 'schema', 'is-one-of'],
    [['environments'], undefined, 'environments', 'is-object'],
    [['environments', ID], null, `environments.${ID}`, 'is-object'],
    [['environments', ID, 'workers'], '4', `environments.${ID}.workers`, 'is-whole'],
    [
      ['environments', ID, 'model', 'checksums', 'weights.bin'],
      1,
      `environments.${ID}.model.checksums.weights.bin`,
      'is-text',
    ],
    [
      ['environments', ID, 'engine', 'kernels'],
      'fast',
      `environments.${ID}.engine.kernels`,
      'is-one-of',
    ],
    [['points', 2, 'environment'], 'elsewhere', 'points[2].environment', 'is-environment-id'],
    [['points', 2, 'environment'], 'toString', 'points[2].environment', 'is-environment-id'],
    [['points', 2, 'measuredAt'], 'yesterday', 'points[2].measuredAt', 'is-date'],
    [['points', 2, 'measuredAt'], 'June 5 2026', 'points[2].measuredAt', 'is-date'],
    [['points', 2, 'runtime'], 'magic', 'points[2].runtime', 'is-one-of'],
    [['points'], {}, 'points', 'is-list'],
    [['points', 2], null, 'points[2]', 'is-object'],
    [['points', 2, 'macs'], -1, 'points[2].macs', 'is-whole'],
    [['points', 0, 'bytes', 'gzip'], undefined, 'points[0].bytes.gzip', 'is-whole'],
    [['points', 3, 'plan', 'repair'], undefined, 'points[3].plan.repair', 'is-text'],
    [
      ['points', 1, 'accuracy', 'afterCutting'],
      { correct: 2001, total: 2000 },
      'points[1].accuracy.afterCutting',
      'is-proportion',
    ],
    [
      ['points', 1, 'accuracy', 'afterRepair'],
      { correct: 1, total: 0 },
      'points[1].accuracy.afterRepair',
      'is-proportion',
    ],
    [
      ['points', 1, 'latencyMs', 'tfjs', 'p95'],
      'x',
      'points[1].latencyMs.tfjs.p95',
      'is-number-from',
    ],
    [
      ['points', 1, 'latencyMs', 'tfjs', 'vsDense', 'ratio'],
      null,
      'points[1].latencyMs.tfjs.vsDense.ratio',
      'is-number-from',
    ],
    [
      ['points', 1, 'latencyMs', 'tfjs', 'vsDense'],
      OUTSIDE,
      'points[1].latencyMs.tfjs.vsDense',
      'is-ratio',
    ],
    [['points', 1, 'energy'], 5, 'points[1].energy', 'is-object'],
  ] as const)('with a wrong %j is refused by name', (path, value, named, code) => {
    const field = { path: named, value: JSON.stringify(value), what: { code } };
    expect(complaint(fileWith(path, value))).toMatchObject({ code: 'field', values: field });
  });

  it('with an origin that names no environment is refused by name', () => {
    const values = { path: 'points[2].latencyOrigin.environment' };
    expect(complaint(fileWith(['points', 2, 'latencyOrigin'], {}))).toMatchObject({ values });
  });

  it.each([
    ['method', 'l3', 'method-unknown'],
    ['level', 1, 'level-range'],
    ['repair', 'pray', 'repair-text'],
  ])('with a plan that cannot be is refused: %s %s', (field, value, code) => {
    const told = { code: 'field-plan', values: { path: 'points[3].plan', cause: { code } } };
    expect(complaint(fileWith(['points', 3, 'plan', field], value))).toMatchObject(told);
  });

  it('takes the origin from its environments alone', () => {
    expect(parseStudy(fileWith(['points', 0, 'origin'], 'elsewhere'))).toEqual({
      ok: true,
      value: study,
    });
  });

  it('that is no object is refused', () => {
    expect(complaint('null')).toMatchObject({
      values: { path: 'file', what: { code: 'is-object' } },
    });
  });

  it('that is no JSON is refused', () => {
    expect(complaint('{"schema": 1,')).toMatchObject({ code: 'study-no-json' });
  });
});

describe('study.csv', () => {
  it('has one CRLF row a point and as many cells as headers', () => {
    const lines = studyCsv(study).split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.length).toBe(study.points.length + 1);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
  });

  it('gives units in the header and exact values in the cells', () => {
    const [header, row] = studyCsv(study)
      .split('\r\n')
      .map((line) => line.split(','));
    const cell = (name: string) => row[header.indexOf(name)];
    expect(cell('encoded_bytes')).toBe(String(study.points[0].bytes.encoded));
    expect(cell('correct_after_repair')).toBe('1866');
    expect(cell('accuracy_after_repair_percent')).toBe('93.30');
    expect(cell('final_accuracy_low_95_percent')).toBe('92.12');
    expect(cell('final_accuracy_high_95_percent')).toBe('94.31');
    expect(cell('repair')).toBe('recalibrate=500');
    expect(cell('latency_kernels_median_ms')).toBe('');
  });

  it('lets no spreadsheet run what a foreign file says', () => {
    const [first] = study.points;
    const { origin } = first;
    const browser = { userAgent: '=cmd|"/C calc"!A0', version: '@SUM(A1)' };
    const device = { ...ENVIRONMENT.device, model: '-2+3', platform: '\t=1' };
    const environment = { ...ENVIRONMENT, browser, device };
    const strange = { ...first, origin: { ...origin, environment } };
    const worse = {
      ...{ images: 2000, onlyFirst: 20, onlySecond: 0, p: 0, difference: -0.01 },
      ...{ low: -0.02, high: -0.005 },
    };
    const csv = studyCsv({ points: [{ ...strange, accuracyVsDense: worse }] });
    expect(csv).toContain(`,"'=cmd|""/C calc""!A0",`);
    expect(csv).toContain(",'@SUM(A1),");
    expect(csv).toContain(",'-2+3,");
    expect(csv).toContain(",'\t=1,");
    expect(csv).toContain(',-1.00,-2.00,-0.50,');
  });

  it('sets latencies beside the dense network of the same rounds', () => {
    const [header, dense, pruned] = studyCsv(study)
      .split('\r\n')
      .map((line) => line.split(','));
    const cell = (row: string[], name: string) => row[header.indexOf(name)];
    const { vsDense } = study.points[1].latencyMs.tfjs!;
    expect(cell(pruned, 'latency_tfjs_dense_median_ms')).toBe(String(vsDense!.denseMedian));
    expect(cell(pruned, 'latency_tfjs_ratio_to_dense')).toBe(String(vsDense!.ratio));
    expect(cell(pruned, 'latency_tfjs_ratio_to_dense_low_95')).toBe(String(vsDense!.low));
    expect(cell(pruned, 'latency_tfjs_ratio_to_dense_high_95')).toBe(String(vsDense!.high));
    expect(cell(dense, 'latency_tfjs_ratio_to_dense')).toBe('');
  });
});
