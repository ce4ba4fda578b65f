import { expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { restingPlan } from '../../src/state/restingPlan';

it('gives the same object for equal plans, and another where anything differs that plans', () => {
  const rest = restingPlan();
  const plan = defaultPlan('l1-norm');
  const first = rest(plan);
  expect(rest({ ...plan })).toBe(first);
  for (const change of [
    { level: 0.31 },
    { method: 'fpgm' },
    { minChannels: plan.minChannels + 8 },
    { precision: 'int8' },
  ] as const)
    expect(rest({ ...plan, ...change })).toMatchObject(change);
  expect(rest({ ...plan, level: 0 })).not.toBe(rest({ ...plan, level: 0, method: 'fpgm' }));
});
