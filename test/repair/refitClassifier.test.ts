import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { fitSoftmax, softmaxLoss, type Features } from '../../workers/repair/refitClassifier';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';

const [COUNT, WIDTH, CLASSES] = [300, 6, 3];

beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

/** Clouds around one corner a class, the last feature 1. */
function clouds(seed: number): Features {
  const random = seededRandom(seed, 0);
  const labels = Uint16Array.from({ length: COUNT }, () => Math.floor(CLASSES * random()));
  const values = Float32Array.from({ length: COUNT * WIDTH }, (_, i) => {
    const [image, feature] = [Math.floor(i / WIDTH), i % WIDTH];
    if (feature === WIDTH - 1) return 1;
    return 2 * random() - 1 + (feature === labels[image] ? 1 : 0);
  });
  return { width: WIDTH, values, labels };
}

it('the gradient is that of finite differences', () => {
  const features = clouds(1);
  const random = seededRandom(2, 0);
  const weights = Float32Array.from({ length: WIDTH * CLASSES }, () => random() - 0.5);
  const { gradient } = softmaxLoss(features, weights, CLASSES);
  gradient.forEach((slope, i) => {
    const at = (sign: number) =>
      softmaxLoss(features, weights.with(i, weights[i] + sign * 0.01), CLASSES).loss;
    expect((at(1) - at(-1)) / 0.02).toBeCloseTo(slope, 3);
  });
});

it('fitting lowers the loss, on images that it has not seen too', () => {
  const start = new Float32Array(WIDTH * CLASSES);
  const fitted = fitSoftmax(clouds(3), start, CLASSES);
  for (const seed of [3, 4]) {
    const features = clouds(seed);
    expect(softmaxLoss(features, start, CLASSES).loss).toBeCloseTo(Math.log(CLASSES), 5);
    expect(softmaxLoss(features, fitted, CLASSES).loss).toBeLessThan(0.75);
  }
});
