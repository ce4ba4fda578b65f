/** Networks that are described and not built in: TF.js's WASM backend against its cpu backend, layer by layer. */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import type { Network, Weights } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import { compact } from '../../src/pruning/surgery';
import { TfjsCalibration } from '../../workers/repair/tfjsCalibration';
import { memoryInfo, startBackend } from '../../workers/runtime/backend';
import { Executor } from '../../workers/runtime/executor';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { anyDescription, cifarMobilenetV2, mobilenetV1, teachableMachine } from '../model/family';
import { between, randomWeights } from '../pruning/networks';
import { cpuRun } from './tfjsReference';

const IMAGES = 3;
const FAMILY = {
  'MobileNetV1, SAME padding': mobilenetV1(33, 2, 5),
  'MobileNetV2 with projected shortcuts, ReLU': cifarMobilenetV2(),
  'two dense layers, grey images': teachableMachine(),
};

beforeAll(async () => {
  unwrap(await startBackend(WASM_FILE));
});

function imagesFor({ input: { size, planes } }: Network, count = IMAGES): Float32Array {
  return between(seededRandom(5, 0), count * size * size * planes, -2, 2);
}

function mapsOf(network: Network, weights: Weights, images: Float32Array): Float32Array[] {
  const { size, planes } = network.input;
  const executor = new Executor(network, weights);
  const batch = tf.tensor4d(images, [images.length / (size * size * planes), size, size, planes]);
  const maps: Float32Array[] = [];
  executor.runTensor(batch, (_, output) => maps.push(output.dataSync<'float32'>().slice()));
  batch.dispose();
  executor.dispose();
  expect(memoryInfo().tensors).toBe(0);
  return maps;
}

/** Largest difference, in units of the largest value (1e-3 at least). */
function worst(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  const scale = b.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-3);
  return a.reduce((m, v, i) => Math.max(m, Math.abs(v - b[i])), 0) / scale;
}

async function expectSameMaps(network: Network, seed: number): Promise<void> {
  const weights = randomWeights(network, seed);
  const images = imagesFor(network);
  const { maps } = await cpuRun(network, weights, images);
  for (const [i, map] of mapsOf(network, weights, images).entries()) {
    expect(worst(map, maps[i]), network.layers[i].name).toBeLessThan(1e-4);
  }
}

it.each(Object.entries(FAMILY))(
  '%s: every map is that of the cpu backend',
  async (_, description) => {
    await expectSameMaps(networkOf(description), 3);
  },
);

it('every map of a random network is that of the cpu backend', async () => {
  await fc.assert(
    fc.asyncProperty(anyDescription, fc.nat(1000), async (description, seed) =>
      expectSameMaps(networkOf(description), seed),
    ),
    { seed: 4, numRuns: 25 },
  );
});

it('a compacted random network computes what the cpu backend does with silenced channels', async () => {
  await fc.assert(
    fc.asyncProperty(anyDescription, fc.nat(1000), async (description, seed) => {
      const network = networkOf(description);
      const weights = randomWeights(network, seed);
      const kept = network.sets.map(({ size, index }) => {
        const random = seededRandom(seed, index);
        const some = Int32Array.from({ length: size }, (_, c) => c).filter(() => random() < 0.6);
        return some.length > 0 ? some : Int32Array.of(size - 1);
      });
      const silenced = network.sets.map(
        ({ size }, set) =>
          new Set(Array.from({ length: size }, (_, c) => c).filter((c) => !kept[set].includes(c))),
      );
      const images = imagesFor(network);
      const small = compact(network, weights, kept);
      const own = mapsOf(small.network, small.weights, images).at(-1)!;
      const { maps } = await cpuRun(network, weights, images, 'running', silenced);
      expect(worst(own, maps.at(-1)!)).toBeLessThan(1e-4);
    }),
    { seed: 5, numRuns: 25 },
  );
});

it('calibration finds the statistics of a random network, layers without normalisation included', async () => {
  await fc.assert(
    fc.asyncProperty(anyDescription, fc.nat(1000), async (description, seed) => {
      const network = networkOf(description);
      const weights = randomWeights(network, seed);
      const images = imagesFor(network, 4);
      const calibration = new TfjsCalibration(network, weights, { batch: 4 });
      calibration.absorb(images);
      const found = calibration.weights();
      calibration.dispose();
      expect(memoryInfo().tensors).toBe(0);
      const { moments } = await cpuRun(network, weights, images, 'batch');
      for (const { index, outSize } of network.layers) {
        const own = moments[index];
        if (!own) expect(found[index]).toBe(weights[index]);
        else {
          const positions = 4 * outSize ** 2;
          const unbiased = own.variance.map((v) => (v * positions) / (positions - 1));
          expect(worst(found[index].norm!.mean, own.mean)).toBeLessThan(1e-3);
          expect(worst(found[index].norm!.variance, unbiased)).toBeLessThan(1e-3);
        }
      }
    }),
    { seed: 6, numRuns: 25 },
  );
});
