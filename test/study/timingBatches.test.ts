/** Networks that are compared most are timed in the same rounds. */
import { expect, it } from 'vitest';
import { DEFAULT_LEVELS, DEFAULT_METHODS } from '../../src/study/defaultStudy';
import { studyPlans } from '../../src/study/studyPlans';
import { timingBatches } from '../../src/study/timingBatches';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';

function plansOf(methods: readonly MethodId[], levels: readonly number[]): readonly Plan[] {
  const order = studyPlans({ methods, levels, base: defaultPlan() }, null);
  if (!order.ok) throw new Error(order.code);
  return order.value.plans;
}

it('times all methods of a level together in the default study', () => {
  const plans = plansOf(DEFAULT_METHODS, DEFAULT_LEVELS);
  const batches = timingBatches(plans);
  expect(batches.flat()).toEqual(plans);
  for (const batch of batches) expect(new Set(batch.map(({ level }) => level)).size).toBe(1);
});

it('fills the rounds with whole levels where few methods leave room', () => {
  const batches = timingBatches(plansOf(['l1-norm', 'fpgm'], [0.1, 0.2, 0.3]));
  expect(batches.map((batch) => batch.map(({ level }) => level))).toEqual([
    [0.1, 0.1, 0.2, 0.2],
    [0.3, 0.3],
  ]);
});

it('parts a level that does not fit, four at a time', () => {
  const methods = ['l1-norm', 'fpgm', 'magnitude-global', 'magnitude-layer', 'random-channels'];
  const batches = timingBatches(plansOf(methods as MethodId[], [0.5]));
  expect(batches.map(({ length }) => length)).toEqual([4, 3]);
});

it('has nothing to time where there is nothing', () => {
  expect(timingBatches([])).toEqual([]);
});
