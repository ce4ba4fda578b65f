/** The benchmark's report as text: ratios with their goals, networks alone, kernels. */
import type { BenchRatio } from '../../src/protocol/bench';
import { GOALS } from './goals';
import type { BenchPageReport } from './page';

export function benchTables(report: BenchPageReport): string {
  return [
    'Medians of interleaved runs, one thread. Ratio above 1: the lab is faster.',
    table([
      ['work', 'against', 'ours ms', 'theirs ms', 'ratio', 'goal'],
      ...report.ratios.map(ratioRow),
    ]),
    'Channels: measured speed-up over the own dense network, as a share of the ratio of multiplications (goal 0.85).',
    table([['work', 'speed-up', 'MAC ratio', 'share'], ...channelRows(report.ratios, report.macs)]),
    'Dense networks alone, without taking turns.',
    table([
      ['work', 'engine', 'ms'],
      ...report.alone.map(({ work, engine, ms }) => [work, engine, ms.toFixed(3)]),
    ]),
    'Blocks of 1×4 against single weights, both 80 % zeros (goal 1.2).',
    table([['setting', 'ratio'], ...blockRows(report.ratios)]),
    'Kernels alone (goal on pointwise shapes: 0.85 of the peak).',
    table([
      ['kernel', 'GFLOP/s', 'share of peak'],
      ...report.kernels.map(({ name, gflops, shareOfPeak }) => [
        name,
        gflops.toFixed(1),
        shareOfPeak.toFixed(2),
      ]),
    ]),
    trainingLine(report.ratios),
    `Meter: 1 MB/s of PPK2 data takes ${(100 * report.meter.shareAtOneMegabyte).toFixed(1)} % of one core (goal 20).`,
  ].join('\n\n');
}

function ratioRow({ work, against, oursMs, theirsMs, ratio }: BenchRatio): string[] {
  const goal = GOALS.find((row) => row.work === work && row.against === against)?.ratio;
  const verdict = goal === undefined ? '' : `${goal} ${ratio >= goal ? 'met' : 'missed'}`;
  return [work, against, oursMs.toFixed(3), theirsMs.toFixed(3), ratio.toFixed(2), verdict];
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
  return `Training: ${(1000 / step.oursMs).toFixed(0)} images/s (goal 280); TF.js cpu ${(1000 / step.theirsMs).toFixed(2)}.`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    )
    .join('\n');
}
