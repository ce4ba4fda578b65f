import { refusal } from '../../src/words/refusal';
import { beforeAll, describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs-core';
import { hasNorm, kernelSize } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { LayerWeights, Weights } from '../../src/model/network';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { calibrationBatch, evenBatches, recalibrate } from '../../workers/repair/recalibrate';
import { channelMoments } from '../../workers/repair/tfjsCalibration';
import { memoryInfo, startBackend } from '../../workers/runtime/backend';
import type { LabKernels } from '../../workers/runtime/labKernels';
import { bundled, unwrap } from '../lab/bundled';
import { readBy } from '../subject/images';
import { WASM_FILE } from '../lab/labFiles';

const no = () => false;

it('batches of calibration images are even', () => {
  expect(evenBatches(103, 50)).toEqual([
    [0, 36],
    [36, 68],
    [68, 103],
  ]);
  expect(evenBatches(50, 50)).toEqual([[0, 50]]);
  expect(evenBatches(3, 50)).toEqual([[0, 3]]);
});

it('batches of large images are small, as their smallest maps have many values', () => {
  const at = (inputSize: number, stemStride: 1 | 2) =>
    calibrationBatch(mobilenetV2({ width: 1, inputSize, stemStride, classes: 10 }));
  expect([at(32, 1), at(224, 2)]).toEqual([50, 16]);
});

it('channel moments are those of the definition', async () => {
  unwrap(await startBackend(WASM_FILE));
  const values = Array.from({ length: 3 * 2 * 2 * 2 }, (_, i) => ((i * 37) % 17) - 5);
  const maps = tf.tensor4d(values, [3, 2, 2, 2]);
  const { mean, variance } = channelMoments(maps);
  for (const channel of [0, 1]) {
    const own = values.filter((_, i) => i % 2 === channel);
    const average = own.reduce((sum, value) => sum + value) / 12;
    const spread = own.reduce((sum, value) => sum + (value - average) ** 2, 0) / 12;
    expect(mean[channel]).toBeCloseTo(average, 5);
    expect(variance[channel]).toBeCloseTo(spread, 4);
  }
  maps.dispose();
});

it('variances are unbiased', async () => {
  unwrap(await startBackend(WASM_FILE));
  const network = mobilenetV2({ width: 0.25, inputSize: 2, stemStride: 1, classes: 2 });
  const filled = (length: number) => new Float32Array(length).fill(1);
  const weights = network.layers.map((layer): LayerWeights => {
    const [kernel, c] = [filled(kernelSize(layer)), layer.outChannels];
    const norm = { gamma: filled(c), beta: filled(c), mean: filled(c), variance: filled(c) };
    return hasNorm(layer) ? { kernel, norm, bias: null } : { kernel, norm: null, bias: filled(c) };
  });
  // The middle tap alone: the stem's output is the image, 27 values of the kernel in rows of 8 channels.
  weights[0].kernel.fill(0).fill(1, 4 * 3 * 8, (4 * 3 + 1) * 8);
  const pixels = Uint8Array.of(0, 0, 255, 255);
  const sizes = { count: 1, rows: 2, columns: 2, planes: 1 } as const;
  const image = readBy({ ...sizes, pixels, labels: new Uint16Array(1) }, { size: 2, planes: 3 });
  const repaired = unwrap(await recalibrate(network, weights, image, 1, null, no, () => {}));
  // Two values at ±0.5/0.353 around the mean each: Σ = 4 · 0.25/0.353², divided by 4 − 1.
  expect(repaired[0].norm?.variance[0]).toBeCloseTo(1 / 0.353 ** 2 / 3, 4);
});

/** Largest difference of a layer's statistics, in deviations of the channel. */
function furthest(own: Weights, expected: Weights): number {
  const differences = expected.flatMap(({ norm }, i) => {
    if (!norm) return [];
    const { mean, variance } = own[i].norm!;
    // Of channels that are always 0, too: their variance is 0 in both.
    const spread = norm.variance.map((v) => Math.sqrt(v) + 1e-3);
    return [...mean].flatMap((m, c) => [
      Math.abs(m - norm.mean[c]) / spread[c],
      Math.abs(variance[c] - norm.variance[c]) / spread[c] ** 2,
    ]);
  });
  return differences.reduce((largest, d) => (d <= largest ? largest : d), 0);
}

describe('recalibration', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => (lab = await bundled()));

  it('finds the statistics of the first layer and leaves γ, β and kernels', async () => {
    const { network, weights, resources } = lab;
    const images = unwrap(await resources.images('train', () => {}));
    const repaired = unwrap(await recalibrate(network, weights, images, 20, null, no, () => {}));
    // The stem's first channel, convolved by hand in double precision.
    const outputs = stemChannel(weights[0].kernel, images.pixels as Uint8Array, 20);
    const mean = outputs.reduce((sum, value) => sum + value, 0) / outputs.length;
    const squares = outputs.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(repaired[0].norm?.mean[0]).toBeCloseTo(mean, 4);
    expect(repaired[0].norm?.variance[0]).toBeCloseTo(squares / (outputs.length - 1), 3);
    expect(repaired[0].norm?.gamma).toBe(weights[0].norm?.gamma);
    expect(repaired[0].kernel).toBe(weights[0].kernel);
    expect(memoryInfo().tensors).toBe(0);
  });

  it.each([
    ['l1-norm', 0.37],
    ['magnitude-global', 0.8],
  ] as const)('is the same on the kernels as on TF.js: %s', async (method, level) => {
    const { network, weights } = unwrap(await lab.cutter.cut({ ...defaultPlan(method), level }));
    const images = unwrap(await lab.resources.images('train', () => {}));
    let batches = 0;
    // 52 and 48 images: the averages have to pass from one size to the other.
    const on = async (kernels: LabKernels | null) =>
      unwrap(await recalibrate(network, weights, images, 100, kernels, no, () => batches++));
    const own = await on(lab.kernels);
    const difference = furthest(own, await on(null));
    expect(difference).toBeLessThan(1e-4);
    // Sums in another order: it was not TF.js that answered twice.
    expect(difference).toBeGreaterThan(0);
    expect(batches).toBe(4);
    expect(own[3].kernel).toBe(weights[3].kernel);
    expect(own[3].norm?.gamma).toBe(weights[3].norm?.gamma);
  });

  it('stays on TF.js where the kernels cannot be had', async () => {
    const { network, weights } = unwrap(await lab.cutter.cut(defaultPlan('l1-norm')));
    const images = unwrap(await lab.resources.images('train', () => {}));
    const without = unwrap(await recalibrate(network, weights, images, 8, null, no, () => {}));
    const training = async () => refusal('training-needs-kernels');
    const refused = { ...lab.kernels, training };
    const full = { ...lab.kernels, heap: { ...lab.kernels.heap, malloc: () => 0 } };
    for (const kernels of [refused, full]) {
      const repaired = await recalibrate(network, weights, images, 8, kernels, no, () => {});
      expect(furthest(unwrap(repaired), without)).toBe(0);
    }
  });

  it('ends when it is superseded and leaves nothing behind', async () => {
    const { network, weights } = unwrap(await lab.cutter.cut(defaultPlan('l1-norm')));
    const images = unwrap(await lab.resources.images('train', () => {}));
    let batches = 0;
    const superseded = () => batches === 1;
    const outcome = await recalibrate(
      ...([network, weights, images, 150, null, superseded] as const),
      () => batches++,
    );
    expect(outcome).toMatchObject({ ok: false, code: 'superseded' });
    expect(memoryInfo().tensors).toBe(0);
  });
});

/** Outputs of the stem's channel 0 for grey images of 28×28 in a frame of two zeros. */
function stemChannel(kernel: Float32Array, pixels: Uint8Array, images: number): number[] {
  const taps = Array.from({ length: 9 }, (_, tap) =>
    [0, 1, 2].reduce((sum, plane) => sum + kernel[(tap * 3 + plane) * 32], 0),
  );
  const grey = (image: number, row: number, column: number) => {
    if (row < 0 || row > 31 || column < 0 || column > 31) return 0;
    const inside = row > 1 && row < 30 && column > 1 && column < 30;
    const pixel = inside ? pixels[(image * 28 + row - 2) * 28 + column - 2] : 0;
    return (pixel / 255 - 0.286) / 0.353;
  };
  return Array.from({ length: images * 1024 }, (_, i) => {
    const [image, row, column] = [i >> 10, (i >> 5) & 31, i & 31];
    const sum = (s: number, tap: number, t: number) =>
      s + tap * grey(image, row + Math.floor(t / 3) - 1, column + (t % 3) - 1);
    return taps.reduce(sum, 0);
  });
}
