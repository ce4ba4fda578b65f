/** Two pruned networks layer by layer, against really cutting both. */
import { expect, it } from 'vitest';
import { layerDifferences } from '../../src/pruning/layerDifferences';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { planTable } from '../../src/pruning/planTable';
import { rank } from '../../src/pruning/rank';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { MethodId } from '../../src/pruning/plan';
import { randomStatistics, randomWeights, SMALL } from './networks';

const weights = randomWeights(SMALL, 7);
const statistics = randomStatistics(SMALL, 8);

function planned(method: MethodId, level: number) {
  const plan = { ...defaultPlan(method), level };
  const table = planTable(
    rank(SMALL, weights, plan, statistics),
    weights,
    plan.rounding,
    plan.minChannels,
  );
  return plannedFigures(SMALL, table, plan);
}

it('tells channels that are gone from zeros that are stored', () => {
  const [dense, zeros, slim] = [
    planned('magnitude-global', 0),
    planned('magnitude-global', 0.5),
    planned('l1-norm', 0.5),
  ];
  const rows = layerDifferences(dense, zeros, slim);
  for (const { dense: before, first, second } of rows) {
    expect(first.outChannels).toBe(before.outChannels);
    expect(second.zeros).toBe(0);
    expect(second.weights).toBeLessThanOrEqual(before.weights);
  }
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const lost = dense.nonZeros - zeros.nonZeros;
  expect(sum(({ first }) => first.zeros)).toBe(lost);
  expect(rows.some(({ second, dense: before }) => second.outChannels < before.outChannels)).toBe(
    true,
  );
  expect(rows.filter(({ differs }) => differs).length).toBeGreaterThan(10);
  expect(layerDifferences(dense, slim, slim).some(({ differs }) => differs)).toBe(false);
});
