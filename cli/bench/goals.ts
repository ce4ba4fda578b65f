/** What the kernels are meant to reach: ratios in one run on a 2-core x86-64 machine. */
import type { BenchRatio, Rival } from '../../src/protocol/bench';

export interface Goal {
  readonly work: string;
  readonly against: Rival;
  readonly threads: number;
  readonly ratio: number;
}

const SMALL = ['32px b1', '32px b16'];

function goals(
  works: readonly string[],
  settings: readonly string[],
  against: Rival,
  ratio: number,
  threads = 1,
): Goal[] {
  return works.flatMap((work) =>
    settings.map((setting) => ({ work: `${work} ${setting}`, against, threads, ratio })),
  );
}

export const GOALS: readonly Goal[] = [
  ...goals(['dense'], SMALL, 'tfjs-wasm', 1.7),
  ...goals(['dense'], SMALL, 'onnxruntime-web', 3),
  ...goals(['dense'], ['224px b1'], 'tfjs-wasm', 1.65),
  ...goals(['dense'], ['224px b1'], 'onnxruntime-web', 2.3),
  ...goals(['dense'], ['224px b1'], 'litert', 1.7),
  ...goals(['dense'], ['224px b1'], 'litert', 1.7, 2),
  ...goals(['dense'], ['224px b1'], 'own 1 thread', 1.8, 2),
  ...goals(['dense'], ['32px b1'], 'own 1 thread', 1.5, 2),
  ...goals(['sparse80'], SMALL, 'tfjs-wasm', 4),
  ...goals(['sparse80'], ['224px b1'], 'tfjs-wasm', 3.2),
  ...goals(['sparse90'], SMALL, 'tfjs-wasm', 5.5),
  ...goals(['sparse90'], ['224px b1'], 'tfjs-wasm', 4.2),
  ...goals(['sparse50'], [...SMALL, '224px b1'], 'own dense', 1.2),
  ...goals(['global80'], SMALL, 'tfjs-wasm', 2.2),
  ...goals(['global90'], SMALL, 'tfjs-wasm', 2.7),
  ...goals(['int8'], ['224px b1'], 'litert-int8', 1.25),
  ...goals(['int8'], ['224px b1'], 'own 1 thread', 1.8, 2),
  ...goals(['int8'], ['224px b1', '32px b1'], 'own dense', 2),
  ...goals(['int8-sparse80'], ['224px b1'], 'own int8', 1.8),
  ...goals(['int8-sparse90'], ['224px b1'], 'own int8', 2.6),
  ...goals(['int8-sparse90'], ['224px b1'], 'tfjs-wasm', 10),
];

export interface Verdict extends Goal {
  readonly reached: number;
  readonly met: boolean;
}

/** Of the goals whose rows were measured, in the order of the goals. */
export function verdicts(ratios: readonly BenchRatio[]): Verdict[] {
  return GOALS.flatMap((goal) => {
    const { work, against, threads, ratio } = goal;
    const row = ratios.find(
      (one) => one.work === work && one.against === against && one.threads === threads,
    );
    return row ? { ...goal, reached: row.ratio, met: row.ratio >= ratio } : [];
  });
}
