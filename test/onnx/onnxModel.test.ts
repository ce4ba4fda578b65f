/** ONNX Runtime as an independent reference for whole networks, dense, masked and compacted. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { preprocess } from '../../src/subject/preprocess';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { Executor } from '../../workers/runtime/executor';
import { goldenLogits } from '../fixtures/referenceModel';
import { bundled, unwrap } from '../lab/bundled';
import { onnxModel, toChannelMajor } from './onnxModel';

const COUNT = 64;

async function onnxLogits(model: Uint8Array, images: Float32Array): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(model);
  const input = new ort.Tensor('float32', toChannelMajor(images, COUNT, 32), [COUNT, 3, 32, 32]);
  const { logits } = await session.run({ images: input });
  await session.release();
  return logits.data as Float32Array;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

describe('ONNX Runtime', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  let images: Float32Array;
  beforeAll(async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'));
    ort.env.wasm.wasmPaths = `${pathToFileURL(folder).href}/`;
    ort.env.wasm.numThreads = 1;
    lab = await bundled();
    images = preprocess(lab.test, 0, COUNT);
  });

  it('gives the golden logits', async () => {
    const logits = await onnxLogits(onnxModel(lab.network, lab.weights, COUNT), images);
    expect(largestDifference(logits, goldenLogits.flat())).toBeLessThan(1e-3);
  });

  it.each([
    ['l1-norm', 'inner', 0.37],
    ['l2-norm', 'all', 0.3],
    ['magnitude-global', 'inner', 0.7],
  ] as const)('agrees with TF.js on %s, %s sets, %f', async (method, scope, level) => {
    const cut = unwrap(await lab.cutter.cut({ ...defaultPlan(method), scope, level }));
    const executor = new Executor(cut.network, cut.weights);
    const expected = executor.run(images);
    executor.dispose();
    const logits = await onnxLogits(onnxModel(cut.network, cut.weights, COUNT), images);
    expect(largestDifference(logits, expected)).toBeLessThan(1e-3);
  });
});
