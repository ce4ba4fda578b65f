/** Random maps and normalisations for the training kernels' problems. */
import type { Random } from '../../../src/base/seededRandom';
import type { Activation } from '../../../src/model/network';
import { paddedOutput } from '../../../src/model/padding';
import type { Geometry } from '../reference/trainingDepthwise';
import type { NormGradients, Row } from '../reference/trainingRows';
import type { AnyWindow } from './kernelCases';
import type { CaseArray, OpenCall } from './trainingCase';

export interface TrainingShape {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height and width of the input map. */
  readonly size: number;
  readonly window: AnyWindow;
  readonly activation: Activation;
  /** Whether layers have a bias in place of a normalisation. */
  readonly bias: boolean;
  /** Multiple of 4. */
  readonly images: number;
  /** Columns at a time, less than most maps have. */
  readonly chunk: number;
  /** Whether what a kernel may do or not is done: normalise, add, mask, transpose, settle. */
  readonly extra: boolean;
  /** Whether maps take the values of integers alone. */
  readonly steps: boolean;
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

/** What the kernels that see more than one pixel are told of their window. */
export function geometryOf({ size: inSize, window, images }: TrainingShape): {
  readonly geometry: Geometry;
  /** Height and width of the input with its zeros. */
  readonly side: number;
} {
  const { kernelSide, stride, padding } = window;
  const outSize = paddedOutput(inSize, kernelSide, stride, padding);
  const { top, left, bottom } = padding;
  const geometry = { inSize, outSize, images, kernelSide, stride, top, left };
  return { geometry, side: top + inSize + bottom };
}

const LIMITS: Readonly<Record<Activation, { low: number; high: number }>> = {
  relu6: { low: 0, high: 6 },
  relu: { low: 0, high: Infinity },
  linear: { low: -Infinity, high: Infinity },
};

/** Where maps take the values of integers alone: these have ends. */
const STEP = 0.125;
const ENDS: typeof LIMITS = {
  relu6: { low: 0, high: 6 },
  relu: { low: 0, high: 2.5 },
  linear: { low: -2, high: 1.5 },
};

/** Of a sum or a mean: one that halves of the other's multiples never meet. */
export function stepOf({ steps }: TrainingShape): number {
  return steps ? Math.fround(Math.E / 10) : 0;
}

type NormShape = Pick<TrainingShape, 'activation' | 'bias' | 'steps'>;

export function makeNorm(channels: number, count: number, random: Random, shape: NormShape) {
  const array = (spread = 1) => values(channels, random, spread);
  const positive = () => array().map((v) => 1 + v / 2);
  const isBias = shape.bias;
  const arrays = {
    sums: new Float64Array(2 * channels),
    ...{ mean: array(), inverse: positive(), scale: array(2), shift: array(3) },
    ...{ gamma: array(), beta: array(), gammaGradient: array(), betaGradient: array() },
    ...{ runningMean: array(), runningVariance: positive() },
  };
  const epsilon = 1e-3;
  const momentum = 0.25;
  const ends = (shape.steps ? ENDS : LIMITS)[shape.activation];
  const limits = { ...ends, step: shape.steps ? STEP : 0 };
  const gamma = isBias ? 0 : arrays.gamma;
  const fields = { ...arrays, gamma, channels, count, epsilon, momentum, ...limits };
  const call: OpenCall = { kind: 'norm', fields };
  return { ...arrays, call, epsilon, momentum, isBias, ...limits };
}

export type CaseNorm = ReturnType<typeof makeNorm>;

/** An array and what it holds after the call. */
export type Entry = readonly [CaseArray, Row];

/** What normalisation's way back leaves beside the gradient of its input. */
export function normEntries(norm: CaseNorm, gradients: readonly NormGradients[]): Entry[] {
  const beta: Entry = [norm.betaGradient, gradients.map((of) => of.beta)];
  return norm.isBias ? [beta] : [[norm.gammaGradient, gradients.map((of) => of.gamma)], beta];
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
