import type { Ranking } from '../../src/pruning/ranking';
import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { studyPlans } from '../../src/study/studyPlans';

function rankings(ranking?: Ranking): string[] {
  const order = studyPlans(
    {
      methods: ['magnitude-global', 'magnitude-layer', 'l1-norm'],
      levels: [0.5],
      base: defaultPlan(),
      ranking,
    },
    null,
  );
  if (!order.ok) throw new Error(order.code);
  return order.value.plans.map((plan) => `${plan.method} ${plan.ranking}`);
}

describe('ranking of a study', () => {
  it("is each method's own where none is asked for", () => {
    expect(rankings()).toEqual(['magnitude-global global', 'magnitude-layer set', 'l1-norm set']);
  });

  it('is the asked one where the method has it', () => {
    expect(rankings('global-macs')).toEqual([
      'magnitude-global global-macs',
      'magnitude-layer set',
      'l1-norm global-macs',
    ]);
  });
});
