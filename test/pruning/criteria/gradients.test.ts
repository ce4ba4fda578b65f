import { describe, expect, it } from 'vitest';
import { kernelSize } from '../../../src/model/costs';
import type { LayerWeights, Weights } from '../../../src/model/network';
import { movement } from '../../../src/pruning/criteria/movement';
import { snip } from '../../../src/pruning/criteria/snip';
import { taylorChannels } from '../../../src/pruning/criteria/taylorChannels';
import { taylorWeights } from '../../../src/pruning/criteria/taylorWeights';
import { gates, GradientSums, MovementSums } from '../../../src/pruning/gradientStatistics';
import { rank } from '../../../src/pruning/rank';
import { prunableLayers } from '../../../src/pruning/scope';
import { seededRandom } from '../../../src/base/seededRandom';
import { defaultPlan } from '../../../src/pruning/validatePlan';
import { between, randomStatistics, randomWeights, SMALL } from '../networks';

const weights = randomWeights(SMALL, 61);
const batches = [62, 63, 64].map(gradientsOf);
const layer = prunableLayers(SMALL)[3];
const random = seededRandom(1, 0);

function gradientsOf(seed: number): Weights {
  return SMALL.layers.map((layer): LayerWeights => {
    const random = seededRandom(seed, layer.index);
    const values = () => between(random, layer.outChannels, -1, 1);
    const norm = { gamma: values(), beta: values(), mean: values(), variance: values() };
    return { kernel: between(random, kernelSize(layer), -1, 1), norm, bias: null };
  });
}

function gathered() {
  const sums = new GradientSums(SMALL, weights);
  for (const gradients of batches) sums.add(gradients);
  return { gradients: sums.statistics(192) };
}

const statistics = gathered();
const kernel = weights[layer.index].kernel;
const gradientOf = (batch: number, i: number) => batches[batch][layer.index].kernel[i];
const score = (criterion: typeof snip) => criterion.score(kernel, layer, random, statistics);

describe('Taylor, weights, and SNIP', () => {
  it('average |w·g| of the batches, and take |w·(mean g)|', () => {
    const [taylor, oneShot] = [score(taylorWeights), score(snip)];
    for (const i of [0, 5, kernel.length - 1]) {
      const products = [0, 1, 2].map((batch) => kernel[i] * gradientOf(batch, i));
      const mean = (values: number[]) => values.reduce((a, b) => a + b) / 3;
      expect(taylor[i]).toBeCloseTo(mean(products.map(Math.abs)), 6);
      expect(oneShot[i]).toBeCloseTo(Math.abs(mean(products)), 6);
    }
  });

  it('are the same on one batch only', () => {
    const sums = new GradientSums(SMALL, weights);
    sums.add(batches[0]);
    const one = { gradients: sums.statistics(64) };
    const [a, b] = [taylorWeights, snip].map((c) => c.score(kernel, layer, random, one));
    expect(a).toEqual(b);
  });
});

describe('Taylor, channels', () => {
  const change = (batch: number, gate: number, c: number) => {
    const [own, slope] = [weights[gate].norm!, batches[batch][gate].norm!];
    return own.gamma[c] * slope.gamma[c] + own.beta[c] * slope.beta[c];
  };

  it.each([
    ['stem', ['block_0/depthwise']],
    ['inner 3', ['block_3/depthwise']],
    ['stream 24', ['block_1/project', 'block_2/project']],
    ['head', ['head']],
  ])('squares the change through the gates of %s', (name, gateNames) => {
    const set = SMALL.sets.find((candidate) => candidate.name === name)!;
    expect(gates(set).map((gate) => SMALL.layers[gate].name)).toEqual(gateNames);
    const source = { network: SMALL, weights, statistics, random };
    const scores = taylorChannels.score(set, source);
    for (const c of [0, set.size - 1]) {
      const squares = [0, 1, 2].map(
        (batch) => gates(set).reduce((sum, gate) => sum + change(batch, gate, c), 0) ** 2,
      );
      expect(scores[c]).toBeCloseTo(squares.reduce((a, b) => a + b) / 3, 5);
    }
  });

  it('ranks channels of all sets by their score as it is', () => {
    const { gradients } = randomStatistics(SMALL, 65);
    const small = SMALL.sets.find(({ kind }) => kind === 'inner')!.index;
    const channels = gradients.channels.map((scores, set) =>
      set === small ? scores.map((s) => 1e-6 * s) : scores.map((s) => s + 1),
    );
    const plan = { ...defaultPlan('taylor-channels'), scope: 'inner' } as const;
    const ranked = rank(SMALL, weights, plan, { gradients: { ...gradients, channels } });
    if (ranked.kind !== 'channels') throw new Error('no channels ranked');
    expect(new Set(ranked.sequence!.subarray(0, SMALL.sets[small].size))).toEqual(new Set([small]));
  });
});

it('movement adds −w·g over the steps and keeps the order of all layers', () => {
  const sums = new MovementSums(SMALL, weights);
  for (const gradients of batches) sums.add(weights, gradients);
  const found = sums.statistics();
  const moved = (index: number, i: number) =>
    batches.reduce((sum, g) => sum - weights[index].kernel[i] * g[index].kernel[i], 0);
  const scores = movement.score(kernel, layer, random, { movement: found });
  const other = prunableLayers(SMALL)[7];
  const others = movement.score(kernel, other, random, { movement: found });
  expect(scores[4] - others[9]).toBeCloseTo(moved(layer.index, 4) - moved(other.index, 9), 5);
  const least = Math.min(
    ...found.weights.map((values) => values?.reduce((a, b) => Math.min(a, b)) ?? 0),
  );
  expect(least).toBe(0);
});

it.each([
  ['gradients', () => taylorWeights.score(kernel, layer, random, {})],
  ['movement', () => movement.score(kernel, layer, random, null)],
])('asks for %s by the name of the layer', (_, call) => {
  expect(call).toThrow(layer.name);
});
