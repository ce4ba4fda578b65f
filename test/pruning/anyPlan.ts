import { SCOPES } from '../../src/pruning/scope';
import { RANKINGS } from '../../src/pruning/ranking';
import fc from 'fast-check';
import { fittingOptions, optionsOf, withOptions } from '../../src/pruning/methodOptions';
import { METHODS, methodOf } from '../../src/pruning/methods';
import type { Plan, Repair } from '../../src/pruning/plan';
import { PRECISIONS } from '../../src/pruning/precisions';
import { BUDGET_UNITS, RATES, withPrecision, withRate } from '../../src/pruning/repairs';
import { defaultPlan, ROUNDINGS, SCHEDULES } from '../../src/pruning/validatePlan';
import { LAB } from './networks';

const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom('recalibrate', 'least-squares', 'refit'),
    images: fc.integer({ min: 1, max: 60_000 }),
  }),
  fc
    .record({
      kind: fc.constantFrom('finetune' as const, 'distil' as const),
      budget: fc.record({
        unit: fc.constantFrom(...BUDGET_UNITS.map(({ unit }) => unit)),
        amount: fc.integer({ min: 1, max: 1000 }),
      }),
      rate: fc.constantFrom(...RATES.map(({ id }) => id)),
    })
    .map(({ rate, ...training }) => withRate(training, rate)),
);

/** Few values of most fields, so that two plans often agree in all but one. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    method: fc.constantFrom(...METHODS.map(({ id }) => id)),
    scope: fc.constantFrom(...SCOPES),
    ranking: fc.constantFrom(...RANKINGS),
    rounding: fc.constantFrom(...ROUNDINGS),
    minChannels: fc.constantFrom(1, 2, 3),
    level: fc.oneof(
      fc.constantFrom(0, 0.5, 0.995, 0.9949),
      fc.double({ min: 0, max: 0.999999, noNaN: true }).map((x) => Number(x.toPrecision(9))),
    ),
    shares: fc.option(fc.array(fc.constantFrom(0.25, 0.5, 0.995), { minLength: 2, maxLength: 4 }), {
      nil: undefined,
    }),
    ratios: fc.option(
      fc.dictionary(
        fc.constantFrom('inner 3', 'inner 5', 'stem', 'head', 'block_3/expand', 'block_3/project'),
        fc.constantFrom(0, 0.25, 0.5),
      ),
      { nil: undefined, freq: 1 },
    ),
    repair: fc.oneof(
      fc.constant(defaultPlan().repair),
      fc.array(step, { maxLength: 1 }),
    ) as fc.Arbitrary<Repair>,
    precision: fc.constantFrom(...PRECISIONS.map(({ id }) => id)),
    schedule: fc.constantFrom(...SCHEDULES),
    seed: fc.constantFrom(1, 2),
  })
  .map(({ precision, ...rest }) => {
    const plan: Plan = { ...rest, ...withPrecision(precision) };
    const own = withOptions(plan, fittingOptions(plan.method, optionsOf(plan), LAB));
    const levels = methodOf(plan.method).levels;
    return levels && !levels.includes(own.level) ? { ...own, level: levels[1] } : own;
  });
