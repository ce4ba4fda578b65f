import { refusal } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../src/pruning/methods';
import type { Plan } from '../../src/pruning/plan';
import { checkImages, defaultPlan, validatePlan } from '../../src/pruning/validatePlan';
import { sentence } from '../../src/words/sentence';

const message = (changes: Record<string, unknown>) => {
  const checked = validatePlan({ ...defaultPlan('l1-norm'), ...changes } as unknown as Plan);
  return checked.ok ? 'accepted' : sentence(checked);
};

it.each(METHODS)('accepts the default plan of $id at its levels', ({ id, levels }) => {
  for (const level of levels ?? [0, 0.5, 0.999]) {
    const plan = { ...defaultPlan(id), level };
    expect(validatePlan(plan)).toEqual({ ok: true, value: plan });
  }
});

const recalibrate = { kind: 'recalibrate', images: 500 };
const finetune = (unit: string, amount: number) => ({ kind: 'finetune', budget: { unit, amount } });

describe('refuses by name', () => {
  it.each([
    [{ method: 'taylor' }, 'unknown method: taylor; choose one of magnitude-global, '],
    [{ scope: 'outer' }, 'unknown scope: outer; choose one of inner, inner-streams, all'],
    [{ ranking: 'best' }, 'unknown ranking: best'],
    [
      { method: 'magnitude-layer', ranking: 'global' },
      'invalid ranking: global; magnitude-layer can be ranked by set',
    ],
    [{ rounding: 3 }, 'unknown rounding: 3; choose one of 1, 4, 8, 16'],
    [{ minChannels: 0 }, 'invalid minChannels: 0; give a whole number from 1'],
    [{ minChannels: 2.5 }, 'invalid minChannels: 2.5'],
    [{ level: Number.NaN }, 'invalid level: NaN'],
    [{ level: 1 }, 'invalid level: 1; give a share to cut from 0 up to, but not including, 1'],
    [{ level: -0.01 }, 'invalid level: -0.01'],
    [{ level: undefined }, 'invalid level: undefined'],
    [{ level: '0.5' }, 'invalid level: 0.5'],
    [{ method: 'nm-1-4', level: 0.5 }, 'invalid level: 0.5; nm-1-4 can only have 0 or 0.75'],
    [
      { repair: [{ kind: 'pray' }] },
      'unknown repair: pray; choose one of recalibrate, least-squares',
    ],
    [{ repair: undefined }, 'unknown repair: undefined'],
    [{ repair: [{ kind: 'recalibrate', images: 0 }] }, 'invalid recalibrate images: 0'],
    [{ repair: [{ kind: 'refit', images: 2 ** 32 }] }, 'invalid refit images: 4294967296'],
    [{ repair: [finetune('steps', 1.5)] }, 'invalid finetune steps: 1.5; give a whole number'],
    [{ repair: [finetune('seconds', 0)] }, 'invalid finetune seconds: 0; give a number above 0'],
    [{ repair: [finetune('seconds', Infinity)] }, 'invalid finetune seconds: Infinity'],
    [
      { repair: [{ ...finetune('steps', 2), rate: 'fast' }] },
      'unknown learning rate: fast; choose one of one-cycle, cosine',
    ],
    [{ repair: [finetune('days', 2)] }, 'unknown finetune budget: days; choose one of seconds'],
    [{ repair: [recalibrate, recalibrate] }, 'recalibrate after recalibrate; give each step once'],
    [{ repair: [{ kind: 'refit', images: 9 }, recalibrate] }, 'recalibrate after refit'],
    [
      { repair: [finetune('steps', 9), { ...finetune('steps', 9), kind: 'distil' }] },
      'finetune and distil together; finetune or distil comes once, last',
    ],
    [{ schedule: 'slow' }, 'unknown schedule: slow; choose one of one-shot, linear, agp'],
    [{ seed: -1 }, 'invalid seed: -1'],
  ])('%j', (changes, expected) => {
    expect(message(changes)).toContain(expected);
  });
});

it('no repair has more images than there are to train on', () => {
  const repair = [
    { kind: 'recalibrate', images: 500 },
    { kind: 'refit', images: 60_000 },
    { kind: 'finetune', budget: { unit: 'steps', amount: 90_000 } },
  ] as const;
  expect(checkImages(repair, 60_000)).toBeNull();
  expect(checkImages([], 0)).toBeNull();
  const range = { least: 1, most: 59_999 };
  expect(checkImages(repair, 59_999)).toEqual(
    refusal('repair-images-range', { step: 'refit', value: 60_000, ...range }),
  );
  expect(checkImages(repair, 499)?.values).toMatchObject({ step: 'recalibrate', value: 500 });
});
