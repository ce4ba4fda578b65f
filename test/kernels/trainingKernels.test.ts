/** Single training kernels against scalar loops, over odd sizes and tails. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/pruning/seededRandom';
import { Allocations, BumpHeap } from '../../workers/kernels/heap';
import { recordBytes, writeRecord } from '../../workers/kernels/records';
import {
  instantiateTrainingKernels,
  trainingKernelRecords,
  type TrainingKernels,
} from '../../workers/kernels/trainingKernels';
import {
  trainingRecordBytes,
  writeTrainingRecord,
  type TrainingRecord,
  type TrainingValues,
} from '../../workers/kernels/trainingRecords';

const ROOT = resolve(import.meta.dirname, '../..');
const EPSILON = 1e-5;
const heap = new BumpHeap();
const allocations = new Allocations(heap);
let kernels: TrainingKernels;
const random = seededRandom(9, 0);

beforeAll(async () => {
  const module = readFileSync(`${ROOT}/workers/kernels/build/training.simd.wasm`);
  const outcome = await instantiateTrainingKernels(module, heap);
  if (!outcome.ok) throw new Error(outcome.message);
  kernels = outcome.value;
});

const noise = (length: number, spread = 1) =>
  Float32Array.from({ length }, () => spread * (2 * random() - 1));
const place = (values: Float32Array) => allocations.place(values);
const view = (address: number, length: number) =>
  new Float32Array(heap.memory.buffer, address, length);

function record<K extends TrainingRecord>(kind: K, values: TrainingValues<K>): number {
  const address = allocations.reserve(trainingRecordBytes(kind));
  writeTrainingRecord(heap.memory, address, kind, values);
  return address;
}

function expectClose(own: Float32Array, expected: ArrayLike<number>, label: string): void {
  const worst = own.reduce((m, v, i) => Math.max(m, Math.abs(v - expected[i])), 0);
  expect(worst, label).toBeLessThan(2e-4);
}

/** A normalisation of `channels` channels with the given scale and shift, and room for all that it computes. */
function norm(channels: number, count: number, scale: Float32Array, shift: Float32Array) {
  const room = () => allocations.reserve(4 * channels);
  const fields = {
    ...{ sums: allocations.reserve(16 * channels), mean: room(), inverse: room() },
    ...{ scale: place(scale), shift: place(shift), gamma: place(noise(channels)), beta: room() },
    ...{
      gammaGradient: room(),
      betaGradient: room(),
      runningMean: room(),
      runningVariance: room(),
    },
    ...{ channels, count, epsilon: EPSILON, momentum: 0.25 },
  };
  return { ...fields, record: record('norm', fields) };
}

const relu6 = (v: number) => Math.min(6, Math.max(0, v));

it('names every export', () => {
  const names = Object.keys(kernels).filter((name) => name !== 'memory');
  const ops = ['convFilterGradient', 'depthwiseInputGradient', 'depthwiseFilterGradient'];
  expect(names.sort()).toEqual([...Object.keys(trainingKernelRecords), ...ops].sort());
});

const sizes = [
  { inputs: 1, outputs: 1, columns: 4, chunk: 64 },
  { inputs: 3, outputs: 7, columns: 36, chunk: 32 },
  { inputs: 9, outputs: 13, columns: 100, chunk: 64 },
  { inputs: 33, outputs: 6, columns: 260, chunk: 96 },
];

it.each(sizes)(
  'packPanels and product: $inputs → $outputs',
  ({ inputs, outputs, columns, chunk }) => {
    for (const activated of [false, true]) {
      const [kernel, input] = [noise(inputs * outputs), noise(inputs * (columns + 16), 4)];
      const [scale, shift] = [noise(inputs, 2), noise(inputs)];
      const pitch = 4 * (columns + 16);
      const panels = allocations.reserve(4 * (inputs + 1) * (outputs + 1));
      const strides = { inStride: 4 * outputs, outStride: 4, bias: 0, panels };
      const counts = { inChannels: inputs, outChannels: outputs };
      kernels.packPanels(record('pack', { kernel: place(kernel), ...strides, ...counts }));
      const product = allocations.reserve(recordBytes('pointwise'));
      writeRecord(heap.memory, product, 'pointwise', {
        ...{ input: 0, output: 0, residual: 0, weights: panels, ...counts, columns: 0 },
        ...{ inPitch: pitch, outPitch: pitch, chunk: 0, low: -Infinity, high: Infinity },
      });
      const output = allocations.reserve(outputs * pitch);
      const sums = allocations.reserve(16 * outputs);
      const call = record('product', {
        ...{ product, norm: activated ? norm(inputs, columns, scale, shift).record : 0, sums },
        ...{ input: place(input), inPitch: pitch, output, added: 0, columns, chunk },
        ...{
          scratch: allocations.reserve(4 * inputs * (chunk + 16)),
          scratchPitch: 4 * (chunk + 16),
        },
      });
      kernels.product(call);
      const totals = new Float64Array(heap.memory.buffer, sums, 2 * outputs);
      for (let m = 0; m < outputs; m++) {
        const expected = Array.from({ length: columns }, (_, i) => {
          let sum = 0;
          for (let k = 0; k < inputs; k++) {
            const x = input[k * (columns + 16) + i];
            sum += kernel[k * outputs + m] * (activated ? relu6(scale[k] * x + shift[k]) : x);
          }
          return sum;
        });
        expectClose(view(output + m * pitch, columns), expected, `row ${m}`);
        expect(totals[2 * m]).toBeCloseTo(
          expected.reduce((a, b) => a + b),
          2,
        );
        const squares = expected.reduce((a, b) => a + b * b, 0);
        expect(Math.abs(totals[2 * m + 1] - squares)).toBeLessThan(1e-4 * (1 + squares));
      }
    }
  },
);

it.each(sizes)('correlate: $inputs × $outputs', ({ inputs, outputs, columns, chunk }) => {
  const pitch = columns + 16;
  const [left, right] = [noise(inputs * pitch), noise(outputs * pitch)];
  const [scale, shift] = [noise(inputs, 2), noise(inputs)];
  const gradient = allocations.reserve(4 * inputs * outputs);
  const call = record('correlation', {
    ...{ left: place(left), leftPitch: 4 * pitch, leftRows: inputs },
    ...{ right: place(right), rightPitch: 4 * pitch, rightRows: outputs },
    norm: norm(inputs, columns, scale, shift).record,
    ...{ scratch: allocations.reserve(24 * (chunk + 16)), scratchPitch: 4 * (chunk + 16) },
    ...{ gradient, leftStride: 4 * outputs, rightStride: 4, columns, chunk, accumulate: 0 },
  });
  // Twice: the first chunk must overwrite what the call before has left.
  kernels.correlate(call);
  kernels.correlate(call);
  const expected = Array.from({ length: inputs * outputs }, (_, at) => {
    const [a, b] = [Math.floor(at / outputs), at % outputs];
    let sum = 0;
    for (let i = 0; i < columns; i++) {
      sum += relu6(scale[a] * left[a * pitch + i] + shift[a]) * right[b * pitch + i];
    }
    return sum;
  });
  expectClose(view(gradient, inputs * outputs), expected, 'gradient');
});

it('finishNorm turns sums into statistics', () => {
  const [channels, count] = [5, 12];
  const values = Array.from({ length: channels }, () => noise(count, 3));
  const n = norm(channels, count, noise(channels), noise(channels));
  const sums = new Float64Array(heap.memory.buffer, n.sums, 2 * channels);
  values.forEach((list, c) => {
    sums[2 * c] = list.reduce((a, b) => a + b);
    sums[2 * c + 1] = list.reduce((a, b) => a + b * b, 0);
  });
  const gamma = view(n.gamma, channels).slice();
  kernels.finishNorm(n.record);
  values.forEach((list, c) => {
    const mean = list.reduce((a, b) => a + b) / count;
    const variance = list.reduce((a, b) => a + (b - mean) ** 2, 0) / count;
    const scale = gamma[c] / Math.sqrt(variance + EPSILON);
    expect(view(n.mean, channels)[c]).toBeCloseTo(mean, 5);
    expect(view(n.scale, channels)[c]).toBeCloseTo(scale, 5);
    expect(view(n.shift, channels)[c]).toBeCloseTo(-mean * scale, 5);
    expect(view(n.runningMean, channels)[c]).toBeCloseTo(0.25 * mean, 5);
    const unbiased = (variance * count) / (count - 1);
    expect(view(n.runningVariance, channels)[c]).toBeCloseTo(0.25 * unbiased, 4);
    expect(sums[2 * c]).toBe(0);
  });
});
