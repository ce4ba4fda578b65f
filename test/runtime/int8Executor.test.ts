/** Int8 networks: ranges seen by TF.js's float32 network, and its int8 integers against the scalar network's. */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import type { Network, Weights } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { quantise } from '../../src/quantisation/quantise';
import { chooseRanges } from '../../src/quantisation/ranges';
import { preprocess, type SubjectImages } from '../../src/subject/preprocess';
import { int8Maps } from '../../workers/kernels/reference/int8Network';
import { Resources } from '../../workers/files/resources';
import { memoryInfo, startBackend } from '../../workers/runtime/backend';
import { Int8Executor } from '../../workers/runtime/int8Executor';
import { observeMaps } from '../../workers/runtime/observedMaps';
import { unwrap } from '../lab/bundled';
import { fetchFromDisk, REQUEST, WASM_FILE } from '../lab/labFiles';
import { anyDescription } from '../model/family';
import { randomWeights } from '../pruning/networks';
import { referenceMaps } from '../pruning/referenceForward';

beforeAll(async () => {
  unwrap(await startBackend(WASM_FILE));
});

const widest = ({ least, most }: { readonly least: number; readonly most: number }) => ({
  low: least,
  high: most,
});

/** Bytes of a picture as they are, standing for 0 … 1. */
function pictures({ input: { size, planes } }: Network, count: number): SubjectImages {
  const random = seededRandom(3, 1);
  const length = size * size * planes;
  const images = {
    ...{ count, rows: size, columns: size, planes, labels: new Uint16Array(count) },
    pixels: Uint8Array.from({ length: count * length }, () => Math.floor(256 * random())),
    values: Float32Array.from({ length: 256 * planes }, (_, i) => (i % 256) / 255),
    blank: new Float32Array(length),
    preprocessing: { target: { size, planes } },
  };
  // Any number of planes, where the lab's own pictures have one or three.
  return images as unknown as SubjectImages;
}

function mapsOf(quantised: QuantisedNetwork, image: Float32Array): number[][] {
  const executor = new Int8Executor(quantised);
  const maps: number[][] = [];
  executor.run(image, ({ index }, output) => {
    const { zeroPoint } = quantised.layers[index].sum;
    maps.push(Array.from(output.dataSync<'float32'>(), (q) => q + zeroPoint));
  });
  executor.dispose();
  expect(memoryInfo().tensors).toBe(0);
  return maps;
}

async function quantised(network: Network, weights: Weights, images: SubjectImages, count: number) {
  const seen = await observeMaps(
    { network, weights },
    images,
    count,
    () => false,
    () => {},
  );
  return unwrap(quantise(network, weights, chooseRanges(unwrap(seen), widest)));
}

describe('int8 network on TF.js', () => {
  it('gives every integer of the scalar network, for random networks', async () => {
    await fc.assert(
      fc.asyncProperty(anyDescription, fc.nat(1000), async (description, seed) => {
        const network = networkOf(description);
        const weights = randomWeights(network, seed);
        const images = pictures(network, 2);
        const int8 = await quantised(network, weights, images, 2);
        const image = preprocess(images, 1, 2);
        expect(mapsOf(int8, image)).toEqual(int8Maps(int8, image).map((map) => [...map]));
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('gives every integer of the scalar network, for the reference network', async () => {
    const resources = new Resources(fetchFromDisk, REQUEST);
    const { network, weights } = unwrap(await resources.checkpoint(() => {}));
    const training = unwrap(await resources.images('train', () => {}));
    const int8 = await quantised(network, weights, training, 16);
    const image = preprocess(training, 20, 21);
    expect(mapsOf(int8, image)).toEqual(int8Maps(int8, image).map((map) => [...map]));
  });
});

it('maps are seen before and behind their addition', async () => {
  await fc.assert(
    fc.asyncProperty(anyDescription, fc.nat(1000), async (description, seed) => {
      const network = networkOf(description);
      const weights = randomWeights(network, seed);
      const images = pictures(network, 2);
      const seen = unwrap(
        await observeMaps(
          { network, weights },
          images,
          2,
          () => false,
          () => {},
        ),
      );
      const both = [0, 1].map((i) =>
        referenceMaps(network, weights, [...preprocess(images, i, i + 1)]),
      );
      for (const { index } of network.layers)
        for (const kind of ['outputs', 'sums'] as const) {
          const values = both.flatMap((maps) => [...maps[kind][index]]);
          const scale = Math.max(1e-3, ...values.map(Math.abs));
          const { least, most, total } = seen[kind][index];
          expect(total).toBe(values.length);
          expect(Math.abs(least - Math.min(0, ...values))).toBeLessThan(1e-4 * scale);
          expect(Math.abs(most - Math.max(0, ...values))).toBeLessThan(1e-4 * scale);
        }
    }),
    { seed: 8, numRuns: 20 },
  );
  expect(tf.memory().numTensors).toBe(0);
});
