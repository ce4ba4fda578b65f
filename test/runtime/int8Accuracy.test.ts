/** What rounding to int8 costs the bundled network, without training, on the int8 kernels. */
import { expect, it } from 'vitest';
import { precisionRow } from '../../src/pruning/precisions';
import { quantise } from '../../src/quantisation/quantise';
import { USUAL_RANGE_CHOOSER } from '../../src/quantisation/rangeChoosers';
import { chooseRanges } from '../../src/quantisation/ranges';
import type { Classifier } from '../../workers/runtime/classifier';
import { batchOf, evaluate } from '../../workers/runtime/evaluate';
import { int8Classifier } from '../../workers/runtime/int8Classifier';
import { kernelClassifier } from '../../workers/runtime/labKernels';
import { observeMaps } from '../../workers/runtime/observedMaps';
import { bundled, unwrap } from '../lab/bundled';
import { requestOf } from '../lab/labFiles';

const PICTURES = 1000;

it('loses at most 0.3 points', async () => {
  const { resources, kernels, test, network, weights } = await bundled(
    requestOf('mobilenetv2-1.0-fashion-mnist'),
  );
  const training = unwrap(await resources.images('train', () => {}));
  const { calibrationImages } = precisionRow('int8');
  const never = () => false;
  const seen = unwrap(
    await observeMaps({ network, weights }, training, calibrationImages, never, () => {}),
  );
  const ranges = chooseRanges(seen, USUAL_RANGE_CHOOSER.choose);
  const quantised = unwrap(quantise(network, weights, ranges));
  const batch = batchOf(network);
  const predicted = async (classifier: Classifier) => {
    const range = { from: 0, to: PICTURES };
    const { predictions } = unwrap(await evaluate(classifier, test, range, never, () => {}));
    classifier.dispose();
    return predictions;
  };
  const right = (predictions: Uint16Array) =>
    predictions.filter((own, image) => own === test.labels[image]).length;
  const single = await predicted(unwrap(kernelClassifier(kernels, network, weights, batch)));
  const whole = await predicted(
    unwrap(await int8Classifier({ ok: true, value: kernels }, quantised, batch)),
  );
  expect(right(single) - right(whole)).toBeLessThanOrEqual(0.003 * PICTURES);
  expect(whole.filter((own, image) => own === single[image]).length).toBeGreaterThan(
    0.99 * PICTURES,
  );
});
