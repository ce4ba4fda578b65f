import { describe, expect, it } from 'vitest';
import type { Plan, Repair } from '../../src/pruning/plan';
import { planKey, rankKey } from '../../src/pruning/planKey';
import { defaultPlan } from '../../src/pruning/validatePlan';

/** Changes of a plan that make another network, by what they act on. */
const changes: Partial<Plan>[] = [
  { level: 0.25 },
  { scope: 'all' },
  { ranking: 'global-macs' },
  { rounding: 8 },
  { minChannels: 5 },
  { seed: 9 },
  { repair: [{ kind: 'recalibrate', images: 200 }] },
  { repair: [] },
  { schedule: 'agp' },
];

function different(plan: Plan, key: (plan: Plan) => string): string[] {
  return changes.filter((c) => key({ ...plan, ...c }) !== key(plan)).map((c) => Object.keys(c)[0]);
}

describe('plan key', () => {
  it('of a channel method holds all but the seed', () => {
    expect(different(defaultPlan('l1-norm'), planKey)).toEqual([
      'level',
      'scope',
      'ranking',
      'rounding',
      'minChannels',
      'repair',
      'repair',
    ]);
  });

  it('of a weight method leaves scope, rounding and minimum out', () => {
    expect(different(defaultPlan('magnitude-global'), planKey)).toEqual([
      'level',
      'ranking',
      'repair',
      'repair',
    ]);
  });

  it.each(['random-weights', 'random-channels'] as const)('of %s holds the seed', (method) => {
    expect(different(defaultPlan(method), planKey)).toContain('seed');
  });

  it('takes weights ranked by bytes for weights ranked globally', () => {
    const plan = defaultPlan('lamp');
    expect(planKey({ ...plan, ranking: 'global-bytes' })).toBe(planKey(plan));
    const channels = defaultPlan('bn-scale');
    expect(planKey({ ...channels, ranking: 'global-bytes' })).not.toBe(planKey(channels));
  });

  it('holds seed and schedule where the repair trains', () => {
    const repair: Repair = [{ kind: 'finetune', budget: { unit: 'steps', amount: 20 } }];
    const fields = different({ ...defaultPlan('magnitude-global'), repair }, planKey);
    expect(fields).toEqual(['level', 'ranking', 'seed', 'repair', 'repair', 'schedule']);
    const dense = different({ ...defaultPlan(), level: 0, repair }, planKey);
    expect(dense).toEqual(['level', 'seed', 'repair', 'repair']);
  });

  it('is the same for every plan that cuts nothing', () => {
    const key = planKey({ ...defaultPlan('fpgm'), level: 0 });
    expect(planKey({ ...defaultPlan('lamp'), level: 0 })).toBe(key);
  });
});

it('rank key holds what the ranking depends on', () => {
  expect(different(defaultPlan('l1-norm'), rankKey)).toEqual(['scope', 'ranking']);
  expect(different(defaultPlan('magnitude-global'), rankKey)).toEqual(['ranking']);
  expect(different(defaultPlan('random-channels'), rankKey)).toEqual(['scope', 'ranking', 'seed']);
});
