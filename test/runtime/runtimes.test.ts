/** The dense network on the first 2,000 test images: TF.js against the reference, the lab's kernels against TF.js. */
import { beforeAll, describe, expect, it } from 'vitest';
import { preprocess } from '../../src/subject/preprocess';
import { Executor } from '../../workers/runtime/executor';
import { kernelClassifier } from '../../workers/runtime/labKernels';
import { bundled, unwrap } from '../lab/bundled';
import { REQUEST } from '../lab/labFiles';

const LOGIT_IMAGES = 64;

describe('the two runtimes', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => (lab = await bundled(REQUEST, 2000)));

  it('agree on at least 1,999 images; dense top-1 is 94.05', { timeout: 300_000 }, async () => {
    const tfjs = await lab.predictions(lab, 'tfjs');
    expect(Math.abs(lab.percentRight(tfjs) - 94.05)).toBeLessThanOrEqual(0.05);
    const kernels = await lab.predictions(lab, 'kernels');
    const same = tfjs.filter((prediction, image) => prediction === kernels[image]).length;
    expect(same).toBeGreaterThanOrEqual(1999);
  });

  it.each([1, 16])('give equal logits, batch %i', (batch) => {
    const executor = new Executor(lab.network, lab.weights);
    const classifier = unwrap(kernelClassifier(lab.kernels, lab.network, lab.weights, batch));
    for (let from = 0; from < LOGIT_IMAGES; from += batch) {
      const images = preprocess(lab.test, from, from + batch);
      const expected = executor.run(images);
      const scale = Math.max(...expected.map(Math.abs));
      classifier.run(images).forEach((logit, i) => {
        expect(Math.abs(logit - expected[i]) / scale).toBeLessThan(1e-3);
      });
    }
    classifier.dispose();
    executor.dispose();
  });
});
