/** Every method on networks that are described and not built in, held against an independent forward pass. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { networkCosts } from '../../src/model/costs';
import type { Network } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import { GradientSums } from '../../src/pruning/gradientStatistics';
import { METHODS } from '../../src/pruning/methods';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { planTable } from '../../src/pruning/planTable';
import { rank } from '../../src/pruning/rank';
import { select } from '../../src/pruning/select';
import {
  countNonZeros,
  denseBytes,
  encodedBytes,
  encodeWeights,
} from '../../src/pruning/sparseEncoding';
import { applyMasks, compact } from '../../src/pruning/surgery';
import { SCOPES } from '../../src/pruning/scope';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { anyDescription } from '../model/family';
import { between, flatWeights, randomStatistics, randomWeights } from './networks';
import { referenceForward } from './referenceForward';

const plans = fc.record({
  method: fc.constantFrom(...METHODS),
  ranking: fc.nat(),
  scope: fc.constantFrom(...SCOPES),
  level: fc.integer({ min: 20, max: 140 }).map((stop) => stop / 200),
  seed: fc.nat(1000),
});
type Asked = typeof plans extends fc.Arbitrary<infer P> ? P : never;

function cutBy(network: Network, { method, ranking, ...changes }: Asked) {
  const { rankings, levels } = method;
  const level = levels ? levels[levels.length - 1] : changes.level;
  const plan = {
    ...defaultPlan(method.id),
    ...changes,
    ranking: rankings[ranking % rankings.length],
  };
  const weights = randomWeights(network, changes.seed);
  const ranked = rank(network, weights, plan, randomStatistics(network, changes.seed));
  return { weights, ranked, level, cut: select(ranked, level, 1, 1) };
}

function imageFor({ input: { size, planes } }: Network): number[] {
  return [...between(seededRandom(3, 0), size * size * planes, -2, 2)];
}

describe('any method on a random network', () => {
  it('cuts what its table says, and computes what masking computes', () => {
    let compacted = 0;
    let masked = 0;
    fc.assert(
      fc.property(anyDescription, plans, (description, asked) => {
        const network = networkOf(description);
        const { weights, ranked, level, cut } = cutBy(network, asked);
        // Nothing in scope, or fewer channels than the level takes: typed refusals.
        if (!cut.ok) return void expect(cut.code).toBe('level-too-high');
        const image = imageFor(network);
        const left =
          cut.value.kind === 'channels'
            ? compact(network, weights, cut.value.kept)
            : { network, weights: applyMasks(weights, cut.value.masks) };
        const nonZeros = left.weights.map(({ kernel }) => countNonZeros(kernel));
        const bytes = encodeWeights(left.network, left.weights).length;
        expect(encodedBytes(left.network, nonZeros)).toBe(bytes);
        expect(denseBytes(left.network)).toBe(flatWeights(left.weights).byteLength);
        expect(networkCosts(left.network).layers.map((l) => l.kernelSize)).toEqual(
          left.weights.map(({ kernel }) => kernel.length),
        );
        const table = planTable(ranked, weights, 1, 1);
        if (Math.round(level * table.stops) < table.rows)
          expect(plannedFigures(network, table, { level }).encodedBytes).toBe(bytes);
        if (cut.value.kind === 'weights') return void masked++;
        compacted += +left.network.sets.some(({ size }, i) => size < network.sets[i].size);
        const silenced = cut.value.kept.map(
          (kept, set) =>
            new Set(
              Array.from({ length: network.sets[set].size }, (_, c) => c).filter(
                (channel) => !kept.includes(channel),
              ),
            ),
        );
        const expected = referenceForward(network, weights, image, silenced);
        const found = referenceForward(left.network, left.weights, image);
        const scale = Math.max(1, ...expected.map(Math.abs));
        for (const [o, score] of found.entries()) {
          expect(Math.abs(score - expected[o]) / scale).toBeLessThan(1e-6);
        }
      }),
      { seed: 9, numRuns: 150 },
    );
    // Cuts that take nothing would prove nothing.
    expect(compacted).toBeGreaterThan(20);
    expect(masked).toBeGreaterThan(20);
  });
});

it('a gate without batch normalisation is worth its column and its bias', () => {
  const network = networkOf({
    input: { size: 1, planes: 2 },
    layers: [
      { name: 'a', kind: 'convolution', channels: 2 },
      { name: 'scores', kind: 'dense', channels: 2 },
    ],
  });
  const layer = (kernel: number[], bias: number[]) => ({
    kernel: Float32Array.from(kernel),
    norm: null,
    bias: Float32Array.from(bias),
  });
  const weights = [layer([1, 2, 3, 4], [5, 6]), layer([1, 1, 1, 1], [0, 0])];
  const sums = new GradientSums(network, weights);
  sums.add([layer([1, 0, 2, 1], [1, -1]), layer([0, 0, 0, 0], [0, 0])]);
  // (1·1 + 3·2 + 5·1)² and (2·0 + 4·1 − 6·1)².
  expect([...sums.statistics(1).channels[0]]).toEqual([144, 4]);
});
