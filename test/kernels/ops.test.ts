/** The gradients as TF.js operators on its WASM backend: against plain loops, against its forward pass, and by its own tests. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
// Registers gradients and chained operators, and the cpu backend.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/pruning/seededRandom';
import { registerTrainingOps } from '../../workers/kernels/ops';
import { runOwnTests } from './opsOwnTests';

const ROOT = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

beforeAll(async () => {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(`${join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')))}/`);
  await tf.setBackend('wasm');
  const module = readFileSync(`${ROOT}/workers/kernels/build/training.simd.wasm`);
  const outcome = await registerTrainingOps(module);
  if (!outcome.ok) throw new Error(outcome.message);
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const random = seededRandom(5, 0);
const randomTensor = (shape: number[]) => {
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random() - 0.5);
  return tf.tensor4d(values, shape as tf.Tensor4D['shape']);
};
const dot = (a: tf.Tensor, b: tf.Tensor) => a.mul(b).sum().dataSync()[0];

interface Case {
  readonly size: [number, number];
  readonly channels: number;
  readonly filter: [number, number];
  readonly stride: [number, number];
  readonly pad: 'same' | 'valid' | [[0, 0], [number, number], [number, number], [0, 0]];
  readonly dilation: number;
  readonly multiplier: number;
}

const one: Case = {
  ...{ size: [9, 7], channels: 5, filter: [3, 3], stride: [1, 1], pad: 'same' },
  ...{ dilation: 1, multiplier: 1 },
};
const cases: Record<string, Case> = {
  '3×3': one,
  'stride 2': { ...one, channels: 16, stride: [2, 2] },
  'stride 2, symmetric': {
    ...one,
    stride: [2, 2],
    pad: [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ],
  },
  'uneven padding': {
    ...one,
    channels: 6,
    pad: [
      [0, 0],
      [2, 0],
      [0, 1],
      [0, 0],
    ],
  },
  'uneven strides': { ...one, channels: 9, filter: [2, 3], stride: [3, 1], pad: 'valid' },
  // With 'same' padding TF.js's own forward pass is zero here (tfjs 6629).
  'stride beyond the filter': { ...one, filter: [1, 2], stride: [3, 3], pad: 'valid' },
  'pixels that fill no strip': { ...one, size: [2, 300], channels: 3 },
  dilated: { ...one, channels: 7, dilation: 2 },
  'two filters a channel': { ...one, multiplier: 2 },
  '1×1': { ...one, channels: 11, filter: [1, 1] },
};

/** For a bilinear map, ⟨dy, f(x, w)⟩ = ⟨x, dx⟩ = ⟨w, dw⟩: the forward operator of the backend checks the gradients. */
describe.each(Object.entries(cases))('%s', (_, c) => {
  const attrs = { strides: c.stride, dilations: c.dilation, pad: c.pad };

  it('depthwise gradients are adjoint to the forward pass', () => {
    const x = randomTensor([2, ...c.size, c.channels]);
    const filter = randomTensor([...c.filter, c.channels, c.multiplier]);
    const y = tf.depthwiseConv2d(x, filter, c.stride, c.pad as 'same', 'NHWC', c.dilation);
    const dy = randomTensor(y.shape);
    const expected = dot(y, dy);
    const run = (name: string, inputs: Record<string, tf.Tensor>, more: object) =>
      tf.engine().runKernel(name, inputs as never, { ...attrs, ...more } as never) as tf.Tensor;
    const dx = run('DepthwiseConv2dNativeBackpropInput', { dy, filter }, { inputShape: x.shape });
    const dw = run('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { filterShape: filter.shape });
    expect(dot(x, dx)).toBeCloseTo(expected, 3);
    expect(dot(filter, dw)).toBeCloseTo(expected, 3);
  });

  it.skipIf(c.dilation > 1)('the filter gradient is adjoint to the forward pass', () => {
    const x = randomTensor([2, ...c.size, c.channels]);
    const filter = randomTensor([...c.filter, c.channels, 10 + c.channels]);
    const y = tf.conv2d(x, filter, c.stride, c.pad as 'same');
    const dy = randomTensor(y.shape);
    const expected = dot(y, dy);
    for (const dataFormat of ['NHWC', 'NCHW']) {
      const order = dataFormat === 'NCHW' ? [0, 3, 1, 2] : [0, 1, 2, 3];
      const reorder = (list: readonly unknown[]) => order.map((i) => list[i]);
      const pad = typeof c.pad === 'string' ? c.pad : reorder(c.pad);
      const dw = tf
        .engine()
        .runKernel('Conv2DBackpropFilter', { x: x.transpose(order), dy: dy.transpose(order) }, {
          ...attrs,
          pad,
          dataFormat,
          filterShape: filter.shape,
        } as never) as tf.Tensor;
      expect(dot(filter, dw), dataFormat).toBeCloseTo(expected, 3);
    }
  });
});

it('refuses another backend', async () => {
  const before = tf.getBackend();
  tf.registerBackend('elsewhere', () => ({}) as never);
  await tf.setBackend('elsewhere');
  expect(await registerTrainingOps(new Uint8Array())).toMatchObject({
    code: 'kernels-unavailable',
  });
  await tf.setBackend(before);
});

describe('tfjs-core', () => runOwnTests());
