import { expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { leastSquares } from '../../workers/repair/leastSquares';
import { recalibrate } from '../../workers/repair/recalibrate';
import { memoryInfo } from '../../workers/runtime/backend';
import { batchOf, evaluate } from '../../workers/runtime/evaluate';
import { kernelClassifier } from '../../workers/runtime/labKernels';
import { bundled, unwrap } from '../lab/bundled';

const TEST_IMAGES = 500;
const FITTED_ON = 100;
const no = () => false;
const nothing = () => {};

it('brings back more than recalibration does', async () => {
  const lab = await bundled();
  const images = unwrap(await lab.resources.images('train', nothing));
  const right = async (own: CompactNetwork) => {
    const classifier = unwrap(
      kernelClassifier(lab.kernels, own.network, own.weights, batchOf(own.network)),
    );
    const range = { from: 0, to: TEST_IMAGES };
    const { predictions } = unwrap(await evaluate(classifier, lab.test, range, no, nothing));
    classifier.dispose();
    return predictions.filter((own, i) => own === lab.test.labels[i]).length / TEST_IMAGES;
  };
  const cut = unwrap(await lab.cutter.cut({ ...defaultPlan('l1-norm'), level: 0.75 }));
  const { network } = cut;
  const recalibrated = async (weights: typeof cut.weights) =>
    unwrap(await recalibrate(network, weights, images, 200, lab.kernels, no, nothing));
  const fitted = unwrap(await leastSquares(lab, cut, images, FITTED_ON, no, nothing));
  const plain = await right({ network, weights: await recalibrated(cut.weights) });
  // 74 % against 91 % where 500 images are fitted on.
  expect(await right({ network, weights: await recalibrated(fitted) })).toBeGreaterThan(
    plain + 0.1,
  );
  expect(memoryInfo().tensors).toBe(0);
});

it('ends when it is superseded', async () => {
  const lab = await bundled();
  const cut = unwrap(await lab.cutter.cut(defaultPlan('l1-norm')));
  const images = unwrap(await lab.resources.images('train', nothing));
  let asked = 0;
  const outcome = await leastSquares(lab, cut, images, 8, () => ++asked > 3, nothing);
  expect(outcome).toMatchObject({ ok: false, code: 'superseded' });
  expect(memoryInfo().tensors).toBe(0);
});
