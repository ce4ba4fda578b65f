/** A board that told of trouble while something was timed. */
import { describe, expect, it } from 'vitest';
import { latencyNotice } from '../../src/charts/latencyNotice';
import { axisOf } from '../../src/charts/axes';
import { columnsOf, pointRow } from '../../src/panels/results/pointColumns';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { boardTroubles, troublesDuring, type BoardTrouble } from '../../src/base/boardTroubles';
import { energyFigures } from '../../src/study/energy';
import { samplesCsv } from '../../src/study/samplesCsv';
import { energyDetail } from '../../src/panels/energy/joules';
import type { Energy } from '../../src/study/point';
import { studyCsv } from '../../src/study/csv';
import { formatStudy } from '../../src/study/formatStudy';
import { importedPoint } from '../../src/study/measuredPoint';
import { latencyTroubles, paceSentences } from '../../src/study/paceSentences';
import { parseStudy } from '../../src/study/studyJson';
import { words } from '../../src/words/words';
import { samplePoint } from './sampleStudy';

const WELL = samplePoint({ ...defaultPlan('l1-norm'), level: 0.5 });

const WINDOW = {
  ...{ seconds: 10, inferences: 5000, meanW: 3.63, idleW: 2.7, idleDriftShare: 0.01 },
  ...{ idleVolts: 5.06, meanVolts: 5.04, lowestVolts: 5.01, samples: 480, coveredShare: 1 },
  ...{ latencyDrift: 1, spoiled: null },
};
const ENERGY: Energy = {
  source: 'measured',
  meter: 'UM25C',
  perInferenceJ: {
    gross: { mean: 0.00726, low: 0.0071, high: 0.0074 },
    aboveIdle: { mean: 0.00186, low: 0.0018, high: 0.0038 },
  },
  windows: [WINDOW, WINDOW],
};

function troubled(...troubles: BoardTrouble[]) {
  return { ...WELL, latencyMs: { tfjs: { ...WELL.latencyMs.tfjs!, troubles } } };
}

it('reads the bits of the firmware', () => {
  expect(boardTroubles(0)).toEqual({ now: [], before: [] });
  expect(boardTroubles(0x50005)).toEqual({ now: ['voltage', 'throttled'], before: [] });
  expect(boardTroubles(0x80002)).toEqual({ now: ['capped'], before: ['hot'] });
});

describe('what a board had while something was timed', () => {
  it.each<[string, number | null, number | null, BoardTrouble[]]>([
    ['nothing', 0, 0, []],
    ['what it has at the beginning', 0x10001, 0x10000, ['voltage']],
    ['what it has at the end', 0, 0x20002, ['capped']],
    ['what came and went for the first time', 0, 0x40000, ['throttled']],
    ['nothing that happened before', 0xf0000, 0xf0000, []],
    ['what came and went, though something else happened before', 0x10000, 0x90000, ['hot']],
    ['what the kernel of Debian tells', 0, 1, ['voltage']],
    ['nothing, where nobody told', null, null, []],
    ['what it has, though nobody told of the beginning', null, 0xf0004, ['throttled']],
  ])('is %s', (_, before, after, expected) => {
    expect(troublesDuring(before, after)).toEqual(expected);
  });
});

describe('a point of it', () => {
  const both = troubled('voltage', 'throttled');

  it('is told of in one sentence with the remedies, beside all others', () => {
    const { trouble, strongerSupply, cooler } = words.device;
    expect(paceSentences([WELL])).toEqual([]);
    const [told, ...more] = paceSentences([WELL, troubled('throttled'), both]);
    expect(more).toEqual([]);
    for (const text of ['2 points', trouble.voltage, trouble.throttled, strongerSupply, cooler])
      expect(told).toContain(text);
    expect(paceSentences([troubled('voltage')])[0]).not.toContain(cooler);
  });

  it('is marked in the table, with the cause, and in the chart of its milliseconds', () => {
    const row = (point: typeof WELL) => pointRow(importedPoint(point), point, 'tfjs', false, '');
    const column = columnsOf(false).find(({ id }) => id === 'latency-tfjs')!;
    expect(column.text(row(both))).toBe(words.results.table.slow(column.text(row(WELL))));
    expect(column.hint!(row(both))).toContain(words.device.trouble.throttled);
    expect(column.hint!(row(WELL))).not.toContain(words.device.trouble.throttled);

    const notice = (id: Parameters<typeof axisOf>[0], point: typeof WELL) =>
      latencyNotice(axisOf(id), [point as never]);
    expect(notice('latency-tfjs', both)).toBe(words.charts.notices.troubled);
    expect(notice('latency-tfjs', WELL)).toBeNull();
    expect(notice('latency-kernels', both)).toBeNull();
  });

  it('keeps its trouble in files, and files without it are read as before', () => {
    const file = formatStudy({ points: [both, WELL] });
    const read = parseStudy(file);
    expect(read).toMatchObject({ ok: true, value: { points: [both, WELL] } });
    expect(file.match(/"troubles"/g)).toHaveLength(1);
    const [head, ...rows] = studyCsv({ points: [both, WELL] }).split('\r\n');
    const at = head.split(',').indexOf('latency_tfjs_troubles');
    expect(rows.slice(0, 2).map((row) => row.split(',')[at])).toEqual(['voltage throttled', '']);
    expect(parseStudy(file.replace('"voltage"', '"boredom"'))).toMatchObject({ ok: false });
  });

  it('has joules whose windows were touched: kept, counted, told of', () => {
    const [first, ...others] = ENERGY.windows;
    const own = {
      ...WELL,
      energy: { ...ENERGY, windows: [{ ...first, troubles: ['capped'] as const }, ...others] },
    };
    expect(parseStudy(formatStudy({ points: [own] }))).toMatchObject({
      value: { points: [own] },
    });
    expect(energyDetail(own.energy)).toContain(words.device.trouble.capped);
    expect(energyDetail(ENERGY)).not.toContain('⚠');
    expect(energyFigures(own.energy)?.soundWindows).toBe(energyFigures(ENERGY)?.soundWindows);
    for (const write of [studyCsv, samplesCsv])
      expect(write({ points: [own] })).toContain('capped');
  });

  it('is one, however many runtimes were timed', () => {
    const { tfjs } = both.latencyMs;
    const twice = {
      ...both,
      latencyMs: { tfjs, kernels: { ...tfjs, troubles: ['hot'] as const } },
    };
    expect(latencyTroubles(twice)).toEqual(['voltage', 'throttled', 'hot']);
    expect(latencyTroubles(WELL)).toEqual([]);
  });
});
