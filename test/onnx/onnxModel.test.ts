/** ONNX Runtime as an independent reference for whole networks, dense, masked and compacted. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writeOnnx } from '../../src/formats/onnx/writeOnnx';
import { preprocess } from '../../src/subject/preprocess';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { goldenLogits } from '../fixtures/referenceModel';
import { bundled, unwrap } from '../lab/bundled';
import { exported, farthest, labScores, type Model } from '../recognition/exported';
import { onnxScores } from './onnxRuntime';

const COUNT = 64;

describe('ONNX Runtime', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  let images: Float32Array;
  beforeAll(async () => {
    lab = await bundled();
    images = preprocess(lab.test, 0, COUNT);
  });

  const scoresOf = (model: Model) =>
    onnxScores(writeOnnx(exported(model), 'float32'), images, { count: COUNT, planes: 3 });

  it('gives the golden logits', async () => {
    expect(farthest(await scoresOf(lab), goldenLogits.flat())).toBeLessThan(1e-3);
  });

  it.each([
    ['l1-norm', 'inner', 0.37],
    ['l2-norm', 'all', 0.3],
    ['magnitude-global', 'inner', 0.7],
  ] as const)('agrees with TF.js on %s, %s sets, %f', async (method, scope, level) => {
    const cut = unwrap(await lab.cutter.cut({ ...defaultPlan(method), scope, level }));
    expect(farthest(await scoresOf(cut), labScores(cut, images))).toBeLessThan(1e-3);
  });
});
