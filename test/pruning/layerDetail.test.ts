/** One layer under the magnifier, against what is really cut at the level. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Weights } from '../../src/model/network';
import { BINS, layerDetail } from '../../src/pruning/layerDetail';
import { METHODS } from '../../src/pruning/methods';
import { levelOfStop, STOPS } from '../../src/pruning/planTable';
import { rank, type Ranked } from '../../src/pruning/rank';
import { select } from '../../src/pruning/select';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { randomStatistics, randomWeights, SMALL } from './networks';

const weights: Weights = randomWeights(SMALL, 61).map((layer) => ({
  ...layer,
  kernel: layer.kernel.map((w, i) => (i % 19 === 3 ? 0 : w)),
}));
const statistics = randomStatistics(SMALL, 62);
const LIMITS = { rounding: 4, minChannels: 2 } as const;

/** Whether each weight of a layer is left, by its place and what was selected. */
function leftAt(ranked: Ranked, layer: number, level: number): boolean[] {
  const cut = select(ranked, level, LIMITS.rounding, LIMITS.minChannels);
  if (!cut.ok) throw new Error(cut.code);
  const { kind, inSet, outSet, inChannels, outChannels } = SMALL.layers[layer];
  const { kernel } = weights[layer];
  return Array.from(kernel, (weight, i) => {
    if (weight === 0) return false;
    if (cut.value.kind === 'weights') return cut.value.masks[layer]?.[i] !== 0;
    const { kept } = cut.value;
    const has = (set: number | null, channel: number) =>
      set === null || kept[set].includes(channel);
    const input = Math.floor(i / outChannels) % inChannels;
    return has(outSet, i % outChannels) && (kind === 'depthwise' || has(inSet, input));
  });
}

describe.each(METHODS.map((method) => [method.id, method] as const))(
  'a layer under %s',
  (id, method) => {
    const ranked = rank(SMALL, weights, defaultPlan(id), statistics);
    const detailOf = (layer: number) =>
      layerDetail(ranked, weights, SMALL.layers[layer], LIMITS, () => Float32Array.of(7));

    it('loses each weight at the stop at which it is really cut', () => {
      const any = fc.property(fc.nat(SMALL.layers.length - 1), fc.nat(STOPS), (layer, stop) => {
        const detail = detailOf(layer);
        const row = stop % detail.rows;
        const left = leftAt(ranked, layer, levelOfStop(method, row));
        const { kernel } = weights[layer];
        const { magnitudes, goneAt } = detail;
        expect(Array.from(goneAt, (gone) => gone > row)).toEqual(left);
        const sizes = Array.from(kernel, Math.abs);
        const cut = sizes.filter((_, i) => !left[i]);
        expect(magnitudes.goneUpTo[row]).toBe(Math.max(0, ...cut));
        expect(magnitudes.leftFrom[row]).toBe(
          Math.min(Infinity, ...sizes.filter((_, i) => left[i])),
        );
        const inBins = (values: readonly number[]) =>
          Array.from(
            { length: BINS },
            (_, bin) =>
              values.filter(
                (size) =>
                  Math.min(BINS - 1, Math.floor((BINS * size) / magnitudes.largest)) === bin,
              ).length,
          );
        if (kernel.length === 0) return;
        expect([...magnitudes.all]).toEqual(inBins(sizes));
        expect([...magnitudes.gone.subarray(row * BINS, (row + 1) * BINS)]).toEqual(inBins(cut));
      });
      fc.assert(any, { seed: 5, numRuns: 12 });
    });

    it('tells the scores and places of its channels, where channels are cut', () => {
      const { channels, gamma } = detailOf(1);
      expect(gamma).toEqual(weights[1].norm!.gamma);
      const set = SMALL.layers[4].outSet!;
      const inner = detailOf(4).channels;
      if (ranked.kind === 'weights') expect([channels, inner]).toEqual([null, null]);
      else expect(inner).toEqual({ set, scores: Float32Array.of(7), places: ranked.places[set] });
    });
  },
);

it('has a threshold where magnitude decides', () => {
  const ranked = rank(SMALL, weights, defaultPlan('magnitude-global'), null);
  const { magnitudes, rows } = layerDetail(
    ranked,
    weights,
    SMALL.layers[4],
    LIMITS,
    () => new Float32Array(),
  );
  for (let row = 0; row < rows; row++)
    expect(magnitudes.goneUpTo[row]).toBeLessThanOrEqual(magnitudes.leftFrom[row]);
});
