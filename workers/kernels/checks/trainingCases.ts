/** Problems for normalisation and 1×1 convolution in training: random data, and the references' answers. */
import type { Random } from '../../../src/base/seededRandom';
import { packPanels } from '../inference/pack';
import { correlationReference, productReference } from '../reference/trainingPointwise';
import {
  activated,
  statisticsReference,
  sum,
  sumOfSquares,
  type Row,
} from '../reference/trainingRows';
import type { CaseArray, OpenCall, TrainingCase } from './trainingCase';
import {
  anything,
  arraysOf,
  labelOf,
  makeMap,
  makeNorm,
  values,
  withRows,
  type CaseMap,
  type CaseNorm,
  type TrainingShape,
} from './trainingCaseData';

const columnsOf = ({ size, images }: TrainingShape) => size * size * images;

export function finishNormCase(shape: TrainingShape, random: Random): TrainingCase {
  const rows = makeMap(shape.inChannels, columnsOf(shape), random, 2).rows;
  const norm = makeNorm(rows.length, columnsOf(shape), random, shape);
  rows.forEach((row, c) => norm.sums.set([sum(row), sumOfSquares(row)], 2 * c));
  return {
    label: labelOf(shape),
    call: norm.call,
    expected: () => {
      const after = statisticsReference(rows, norm, norm.epsilon, norm.momentum);
      const names = [
        'mean',
        'inverse',
        'scale',
        'shift',
        'runningMean',
        'runningVariance',
      ] as const;
      const moved = names.map((name) => [norm[name], after[name]] as const);
      return arraysOf([...moved, [norm.sums, norm.sums.map(() => 0)]]);
    },
  };
}

/** Two doubles a channel that sums are added to, and what they are then. */
export function makeSums(channels: number, random: Random) {
  const sums = Float64Array.from({ length: 2 * channels }, random);
  const after = (rows: readonly Row[]) =>
    rows.flatMap((row, c) => [sums[2 * c] + sum(row), sums[2 * c + 1] + sumOfSquares(row)]);
  return { sums, after };
}

interface ProductParts {
  readonly input: CaseMap;
  readonly norm: CaseNorm | null;
  readonly output: CaseMap;
  /** [in][out] */
  readonly kernel: Float32Array;
  readonly added: boolean;
  readonly sums: Float64Array | 0;
  readonly chunk: number;
}

export function productCall(parts: ProductParts): { call: OpenCall; scratch: Float32Array } {
  const { input, norm, output, kernel, added, sums, chunk } = parts;
  const counts = { inChannels: input.rows.length, outChannels: output.rows.length };
  const weights = packPanels(kernel, new Float32Array(counts.outChannels));
  const limits = { low: -Infinity, high: Infinity };
  const open = { input: 0, output: 0, residual: 0, columns: 0, chunk: 0 };
  const pitches = { inPitch: input.pitch, outPitch: output.pitch };
  const scratch = new Float32Array(counts.inChannels * (chunk + 16));
  const call: OpenCall = {
    kind: 'product',
    fields: {
      product: {
        kind: 'pointwise',
        fields: { ...open, weights, ...counts, ...pitches, ...limits },
      },
      ...{ norm: norm?.call ?? 0, input: input.values, inPitch: input.pitch },
      ...{ output: output.values, added: added ? output.values : 0, scratch },
      ...{ scratchPitch: 4 * (chunk + 16), sums, columns: input.columns, chunk },
    },
  };
  return { call, scratch };
}

/** `extra`: normalised on the way in, with sums; else added to what is there. */
export function productCase(shape: TrainingShape, random: Random): TrainingCase {
  const { inChannels, outChannels, chunk, extra } = shape;
  const columns = columnsOf(shape);
  const input = makeMap(inChannels, columns, random, 2);
  const output = makeMap(outChannels, columns, random);
  const kernel = values(inChannels * outChannels, random);
  const norm = extra ? makeNorm(inChannels, columns, random, shape) : null;
  const { sums, after } = makeSums(outChannels, random);
  const parts = {
    input,
    norm,
    output,
    kernel,
    added: !extra,
    sums: extra ? sums : 0,
    chunk,
  } as const;
  const { call, scratch } = productCall(parts);
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const rows = norm ? input.rows.map((row, c) => activated(row, norm, c)) : input.rows;
      const added = extra ? null : output.rows;
      const result = productReference(rows, kernel, outChannels, added);
      const arrays = new Map<CaseArray, CaseArray>([
        [output.values, withRows(output, result)],
        [scratch, anything(scratch.length)],
      ]);
      return extra ? arrays.set(sums, Float64Array.from(after(result))) : arrays;
    },
  };
}

export interface CorrelationParts {
  readonly left: CaseMap;
  readonly norm: CaseNorm | null;
  readonly right: CaseMap;
  readonly gradient: Float32Array;
  /** Whether the gradient is [right][left] instead of [left][right]. */
  readonly transposed: boolean;
  readonly chunk: number;
  readonly accumulate?: boolean;
}

export function correlationCall(parts: CorrelationParts): {
  call: OpenCall;
  scratch: Float32Array;
} {
  const { left, norm, right, gradient, transposed, chunk, accumulate = false } = parts;
  const scratch = new Float32Array(6 * (chunk + 16));
  const [a, b] = [left.rows.length, right.rows.length];
  const call: OpenCall = {
    kind: 'correlation',
    fields: {
      ...{ left: left.values, leftPitch: left.pitch, leftRows: a, norm: norm?.call ?? 0 },
      ...{ right: right.values, rightPitch: right.pitch, rightRows: b },
      ...{ scratch, scratchPitch: 4 * (chunk + 16), gradient },
      ...{ leftStride: transposed ? 4 : 4 * b, rightStride: transposed ? 4 * a : 4 },
      ...{ columns: left.columns, chunk, accumulate: accumulate ? 1 : 0 },
    },
  };
  return { call, scratch };
}

/** The gradient in its order, + what is there if it accumulates. */
export function correlationAfter(parts: CorrelationParts): number[] {
  const { left, norm, right, gradient, transposed, accumulate } = parts;
  const rows = norm ? left.rows.map((row, c) => activated(row, norm, c)) : left.rows;
  const order = transposed ? [right.rows, rows] : [rows, right.rows];
  const result = correlationReference(order[0], order[1]).flat();
  return accumulate ? result.map((v, i) => v + gradient[i]) : result;
}

export function correlateCase(shape: TrainingShape, random: Random): TrainingCase {
  const { inChannels, outChannels, chunk, extra } = shape;
  const columns = columnsOf(shape);
  const parts = {
    left: makeMap(inChannels, columns, random, 2),
    norm: extra ? makeNorm(inChannels, columns, random, shape) : null,
    right: makeMap(outChannels, columns, random),
    gradient: values(inChannels * outChannels, random),
    ...{ transposed: random() < 0.5, accumulate: random() < 0.5, chunk },
  };
  const { call, scratch } = correlationCall(parts);
  return {
    label: labelOf(shape),
    call,
    expected: () =>
      arraysOf([
        [parts.gradient, correlationAfter(parts)],
        [scratch, anything(scratch.length)],
      ]),
  };
}

/** As an expand layer uses it: left rows are the gradient of the layer's output, right rows its input. */
export function pairCase(shape: TrainingShape, random: Random): TrainingCase {
  const { inChannels, outChannels, chunk, extra } = shape;
  const columns = columnsOf(shape);
  const left = makeMap(outChannels, columns, random);
  const output = makeMap(inChannels, columns, random);
  const kernel = values(inChannels * outChannels, random);
  const gradient = values(kernel.length, random);
  const right = makeMap(inChannels, columns, random);
  const correlation = { left, norm: null, right, gradient, transposed: true, chunk };
  const product = {
    input: left,
    norm: null,
    output,
    kernel,
    added: extra,
    sums: 0,
    chunk,
  } as const;
  const calls = [correlationCall(correlation), productCall(product)];
  const [first, second] = calls.map(({ call }) => call);
  return {
    label: labelOf(shape),
    call: { kind: 'pair', fields: { correlation: first, product: second, columns, chunk } },
    expected: () => {
      const result = productReference(left.rows, kernel, inChannels, extra ? output.rows : null);
      return arraysOf([
        [gradient, correlationAfter(correlation)],
        [output.values, withRows(output, result)],
        ...calls.map(({ scratch }) => [scratch, anything(scratch.length)] as const),
      ]);
    },
  };
}

/** `extra`: the kernel is [out][in], and there is no bias. */
export function packCase(shape: TrainingShape, random: Random): TrainingCase {
  const { inChannels, outChannels, extra } = shape;
  const kernel = values(inChannels * outChannels, random);
  const bias = values(outChannels, random);
  const panels = values((inChannels + 1) * outChannels, random);
  const strides = extra
    ? { inStride: 4, outStride: 4 * inChannels }
    : { inStride: 4 * outChannels, outStride: 4 };
  const transposed = () =>
    kernel.map((_, i) => kernel[(i % outChannels) * inChannels + Math.floor(i / outChannels)]);
  return {
    label: labelOf(shape),
    call: {
      kind: 'pack',
      fields: { kernel, ...strides, inChannels, outChannels, panels, bias: extra ? 0 : bias },
    },
    expected: () =>
      arraysOf([
        [
          panels,
          extra
            ? packPanels(transposed(), new Float32Array(outChannels))
            : packPanels(kernel, bias),
        ],
      ]),
  };
}
