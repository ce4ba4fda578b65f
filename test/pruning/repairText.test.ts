import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Budget, Repair, TrainingStep } from '../../src/pruning/plan';
import { amountWords, repairLabel, repairWords } from '../../src/pruning/repairName';
import { rateRow, type RepairKind, repairRow, REPAIRS } from '../../src/pruning/repairs';
import { formatRepair, parseRepair, withoutStep, withStep } from '../../src/pruning/repairText';
import { defaultPlan, validatePlan } from '../../src/pruning/validatePlan';
import { inWords } from '../../src/words/inWords';
import { words } from '../../src/words/words';

const finetune = (unit: Budget['unit'], amount: number): TrainingStep => ({
  kind: 'finetune',
  budget: { unit, amount },
});

describe('reads', () => {
  it.each<[string, Repair]>([
    ['none', []],
    ['recalibrate', [{ kind: 'recalibrate', images: 500 }]],
    ['recalibrate=1000', [{ kind: 'recalibrate', images: 1000 }]],
    ['finetune=60s', [finetune('seconds', 60)]],
    ['finetune=60s:one-cycle', [finetune('seconds', 60)]],
    ['finetune=60s:cosine', [{ ...finetune('seconds', 60), rate: 'cosine' }]],
    ['finetune=500steps', [finetune('steps', 500)]],
    ['finetune=0.5epochs', [finetune('epochs', 0.5)]],
    [
      'distil=30s+refit=100',
      [
        { kind: 'refit', images: 100 },
        { kind: 'distil', budget: { unit: 'seconds', amount: 30 } },
      ],
    ],
  ])('%s', (text, repair) => {
    expect(parseRepair(text)).toEqual({ ok: true, value: repair });
  });

  it.each(REPAIRS)('$id alone as the table says', ({ id, standard, precision }) => {
    expect(parseRepair(id)).toEqual({ ok: true, value: [standard] });
    const checked = validatePlan({ ...defaultPlan(), repair: [standard], precision });
    expect(checked.ok).toBe(true);
  });
});

describe('writes', () => {
  const images = fc.integer({ min: 1, max: 60_000 });
  const budget: fc.Arbitrary<Budget> = fc.record({
    unit: fc.constantFrom('seconds', 'steps', 'epochs'),
    amount: fc.integer({ min: 1, max: 999 }),
  });
  const fitting = (kind: 'recalibrate' | 'least-squares' | 'refit') =>
    fc.option(fc.record({ kind: fc.constant(kind), images }));
  const training = fc.option(
    fc.record(
      {
        kind: fc.constantFrom('finetune' as const, 'distil' as const),
        budget,
        rate: fc.constant('cosine' as const),
      },
      { requiredKeys: ['kind', 'budget'] },
    ),
  );
  const repairs = fc
    .tuple(fitting('recalibrate'), fitting('least-squares'), fitting('refit'), training)
    .map((steps): Repair => steps.filter((step) => step !== null));

  it('what it reads again, in any order', () => {
    fc.assert(
      fc.property(repairs, (repair) => {
        const text = formatRepair(repair);
        expect(parseRepair(text)).toEqual({ ok: true, value: repair });
        const turned = text.split('+').reverse().join('+');
        expect(parseRepair(turned)).toEqual({ ok: true, value: repair });
        expect(validatePlan({ ...defaultPlan(), repair, precision: 'int8' }).ok).toBe(true);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('words for people', () => {
    const { repair: say, units } = words.planNames;
    const row = (kind: RepairKind) => inWords('repairs', repairRow(kind));
    const minute = say.amount(60, units.seconds);
    expect(repairWords([])).toBe(say.none);
    const repair: Repair = [{ kind: 'recalibrate', images: 500 }, finetune('seconds', 60)];
    expect(repairWords(repair)).toBe(
      words.planNames.list([
        say.step(row('recalibrate').done, '500'),
        say.step(row('finetune').done, minute),
      ]),
    );
    expect(amountWords(finetune('epochs', 2))).toBe(say.amount(2, units.epochs));
    expect(amountWords({ ...finetune('epochs', 2), rate: 'cosine' })).toBe(
      say.withRate(say.amount(2, units.epochs), inWords('rates', rateRow('cosine')).label),
    );
    expect(repairLabel(repair)).toBe(
      say.shortSteps([
        say.shortStep(row('recalibrate').short, '500'),
        say.shortStep(row('finetune').short, minute),
      ]),
    );
    expect(repairLabel(repair.slice(1))).toBe(say.step(row('finetune').done, minute));
  });
});

it.each([
  '',
  'retrain',
  'recalibrate=',
  'recalibrate=0',
  'recalibrate=-5',
  'none=3',
  'recalibrate=1e3',
  'recalibrate=5=5',
  'finetune=60',
  'finetune=0s',
  'finetune=-3s',
  'finetune=60 s',
  'distil=2weeks',
  'finetune=60s:fast',
  'finetune=60s:cosine:cosine',
  'recalibrate=500:cosine',
])('refuses "%s"', (text) => {
  const parsed = parseRepair(text);
  const [part] = text.split('+');
  expect(parsed).toMatchObject({ ok: false, code: 'repair-text', values: { part } });
});

describe('a step that is chosen', () => {
  const chosen = (...kinds: Parameters<typeof repairRow>[0][]) =>
    kinds.reduce<Repair>((repair, kind) => withStep(repair, repairRow(kind)), []);

  it('takes its place, and one training lets the other go', () => {
    expect(formatRepair(chosen('finetune', 'refit', 'recalibrate'))).toBe(
      'recalibrate=500+refit=2000+finetune=60s',
    );
    expect(formatRepair(chosen('finetune', 'recalibrate', 'distil'))).toBe(
      'recalibrate=500+distil=60s',
    );
    expect(formatRepair(chosen('distil', 'finetune'))).toBe('finetune=60s');
  });

  it('makes a valid repair in whatever order steps come and go', () => {
    const kinds = fc.constantFrom(...REPAIRS.map(({ id }) => id));
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.boolean())), (clicks) => {
        let repair: Repair = [];
        for (const [kind, on] of clicks) {
          repair = (on ? withStep : withoutStep)(repair, repairRow(kind));
          expect(repair.some((step) => step.kind === kind)).toBe(on);
        }
        expect(validatePlan({ ...defaultPlan(), repair, precision: 'int8' }).ok).toBe(true);
      }),
    );
  });
});
