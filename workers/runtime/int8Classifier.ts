/** A network that answers in whole numbers. */
import type { Outcome } from '../../src/base/outcome';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { int8Scores } from '../kernels/reference/int8Network';
import type { Classifier } from './classifier';

/** Where no kernel runs: the same integers in plain JavaScript, a hundred times as slow. */
export function scalarClassifier(quantised: QuantisedNetwork): Outcome<Classifier> {
  const { network } = quantised;
  const { size, planes } = network.input;
  const pixels = size * size * planes;
  const run = (images: Float32Array) => {
    const scores = new Float32Array((images.length / pixels) * network.classes);
    for (let image = 0; image < images.length / pixels; image++) {
      const own = images.subarray(image * pixels, (image + 1) * pixels);
      scores.set(int8Scores(quantised, own), image * network.classes);
    }
    return scores;
  };
  return { ok: true, value: { network, run, dispose: () => {} } };
}
