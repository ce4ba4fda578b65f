/** Random maps and normalisations for the training kernels' problems. */
import type { Random } from '../../../src/base/seededRandom';
import type { NormGradients, Row } from '../reference/trainingRows';
import type { CaseArray, OpenCall } from './trainingCase';

export interface TrainingShape {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height and width of the input map. */
  readonly size: number;
  readonly stride: 1 | 2;
  /** Multiple of 4. */
  readonly images: number;
  /** Columns at a time, less than most maps have. */
  readonly chunk: number;
  /** Whether what a kernel may do or not is done: normalise, add, mask, transpose. */
  readonly extra: boolean;
}

export function values(length: number, random: Random, spread = 1): Float32Array {
  return Float32Array.from({ length }, () => spread * (2 * random() - 1));
}

/** Whatever a kernel leaves there. */
export function anything(length: number): Float32Array {
  return new Float32Array(length).fill(NaN);
}

export interface CaseMap {
  readonly values: Float32Array;
  /** Bytes from one row to the next. */
  readonly pitch: number;
  /** Views of the values. */
  readonly rows: readonly Float32Array[];
  readonly columns: number;
}

/** With a few values between the rows. */
export function makeMap(channels: number, columns: number, random: Random, spread = 1): CaseMap {
  const pitch = columns + 16;
  const all = values(channels * pitch, random, spread);
  const rows = Array.from({ length: channels }, (_, c) =>
    all.subarray(c * pitch, c * pitch + columns),
  );
  return { values: all, pitch: 4 * pitch, rows, columns };
}

/** A copy of the map's array with other rows; what lies between them stays. */
export function withRows(map: CaseMap, rows: readonly Row[]): Float32Array {
  const all = map.values.slice();
  rows.forEach((row, c) => all.set(Array.from(row), (c * map.pitch) / 4));
  return all;
}

export function makeNorm(channels: number, count: number, random: Random) {
  const array = (spread = 1) => values(channels, random, spread);
  const positive = () => array().map((v) => 1 + v / 2);
  const arrays = {
    sums: new Float64Array(2 * channels),
    ...{ mean: array(), inverse: positive(), scale: array(2), shift: array(3) },
    ...{ gamma: array(), beta: array(), gammaGradient: array(), betaGradient: array() },
    ...{ runningMean: array(), runningVariance: positive() },
  };
  const epsilon = 1e-3;
  const momentum = 0.25;
  const call: OpenCall = {
    kind: 'norm',
    fields: { ...arrays, channels, count, epsilon, momentum },
  };
  return { ...arrays, call, epsilon, momentum };
}

export type CaseNorm = ReturnType<typeof makeNorm>;

/** An array and what it holds after the call. */
export type Entry = readonly [CaseArray, Row];

/** What normalisation's way back leaves beside the gradient of its input. */
export function normEntries(norm: CaseNorm, gradients: readonly NormGradients[]): Entry[] {
  return [
    [norm.gammaGradient, gradients.map(({ gamma }) => gamma)],
    [norm.betaGradient, gradients.map(({ beta }) => beta)],
  ];
}

export function arraysOf(entries: readonly Entry[]) {
  return new Map(
    entries.map(([array, row]) => {
      const after = array.slice();
      after.set(Array.from(row));
      return [array, after] as const;
    }),
  );
}

export function labelOf(shape: TrainingShape): string {
  return JSON.stringify(shape).replaceAll('"', '');
}
