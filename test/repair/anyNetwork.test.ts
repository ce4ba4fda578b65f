/** Repairs that need no training kernels, on networks that are described and not built in. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import type { NetworkDescription } from '../../src/model/description';
import type { Network, Weights } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import { rank } from '../../src/pruning/rank';
import { select, type Cut } from '../../src/pruning/select';
import { applyMasks, compact, type CompactNetwork } from '../../src/pruning/surgery';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { SubjectImages } from '../../src/subject/preprocess';
import { leastSquares } from '../../workers/repair/leastSquares';
import { recalibrate } from '../../workers/repair/recalibrate';
import { refitClassifier } from '../../workers/repair/refitClassifier';
import { memoryInfo, startBackend } from '../../workers/runtime/backend';
import { judged, imageTensor } from '../../workers/runtime/evaluate';
import { Executor } from '../../workers/runtime/executor';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { cifarMobilenetV2, mobilenetV1, teachableMachine } from '../model/family';
import { randomWeights } from '../pruning/networks';
import { readBy } from '../subject/images';

const IMAGES = 96;
const no = () => false;
const nothing = () => {};

const FAMILY: readonly (readonly [string, NetworkDescription])[] = [
  ['MobileNetV1', mobilenetV1(33, 4, 5)],
  ['MobileNetV2 with projected shortcuts', cifarMobilenetV2()],
  ['MobileNetV2 with two dense layers, grey', teachableMachine()],
];

beforeAll(async () => {
  unwrap(await startBackend(WASM_FILE));
});

/** Spots; their class is how far down they lie. */
function imagesFor({ input: { size, planes }, classes }: Network): SubjectImages {
  const random = seededRandom(8, 0);
  const labels = new Uint16Array(IMAGES);
  const pixels = new Uint8Array(IMAGES * size * size);
  for (let image = 0; image < IMAGES; image++) {
    const [bright, x, y] = [55 + 200 * random(), size * random(), size * random()];
    labels[image] = Math.floor((classes * y) / size);
    for (let i = 0; i < size * size; i++) {
      const distance = Math.hypot((i % size) - x, Math.floor(i / size) - y);
      pixels[image * size * size + i] = bright * Math.exp(-distance / size) + 20 * random();
    }
  }
  const images = { count: IMAGES, rows: size, columns: size, planes: 1, pixels, labels } as const;
  return readBy(images, { size, planes: planes as 1 | 3 });
}

function scoresOf(network: Network, weights: Weights, images: SubjectImages): Float32Array {
  const executor = new Executor(network, weights);
  const batch = imageTensor(images, 0, IMAGES);
  const scores = executor.runTensor(batch).slice();
  batch.dispose();
  executor.dispose();
  return scores;
}

function meanSquare(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2 / a.length, 0);
}

/** Statistics of the very images, so that the dense network is one that has been trained on them. */
async function denseOf(description: NetworkDescription) {
  const network = networkOf(description);
  const images = imagesFor(network);
  const weights = randomWeights(network, 12);
  const own = unwrap(await recalibrate(network, weights, images, IMAGES, null, no, nothing));
  return { network, weights: own, images };
}

function cutOf({ network, weights }: CompactNetwork, method: 'l1-norm' | 'magnitude-layer') {
  const plan = defaultPlan(method);
  const cut: Cut = unwrap(select(rank(network, weights, plan), 0.4, 1, 1));
  const left =
    cut.kind === 'channels'
      ? compact(network, weights, cut.kept)
      : { network, weights: applyMasks(weights, cut.masks) };
  return { ...left, cut };
}

describe.each(FAMILY)('%s', (_, description) => {
  it.each(['l1-norm', 'magnitude-layer'] as const)(
    'least squares comes nearer to the dense network than recalibration: %s',
    async (method) => {
      const { images, ...dense } = await denseOf(description);
      const cut = cutOf(dense, method);
      const repaired = async (weights: Weights) => {
        const own = await recalibrate(cut.network, weights, images, IMAGES, null, no, nothing);
        return scoresOf(cut.network, unwrap(own), images);
      };
      const expected = scoresOf(dense.network, dense.weights, images);
      const fitted = unwrap(await leastSquares(dense, cut, images, IMAGES, no, nothing));
      const before = meanSquare(await repaired(cut.weights), expected);
      expect(meanSquare(await repaired(fitted), expected)).toBeLessThan(0.8 * before);
      expect(memoryInfo().tensors).toBe(0);
      expect(tf.getBackend()).toBe('wasm');
    },
  );

  it('the classifier alone is fitted to the classes', async () => {
    const { network, weights, images } = await denseOf(description);
    const loss = (own: Weights) => {
      const scores = scoresOf(network, own, images);
      const { classes } = network;
      const each = [...images.labels].map(
        (label, i) => judged(scores.subarray(i * classes, (i + 1) * classes), label).crossEntropy,
      );
      return each.reduce((sum, value) => sum + value) / IMAGES;
    };
    const fitted = unwrap(await refitClassifier(network, weights, images, IMAGES, no, nothing));
    expect(loss(fitted)).toBeLessThan(loss(weights));
    expect(fitted.slice(0, -1)).toEqual(weights.slice(0, -1));
    expect(memoryInfo().tensors).toBe(0);
  });
});
