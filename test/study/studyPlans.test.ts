import { sentence } from '../../src/words/sentence';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../src/pruning/methodOptions';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { shortName } from '../../src/pruning/planName';
import { precisionOf } from '../../src/pruning/repairs';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { DEFAULT_LEVELS, DEFAULT_METHODS } from '../../src/study/defaultStudy';
import { studyPlans } from '../../src/study/studyPlans';
import { LAB } from '../pruning/networks';

function order(methods: readonly MethodId[], levels: readonly number[]) {
  const outcome = studyPlans({ methods, levels, base: defaultPlan() }, LAB);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

function names(methods: readonly MethodId[], levels: readonly number[]): string[] {
  return order(methods, levels).plans.map(({ method, level }) => `${method} ${level}`);
}

describe('study order', () => {
  it('of the default study shares the dense network: 4 × 9 + 1', () => {
    const { plans, skipped } = order(DEFAULT_METHODS, DEFAULT_LEVELS);
    expect(plans.length).toBe(37);
    expect(plans.filter(({ level }) => level === 0).length).toBe(1);
    expect(skipped).toEqual([]);
  });

  it('goes level after level', () => {
    expect(names(['l1-norm', 'fpgm'], [0.5, 0, 0.25])).toEqual([
      'l1-norm 0',
      'l1-norm 0.25',
      'fpgm 0.25',
      'l1-norm 0.5',
      'fpgm 0.5',
    ]);
  });

  it('gives each method a ranking that it has', () => {
    const { plans } = order(['magnitude-layer', 'magnitude-global'], [0.5]);
    expect(plans.map(({ ranking }) => ranking)).toEqual(['set', 'global']);
  });

  it('measures N:M at its own levels and says what it left out', () => {
    expect(names(['nm-2-4', 'nm-1-4'], [0, 0.25, 0.5])).toEqual([
      'nm-2-4 0',
      'nm-2-4 0.5',
      'nm-1-4 0.75',
    ]);
    expect(order(['nm-2-4', 'nm-1-4'], [0, 0.25, 0.5]).skipped.map(sentence)).toEqual([
      '2:4 sparsity only exists at level 0.5: 0.25 left out',
      '1:4 sparsity only exists at level 0.75: 0.25, 0.5 left out',
    ]);
  });

  it('gives each method the ratios of its own sets or layers, and says which it does not take', () => {
    const base = { ...defaultPlan(), ratios: { 'inner 3': 0, 'block_3/expand': 0.25 } };
    const outcome = studyPlans(
      { methods: ['l1-norm', 'lamp', 'nm-2-4'], levels: [0.5], base },
      LAB,
    );
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.value.plans.map(({ ratios }) => ratios)).toEqual([
      { 'inner 3': 0 },
      { 'block_3/expand': 0.25 },
      undefined,
    ]);
    expect(outcome.value.skipped.map(sentence)).toEqual([
      'L1 norm does not take block_3/expand=0.25: the level decides there',
      'LAMP does not take inner 3=0: the level decides there',
      '2:4 sparsity does not take block_3/expand=0.25,inner 3=0: the level decides there',
    ]);
  });

  it('draws three times where the lot decides', () => {
    const { plans } = order(['random-channels', 'l1-norm'], [0, 0.5]);
    const cut = plans.filter(({ level }) => level > 0);
    expect(cut.map(({ method, seed }) => `${method} ${seed}`)).toEqual([
      'random-channels 1',
      'random-channels 2',
      'random-channels 3',
      'l1-norm 1',
    ]);
    expect(plans).toHaveLength(5);
  });

  it('spreads the cuts only of methods that can', () => {
    const base = { ...defaultPlan('l1-norm'), shares: [0.5] };
    const outcome = studyPlans(
      { methods: ['l1-norm', 'magnitude-global'], levels: [0.5], base },
      LAB,
    );
    const spread = outcome.ok ? outcome.value.plans.map(({ shares }) => shares) : [];
    expect(spread).toEqual([[0.5], undefined]);
  });

  it('gives no method what it has not', () => {
    const base: Plan = { ...defaultPlan(), scope: 'all', rounding: 8 };
    const outcome = studyPlans({ methods: ['magnitude-layer', 'fpgm'], levels: [0.5], base }, LAB);
    const plans = outcome.ok ? outcome.value.plans : [];
    expect(plans.map(({ scope, rounding }) => [scope, rounding])).toEqual([
      ['inner', 1],
      ['all', 8],
    ]);
  });

  it('gives a method the options that were asked for it alone', () => {
    const options = { 'l1-norm': { ...defaultOptions('l1-norm'), ranking: 'global' } } as const;
    const base = defaultPlan();
    const outcome = studyPlans({ methods: ['l1-norm', 'fpgm'], levels: [0.5], base, options }, LAB);
    const plans = outcome.ok ? outcome.value.plans : [];
    expect(plans.map(shortName)).toEqual(['L1 norm 50 %, all together', 'FPGM 50 %']);
  });

  it('measures each network in each precision, the dense one too', () => {
    const outcome = studyPlans(
      {
        ...{ methods: ['l1-norm'], levels: [0, 0.5], base: defaultPlan() },
        precisions: ['float32', 'float16'],
      },
      LAB,
    );
    if (!outcome.ok) throw new Error(outcome.code);
    const asked = outcome.value.plans.map((plan) => [plan.level, precisionOf(plan)]);
    expect(asked).toEqual([
      [0, 'float32'],
      [0, 'float16'],
      [0.5, 'float32'],
      [0.5, 'float16'],
    ]);
  });

  it('takes the same wish once', () => {
    expect(names(['fpgm', 'fpgm'], [0.5, 0.5])).toEqual(['fpgm 0.5']);
  });

  it.each([
    [[], [0.5], 'no-methods', {}],
    [['fpgm'], [], 'no-levels', {}],
    [['fpgm'], [1], 'level-range', { level: 1 }],
    [['fpgm'], [NaN], 'level-range', { level: NaN }],
    [['taylor' as MethodId], [0.5], 'method-unknown', { value: 'taylor' }],
  ] as const)('of %j at %j is refused', (methods, levels, code, values) => {
    const outcome = studyPlans({ methods, levels, base: defaultPlan() }, LAB);
    expect(outcome).toMatchObject({ ok: false, code, values });
  });
});
