/** What the kernels are meant to reach: ratios in one run on a 2-core x86-64 machine. */
import type { Rival } from '../../src/protocol/bench';

export interface Goal {
  readonly work: string;
  readonly against: Rival;
  readonly ratio: number;
}

const SMALL = ['32px b1', '32px b16'];

function goals(
  works: readonly string[],
  settings: readonly string[],
  against: Rival,
  ratio: number,
): Goal[] {
  return works.flatMap((work) =>
    settings.map((setting) => ({ work: `${work} ${setting}`, against, ratio })),
  );
}

export const GOALS: readonly Goal[] = [
  ...goals(['dense'], SMALL, 'tfjs-wasm', 1.7),
  ...goals(['dense'], SMALL, 'onnxruntime-web', 3),
  ...goals(['dense'], ['224px b1'], 'tfjs-wasm', 1.65),
  ...goals(['dense'], ['224px b1'], 'onnxruntime-web', 2.3),
  ...goals(['sparse80'], SMALL, 'tfjs-wasm', 4),
  ...goals(['sparse80'], ['224px b1'], 'tfjs-wasm', 3.2),
  ...goals(['sparse90'], SMALL, 'tfjs-wasm', 5.5),
  ...goals(['sparse90'], ['224px b1'], 'tfjs-wasm', 4.2),
  ...goals(['sparse50'], [...SMALL, '224px b1'], 'own dense', 1.2),
  ...goals(['dense'], ['32px b1'], 'own 1 thread', 1.5),
  ...goals(['dense'], ['224px b1'], 'own 1 thread', 1.8),
  ...goals(['global80'], SMALL, 'tfjs-wasm', 2.2),
  ...goals(['global90'], SMALL, 'tfjs-wasm', 2.7),
];
