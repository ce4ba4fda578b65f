/** A benchmark's report as rows of a table. */
import type { BenchReport } from '../../protocol/bench';

export interface BenchRow {
  readonly name: string;
  /** Median milliseconds of a batch: TF.js on the dense network, the lab's kernels on this one. */
  readonly tfjsMs: number;
  readonly labMs: number;
  readonly speedUp: number;
}

/** Settings as the report names them. */
export const BENCH_SETTINGS = [
  { value: '32px b1', label: '1 image' },
  { value: '32px b16', label: '16 images' },
] as const;
export type BenchSetting = (typeof BENCH_SETTINGS)[number]['value'];

const WORDS: readonly [pattern: RegExp, name: string][] = [
  [/^dense$/, 'Dense'],
  [/^sparse(\d+)$/, '$1 % zeros, per layer'],
  [/^global(\d+)$/, '$1 % zeros, global'],
  [/^nm24$/, '2 of 4 zeros'],
  [/^block(\d+)$/, '$1 % zeros, 1×4 blocks'],
  [/^channels(\d+)$/, '$1 % of channels cut'],
];

export function workName(work: string): string {
  const words = WORDS.find(([pattern]) => pattern.test(work));
  return words ? work.replace(...words) : work;
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

/** The peak is itself measured, so that a kernel may come out above it: decimals would mean nothing. */
export function shareOfPeak(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** What is measured now, in words. */
export function stageName(stage: string): string {
  const setting = BENCH_SETTINGS.find(({ value }) => value === stage);
  if (setting) return `Networks, ${setting.label} at a time`;
  if (stage === 'cutting') return 'Cutting the networks';
  return stage === 'kernels' ? 'Single kernels' : 'Loading';
}
