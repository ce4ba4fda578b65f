import { SCOPES } from '../../src/pruning/scope';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Weights } from '../../src/model/network';
import { METHODS } from '../../src/pruning/methods';
import type { MethodId, Rounding } from '../../src/pruning/plan';
import { levelOfStop, planTable, STOPS } from '../../src/pruning/planTable';
import { rank, type Ranked } from '../../src/pruning/rank';
import { select } from '../../src/pruning/select';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { countNonZeros, encodeWeights } from '../../src/pruning/sparseEncoding';
import { applyMasks, compact } from '../../src/pruning/surgery';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { anyRatios } from './anyRatios';
import { randomStatistics, randomWeights, SMALL } from './networks';

// Some weights are zero before anything is cut: tables count what is really left.
const weights: Weights = randomWeights(SMALL, 51).map((layer) => ({
  ...layer,
  kernel: layer.kernel.map((w, i) => (i % 17 === 3 ? 0 : w)),
}));
const statistics = randomStatistics(SMALL, 52);

/** What one row says, by really cutting; null where the level is refused. */
function cutAt(ranked: Ranked, level: number, rounding: Rounding, minChannels: number) {
  const cut = select(ranked, level, rounding, minChannels);
  if (!cut.ok) return null;
  const { network, weights: left } =
    cut.value.kind === 'channels'
      ? compact(SMALL, weights, cut.value.kept)
      : { network: SMALL, weights: applyMasks(weights, cut.value.masks) };
  return {
    channels: network.sets.map(({ size }) => size),
    nonZeros: left.map(({ kernel }) => countNonZeros(kernel)),
    encodedBytes: encodeWeights(network, left).length,
  };
}

const limits = fc.record({
  scope: fc.constantFrom(...SCOPES),
  rounding: fc.constantFrom<Rounding>(1, 4, 8, 16),
  minChannels: fc.integer({ min: 1, max: 8 }),
  stops: fc.array(fc.nat(STOPS - 1), { minLength: 2, maxLength: 2 }),
});

/** None as often as some. */
const wishes = (id: MethodId) =>
  limits.chain((own) =>
    fc.record({
      ...{ own: fc.constant(own) },
      ratios: fc.option(anyRatios(id, own.scope, SMALL), { nil: undefined }),
    }),
  );

const rankings = METHODS.flatMap((method) =>
  method.rankings.map((ranking) => [method.id, ranking, method] as const),
);

describe.each(rankings)('%s by %s', (id, ranking, method) => {
  it('equals the selection at every stop', () => {
    fc.assert(
      fc.property(wishes(id), ({ own: { scope, rounding, minChannels, stops }, ratios }) => {
        const plan = { ...defaultPlan(id), ranking, scope, ratios };
        const ranked = rank(SMALL, weights, plan, statistics);
        const table = planTable(ranked, weights, rounding, minChannels);
        const row = <T extends Uint16Array | Uint32Array>(
          values: T,
          stop: number,
          width: number,
        ) => [...values.subarray(stop * width, (stop + 1) * width)];
        for (const stop of [0, table.rows - 1, ...stops.map((s) => s % table.rows)]) {
          expect({
            channels: row(table.channels, stop, SMALL.sets.length),
            nonZeros: row(table.nonZeros, stop, SMALL.layers.length),
            encodedBytes: plannedFigures(SMALL, table, { level: stop / table.stops }).encodedBytes,
          }).toEqual(cutAt(ranked, levelOfStop(method, stop), rounding, minChannels));
        }
      }),
      { seed: 8, numRuns: 3 },
    );
  });

  it('ends at the last level that is not refused', () => {
    const plan = { ...defaultPlan(id), ranking, scope: 'all' as const };
    const ranked = rank(SMALL, weights, plan, statistics);
    const { rows, stops } = planTable(ranked, weights, 1, 2);
    expect(stops).toBe(STOPS);
    if (rows < STOPS) expect(select(ranked, rows / STOPS, 1, 2).ok).toBe(false);
    expect(select(ranked, levelOfStop(method, rows - 1), 1, 2).ok).toBe(true);
  });
});

it('rows between fixed levels hold the next lower one', () => {
  const ranked = rank(SMALL, weights, defaultPlan('nm-2-4'));
  const { rows, nonZeros } = planTable(ranked, weights, 1, 1);
  const row = (stop: number) =>
    nonZeros.subarray(stop * SMALL.layers.length, (stop + 1) * SMALL.layers.length);
  expect(rows).toBe(101);
  expect(row(99)).toEqual(row(0));
  expect(row(100)).not.toEqual(row(0));
});
