/** A benchmark's report as rows of a table. */
import type { BenchReport } from '../../protocol/bench';
import type { ThreadedWork } from '../../study/threadedPlans';
import { words } from '../../words/words';

const say = words.benchmark;

export interface BenchRow {
  readonly name: string;
  /** Median milliseconds of a batch: TF.js on the dense network, the lab's kernels on this one. */
  readonly tfjsMs: number;
  readonly labMs: number;
  readonly speedUp: number;
}

/** Settings as the report names them. */
export const BENCH_SETTINGS = ['32px b1', '32px b16'] as const;
export type BenchSetting = (typeof BENCH_SETTINGS)[number];

const WORKS: readonly [pattern: RegExp, name: (percent: string) => string][] = [
  [/^dense()$/, say.works.dense],
  [/^sparse(\d+)$/, say.works.sparse],
  [/^global(\d+)$/, say.works.global],
  [/^nm24()$/, say.works.nm24],
  [/^block(\d+)$/, say.works.block],
  [/^channels(\d+)$/, say.works.channels],
  [/^int8()$/, say.works.int8],
  [/^int8-sparse(\d+)$/, say.works.int8Sparse],
  [/^int8-pairs(\d+)$/, say.works.int8Pairs],
  [/^int8-blocks(\d+)$/, say.works.int8Blocks],
];

export function workName(work: string): string {
  for (const [pattern, name] of WORKS) {
    const match = pattern.exec(work);
    if (match) return name(match[1]);
  }
  return work;
}

/** The rows of a setting, against TF.js alone. */
export function benchRows(report: BenchReport, setting: BenchSetting): BenchRow[] {
  return report.ratios
    .filter(({ work, against }) => against === 'tfjs-wasm' && work.endsWith(` ${setting}`))
    .map(({ work, theirsMs, oursMs, ratio }) => ({
      name: workName(work.slice(0, -setting.length - 1)),
      tfjsMs: theirsMs,
      labMs: oursMs,
      speedUp: ratio,
    }));
}

export interface ThreadTable {
  readonly work: ThreadedWork;
  readonly rows: readonly ThreadRow[];
}

export interface ThreadRow {
  readonly threads: number;
  readonly ms: number;
  /** Against one thread, in the same rounds. */
  readonly speedUp: number;
}

/** One image by 1 … n threads, work by work; none where threads share no memory or there is one core. */
export function threadTables(report: BenchReport): ThreadTable[] {
  return (['dense', 'int8'] as const).flatMap((work) => {
    const rows = threadRows(report, work);
    return rows.length > 0 ? { work, rows } : [];
  });
}

function threadRows({ ratios }: BenchReport, of: string): ThreadRow[] {
  const rows = ratios.filter(
    ({ work, against }) => against === 'own 1 thread' && work.startsWith(`${of} `),
  );
  if (rows.length === 0) return [];
  return [
    { threads: 1, ms: rows[0].theirsMs, speedUp: 1 },
    ...rows.map(({ threads, oursMs: ms, ratio: speedUp }) => ({ threads, ms, speedUp })),
  ];
}

/** The peak is itself measured, so that a kernel may come out above it: decimals would mean nothing. */
export function shareOfPeak(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** What is measured now, in words. */
export function stageName(stage: string): string {
  const known = Object.entries(say.stages).find(([id]) => id === stage);
  return known ? known[1] : say.stages.loading;
}
