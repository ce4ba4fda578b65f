import type { Code } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../src/pruning/methods';
import type { Plan } from '../../src/pruning/plan';
import { defaultPlan, ROUNDINGS, SCHEDULES, validatePlan } from '../../src/pruning/validatePlan';
import { SCOPES } from '../../src/pruning/scope';

it.each(METHODS)('accepts the default plan of $id at its levels', ({ id, levels }) => {
  for (const level of levels ?? [0, 0.5, 0.999]) {
    const plan = { ...defaultPlan(id), level };
    expect(validatePlan(plan)).toEqual({ ok: true, value: plan });
  }
});

const recalibrate = { kind: 'recalibrate', images: 500 };
const finetune = (unit: string, amount: number) => ({ kind: 'finetune', budget: { unit, amount } });

describe('refuses by name', () => {
  it.each<[Record<string, unknown>, Code, Record<string, unknown>]>([
    [
      { method: 'taylor' },
      'method-unknown',
      { value: 'taylor', choices: METHODS.map(({ id }) => id) },
    ],
    [{ scope: 'outer' }, 'scope-unknown', { value: 'outer', choices: SCOPES }],
    [{ ranking: 'best' }, 'ranking-unknown', { value: 'best' }],
    [
      { method: 'magnitude-layer', ranking: 'global' },
      'ranking-not-of-method',
      { ranking: 'global', method: 'magnitude-layer', rankings: ['set'] },
    ],
    [{ rounding: 3 }, 'rounding-unknown', { value: '3', choices: ROUNDINGS }],
    [{ minChannels: 0 }, 'min-channels-range', { value: 0, least: 1 }],
    [{ minChannels: 2.5 }, 'min-channels-range', { value: 2.5 }],
    [{ level: Number.NaN }, 'level-range', { level: NaN }],
    [{ level: 1 }, 'level-range', { level: 1 }],
    [{ level: -0.01 }, 'level-range', { level: -0.01 }],
    [{ level: undefined }, 'level-range', { level: undefined }],
    [{ level: '0.5' }, 'level-range', { level: '0.5' }],
    [
      { method: 'nm-1-4', level: 0.5 },
      'level-not-of-method',
      { level: 0.5, method: 'nm-1-4', levels: [0, 0.75] },
    ],
    [{ repair: [{ kind: 'pray' }] }, 'repair-unknown', { value: 'pray' }],
    [{ repair: undefined }, 'repair-unknown', { value: 'undefined' }],
    [
      { repair: [{ kind: 'recalibrate', images: 0 }] },
      'repair-images-range',
      { step: 'recalibrate', value: 0 },
    ],
    [
      { repair: [{ kind: 'refit', images: 2 ** 32 }] },
      'repair-images-range',
      { step: 'refit', value: 2 ** 32, most: 2 ** 32 - 1 },
    ],
    [{ repair: [finetune('steps', 1.5)] }, 'repair-steps-range', { step: 'finetune', value: 1.5 }],
    [
      { repair: [finetune('seconds', 0)] },
      'repair-budget-range',
      { step: 'finetune', unit: 'seconds', amount: 0 },
    ],
    [{ repair: [finetune('seconds', Infinity)] }, 'repair-budget-range', { amount: Infinity }],
    [
      { repair: [{ ...finetune('steps', 2), rate: 'fast' }] },
      'learning-rate-unknown',
      { value: 'fast', choices: ['one-cycle', 'cosine'] },
    ],
    [
      { repair: [finetune('days', 2)] },
      'repair-budget-unknown',
      { step: 'finetune', value: 'days' },
    ],
    [
      { repair: [recalibrate, recalibrate] },
      'repair-order',
      { step: 'recalibrate', before: 'recalibrate' },
    ],
    [
      { repair: [{ kind: 'refit', images: 9 }, recalibrate] },
      'repair-order',
      { step: 'recalibrate', before: 'refit' },
    ],
    [
      { repair: [finetune('steps', 9), { ...finetune('steps', 9), kind: 'distil' }] },
      'training-not-last',
      { training: 'finetune', step: 'distil', trainings: ['finetune', 'distil', 'finetune-int8'] },
    ],
    [
      { repair: [{ ...finetune('steps', 9), kind: 'finetune-int8' }] },
      'repair-precision',
      { step: 'finetune-int8', needs: 'int8', precision: 'float32' },
    ],
    [{ schedule: 'slow' }, 'schedule-unknown', { value: 'slow', choices: SCHEDULES }],
    [{ seed: -1 }, 'seed-range', { value: -1 }],
  ])('%j', (changes, code, values) => {
    const plan = { ...defaultPlan('l1-norm'), ...changes } as unknown as Plan;
    expect(validatePlan(plan)).toMatchObject({ ok: false, code, values });
  });
});
