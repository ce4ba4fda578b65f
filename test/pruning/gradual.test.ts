import { describe, expect, it } from 'vitest';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { LayerWeights } from '../../src/model/network';
import { kernelSize } from '../../src/model/costs';
import { gradualChannels, gradualMasks, levelAt } from '../../src/pruning/gradual';
import type { MethodId } from '../../src/pruning/plan';
import { rank, type RankedChannels, type RankedWeights } from '../../src/pruning/rank';
import { seededRandom } from '../../src/base/seededRandom';
import { select } from '../../src/pruning/select';
import { applyMasks } from '../../src/pruning/surgery';
import { defaultPlan } from '../../src/pruning/validatePlan';

/** Every channel set has 8 channels. */
const CONFIG = { width: 0.25, inputSize: 8, stemStride: 1, classes: 3 } as const;
const network = mobilenetV2(
  CONFIG,
  mobilenetV2(CONFIG).sets.map(() => 8),
);

function randomWeights(seed: number): LayerWeights[] {
  const random = seededRandom(seed, 0);
  const values = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);
  return network.layers.map((layer) => ({
    kernel: values(kernelSize(layer)),
    norm: null,
    bias: values(layer.outChannels),
  }));
}

describe('the level', () => {
  it('of agp follows the cubic of Zhu and Gupta over half of the training', () => {
    const levels = [0, 0.125, 0.25, 0.5, 1].map((progress) => levelAt('agp', 0.8, progress));
    [0, 0.4625, 0.7, 0.8, 0.8].forEach((level, i) => expect(levels[i]).toBeCloseTo(level, 10));
  });

  it('of linear rises evenly, and one shot is there at once', () => {
    expect([0, 0.125, 0.25, 0.75].map((t) => levelAt('linear', 0.8, t))).toEqual([
      0, 0.2, 0.4, 0.8,
    ]);
    expect(levelAt('one-shot', 0.8, 0)).toBe(0.8);
  });
});

describe('masks', () => {
  const ranked = (method: MethodId, weights: LayerWeights[]) =>
    rank(network, weights, defaultPlan(method)) as RankedWeights;

  it.each(['magnitude-global', 'magnitude-layer', 'lamp', 'block-1x4'] as const)(
    '%s: of unchanged weights are those of one shot',
    (method) => {
      const own = ranked(method, randomWeights(1));
      const cut = select(own, 0.6, 1, 1);
      const expected = cut.ok && cut.value.kind === 'weights' ? cut.value.masks : [];
      expect(gradualMasks(own, own, 0.6)).toEqual(expected);
    },
  );

  it('choose anew by what training has made, and never let a cut weight back', () => {
    const planned = ranked('magnitude-global', randomWeights(1));
    const early = gradualMasks(planned, planned, 0.3);
    const trained = applyMasks(randomWeights(2), early);
    const late = gradualMasks(planned, ranked('magnitude-global', [...trained]), 0.7);
    const oneShot = gradualMasks(planned, planned, 0.7);
    const zeros = (mask: Uint8Array | null) => mask?.filter((stays) => stays === 0).length;
    expect(late.map(zeros)).toEqual(oneShot.map(zeros));
    expect(late).not.toEqual(oneShot);
    early.forEach((mask, layer) =>
      mask?.forEach((stays, i) => stays === 0 && expect(late[layer]![i]).toBe(0)),
    );
  });
});

it('channels: as many stay as are asked for, the best ranked, ascending', () => {
  const weights = randomWeights(3);
  const own = rank(network, weights, defaultPlan('l1-norm')) as RankedChannels;
  const cut = select(own, 0.5, 1, 2);
  const kept = cut.ok && cut.value.kind === 'channels' ? cut.value.kept : [];
  const stay = gradualChannels(
    kept.map(({ length }) => length),
    own,
  );
  expect(stay).toEqual(kept);
});
