import { refusal } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { benchRows, shareOfPeak, threadTables } from '../../src/panels/benchmark/benchmarkRows';
import type { BenchReport, Rival } from '../../src/protocol/bench';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { words } from '../../src/words/words';
import { settled, testWorkbench } from './testWorkbench';

const ratio = (work: string, against: Rival, oursMs: number) => ({
  work,
  against,
  threads: 1,
  ratio: 6 / oursMs,
  oursMs,
  theirsMs: 6,
});
const REPORT: BenchReport = {
  environment: { tfjs: '4.22.0' },
  ratios: [
    ratio('dense 32px b1', 'tfjs-wasm', 3),
    ratio('sparse80 32px b1', 'tfjs-wasm', 1),
    ratio('sparse80 32px b1', 'own dense', 1),
    ratio('dense 32px b16', 'tfjs-wasm', 2),
  ],
  alone: [],
  kernels: [{ name: 'pointwise', gflops: 20, shareOfPeak: 0.9 }],
};
const STUDY = { methods: ['l1-norm'], levels: [0.2], base: defaultPlan() } as const;

describe('the benchmark', () => {
  it('tells its progress, then its report', async () => {
    const { workbench, benchmarker } = testWorkbench();
    const { bench } = workbench;
    const end = bench.start();
    expect(bench.phase).toBe('running');
    benchmarker.tell({ stage: '32px b1', share: 0.4 });
    expect(bench.progress).toEqual({ stage: '32px b1', share: 0.4 });
    void bench.start();
    expect(benchmarker.runs).toBe(1);
    benchmarker.end({ ok: true, value: REPORT });
    await end;
    expect([bench.phase, bench.report]).toEqual(['done', REPORT]);
  });

  it('keeps the last report when it is cancelled', async () => {
    const { workbench, benchmarker } = testWorkbench();
    const { bench } = workbench;
    const first = bench.start();
    bench.cancel();
    await first;
    expect([bench.phase, bench.failure]).toEqual(['idle', null]);
    const second = bench.start();
    benchmarker.end({ ok: true, value: REPORT });
    await second;
    const third = bench.start();
    bench.cancel();
    await third;
    expect([bench.phase, bench.report]).toEqual(['done', REPORT]);
  });

  it('says why it failed, and may be run again', async () => {
    const { workbench, benchmarker } = testWorkbench();
    const end = workbench.bench.start();
    benchmarker.end(refusal('no-simd'));
    await end;
    expect(workbench.bench.phase).toBe('failed');
    expect(workbench.bench.failure).toEqual(refusal('no-simd'));
    void workbench.bench.start();
    expect([workbench.bench.phase, workbench.bench.failure]).toEqual(['running', null]);
  });

  it('and a study exclude each other', async () => {
    const { workbench, lab, benchmarker } = testWorkbench();
    await workbench.start();
    await settled();
    lab.held = true;
    const study = workbench.orders.runStudy(STUDY, 500);
    await settled();
    expect(workbench.bench.obstacle).toBe(words.benchmark.studyRuns);
    await workbench.bench.start();
    expect([workbench.bench.phase, benchmarker.runs]).toEqual(['idle', 0]);
    workbench.study.cancel();
    await study;
    expect(workbench.bench.obstacle).toBeNull();
    void workbench.bench.start();
    expect(await workbench.orders.runStudy(STUDY, 500)).toMatchObject({
      ok: false,
      code: 'benchmark-runs',
    });
  });
});

describe('its table', () => {
  it('has a row for each network of a setting, against TF.js alone', () => {
    expect(benchRows(REPORT, '32px b1')).toEqual([
      { name: words.benchmark.works.dense(), tfjsMs: 6, labMs: 3, speedUp: 2 },
      { name: words.benchmark.works.sparse('80'), tfjsMs: 6, labMs: 1, speedUp: 6 },
    ]);
    expect(benchRows(REPORT, '32px b16').map(({ speedUp }) => speedUp)).toEqual([3]);
    expect([0.557, 0.9996, 1, 1.004, 1.02].map(shareOfPeak)).toEqual(
      [56, 100, 100, 100, 102].map((share) => `${share} %`),
    );
  });
});

it('a report has a row for each number of threads, in float32 and in int8', () => {
  expect(threadTables(REPORT)).toEqual([]);
  const two = (work: string, ms: number) => ({ ...ratio(work, 'own 1 thread', ms), threads: 2 });
  const more = [two('dense 32px b1', 4), two('int8 32px b1', 3)];
  const rows = (ms: number, speedUp: number) => [
    { threads: 1, ms: 6, speedUp: 1 },
    { threads: 2, ms, speedUp },
  ];
  expect(threadTables({ ...REPORT, ratios: [...REPORT.ratios, ...more] })).toEqual([
    { work: 'dense', rows: rows(4, 1.5) },
    { work: 'int8', rows: rows(3, 2) },
  ]);
});
