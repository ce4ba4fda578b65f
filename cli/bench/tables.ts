/** The benchmark's report as text: ratios with their goals, networks alone, kernels. */
import type { BenchRatio, BenchReport } from '../../src/protocol/bench';
import { GOALS } from './goals';
import type { BenchPageReport } from './page';
import { commands } from '../../src/words/commands';

const say = commands.bench;

export function benchTables(report: BenchPageReport): string {
  const { ratios, alone, kernels } = report;
  return [
    ...titled(say.ratios, ratios.map(ratioRow)),
    ...titled(say.channels, channelRows(ratios, report.macs)),
    ...titled(
      say.alone,
      alone.map(({ work, engine, ms }) => [work, engine, ms.toFixed(3)]),
    ),
    ...titled(say.blocks, blockRows(ratios)),
    ...titled(say.kernels, kernels.map(kernelRow)),
    trainingLine(ratios),
    say.meter(report.meter.shareAtOneMegabyte),
  ].join('\n\n');
}

function titled(
  { title, columns }: { title: string; columns: readonly string[] },
  rows: readonly (readonly string[])[],
): string[] {
  return [title, table([columns, ...rows])];
}

function kernelRow({ name, gflops, shareOfPeak }: BenchReport['kernels'][number]): string[] {
  return [name, gflops.toFixed(1), shareOfPeak.toFixed(2)];
}

function ratioRow({ work, against, threads = 1, oursMs, theirsMs, ratio }: BenchRatio): string[] {
  // Goals of several threads are those of two.
  const goal =
    threads <= 2
      ? GOALS.find((row) => row.work === work && row.against === against)?.ratio
      : undefined;
  const verdict = goal === undefined ? '' : `${goal} ${say.goal[ratio >= goal ? 'met' : 'missed']}`;
  const by = threads > 1 ? say.threads(work, threads) : work;
  return [by, against, oursMs.toFixed(3), theirsMs.toFixed(3), ratio.toFixed(2), verdict];
}

function channelRows(
  ratios: readonly BenchRatio[],
  macs: Readonly<Record<string, number>>,
): string[][] {
  return ratios
    .filter(
      ({ work, against }) =>
        work.startsWith('channels') && against === 'own dense' && work.includes('32px'),
    )
    .map(({ work, ratio }) => {
      const expected = macs.dense / macs[work.split(' ')[0]];
      return [work, ratio.toFixed(2), expected.toFixed(2), (ratio / expected).toFixed(2)];
    });
}

function blockRows(ratios: readonly BenchRatio[]): string[][] {
  const msOf = (name: string) =>
    new Map(
      ratios
        .filter(({ work, against }) => work.startsWith(`${name} `) && against === 'tfjs-wasm')
        .map(({ work, oursMs }) => [work.slice(name.length + 1), oursMs]),
    );
  const single = msOf('sparse80');
  return [...msOf('block80')].map(([setting, ms]) => [
    setting,
    ((single.get(setting) ?? NaN) / ms).toFixed(2),
  ]);
}

function trainingLine(ratios: readonly BenchRatio[]): string {
  const step = ratios.find(({ work }) => work.startsWith('train'));
  if (!step) return '';
  return say.training(1000 / step.oursMs, 1000 / step.theirsMs);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    )
    .join('\n');
}
