/** The benchmark's report as text: ratios, what of them was aimed at, networks alone, kernels. */
import type { BenchRatio, BenchReport } from '../../src/protocol/bench';
import { verdicts, type Verdict } from './goals';
import type { BenchPageReport } from './page';
import { commands } from '../../src/words/commands';

const say = commands.bench;

export function benchTables(report: BenchPageReport): string {
  const { ratios, alone, kernels, meter } = report;
  return [
    ...titled(say.ratios, ratios.map(ratioRow)),
    say.fusedMultiplyAdd,
    ...titled(say.channels, channelRows(ratios, report.macs)),
    ...titled(
      say.alone,
      alone.map(({ work, engine, threads, ms }) => [work, engine, `${threads}`, ms.toFixed(3)]),
    ),
    ...titled(say.blocks, blockRows(ratios)),
    ...titled(say.kernels, kernels.map(kernelRow)),
    ...trainingLines(ratios),
    ...(meter ? [say.meter(meter.shareAtOneMegabyte)] : []),
    ...titled(say.goals, verdicts(ratios).map(goalRow)),
  ].join('\n\n');
}

/** Nothing where there are no rows. */
function titled(
  { title, columns }: { title: string; columns: readonly string[] },
  rows: readonly (readonly string[])[],
): string[] {
  return rows.length === 0 ? [] : [title, table([columns, ...rows])];
}

function kernelRow({ name, gflops, shareOfPeak }: BenchReport['kernels'][number]): string[] {
  return [name, gflops.toFixed(1), shareOfPeak.toFixed(2)];
}

function ratioRow({ work, against, threads, oursMs, theirsMs, ratio }: BenchRatio): string[] {
  return [work, against, `${threads}`, oursMs.toFixed(3), theirsMs.toFixed(3), ratio.toFixed(2)];
}

function goalRow({ work, against, threads, ratio, reached, met }: Verdict): string[] {
  const verdict = say.goal[met ? 'met' : 'missed'];
  return [work, against, `${threads}`, `${ratio}`, reached.toFixed(2), verdict];
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

/** Both precisions: their blocks against their single weights. */
const BLOCKS = [
  ['block80', 'sparse80'],
  ['int8-pairs80', 'int8-sparse80'],
  ['int8-pairs90', 'int8-sparse90'],
  ['int8-blocks80', 'int8-sparse80'],
  ['int8-blocks90', 'int8-sparse90'],
] as const;

function blockRows(ratios: readonly BenchRatio[]): string[][] {
  const msOf = (name: string) =>
    new Map(
      ratios
        .filter(({ work, against }) => work.startsWith(`${name} `) && against === 'tfjs-wasm')
        .map(({ work, oursMs }) => [work.slice(name.length + 1), oursMs]),
    );
  return BLOCKS.flatMap(([blocks, singles]) => {
    const single = msOf(singles);
    return [...msOf(blocks)]
      .filter(([setting]) => single.has(setting))
      .map(([setting, ms]) => [`${blocks} ${setting}`, (single.get(setting)! / ms).toFixed(2)]);
  });
}

function trainingLines(ratios: readonly BenchRatio[]): string[] {
  const step = ratios.find(({ work }) => work.startsWith('train'));
  return step ? [say.training(1000 / step.oursMs, 1000 / step.theirsMs)] : [];
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    )
    .join('\n');
}
