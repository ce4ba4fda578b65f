import { expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { restingSettings } from '../../src/state/planSettings';

it('gives the same object at every level, and another where anything else differs that plans', () => {
  const rest = restingSettings();
  const plan = defaultPlan('l1-norm');
  const first = rest(plan);
  expect(rest({ ...plan, level: 0 })).toBe(first);
  expect(rest({ ...plan, level: 0.31 })).toBe(first);
  for (const change of [
    { method: 'fpgm' },
    { minChannels: plan.minChannels + 8 },
    { repair: [] },
    { precision: 'int8' },
  ] as const)
    expect(rest({ ...plan, ...change })).toMatchObject(change);
  expect(rest({ ...plan, level: 0 })).not.toBe(rest({ ...plan, level: 0, method: 'fpgm' }));
});
