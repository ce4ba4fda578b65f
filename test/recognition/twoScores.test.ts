import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import { seededRandom } from '../../src/base/seededRandom';
import { networkOf } from '../../src/model/networkOf';
import { twoScores } from '../../src/recognition/twoScores';
import { startBackend } from '../../workers/runtime/backend';
import { anyDescription } from '../kernels/anyNetwork';
import { randomWeights } from '../kernels/referenceNetwork';
import { WASM_FILE } from '../lab/labFiles';
import { imageFor, labScores, probabilities } from './exported';

beforeAll(async () => orThrow(await startBackend(WASM_FILE)));

it('a network of one score answers as its sigmoid does', () => {
  fc.assert(
    fc.property(anyDescription, fc.nat(), ({ layers, ...rest }, seed) => {
      const network = networkOf({
        ...rest,
        layers: layers.map((layer, i) =>
          i === layers.length - 1 ? { ...layer, channels: 1 } : layer,
        ),
      });
      const one = { network, weights: randomWeights(network, seededRandom(seed, 0)) };
      const two = twoScores(one);
      expect(two.network.classes).toBe(2);
      const image = imageFor(network, seed);
      const [expected] = probabilities(labScores(one, image));
      expect(probabilities(labScores(two, image))[1]).toBeCloseTo(expected, 5);
    }),
    { seed: 1, numRuns: 60 },
  );
});

it('leaves a network of several scores as it is', () => {
  const [description] = fc.sample(anyDescription, { seed: 1, numRuns: 1 });
  const layers = description.layers.map((layer, i, all) =>
    i === all.length - 1 ? { ...layer, channels: 3 } : layer,
  );
  const network = networkOf({ ...description, layers });
  const three = { network, weights: randomWeights(network, seededRandom(1, 0)) };
  expect(twoScores(three)).toEqual(three);
});
