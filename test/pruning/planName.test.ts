import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studyTable } from '../../cli/studyTable';
import { axisOf } from '../../src/charts/axes';
import { linesOf } from '../../src/charts/lines';
import { networkName } from '../../src/export/networkName';
import { pointName } from '../../src/panels/results/pointName';
import { fittingOptions, optionsOf, withOptions } from '../../src/pruning/methodOptions';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { planKey } from '../../src/pruning/planKey';
import { lineName, planName, shortName } from '../../src/pruning/planName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { importedPoint } from '../../src/study/measuredPoint';
import { samplePoint } from '../study/sampleStudy';
import { anyPlan } from './anyPlan';
import { LAB } from './networks';
import { inWords } from '../../src/words/inWords';
import { words } from '../../src/words/words';
import { methodOf } from '../../src/pruning/methods';
import { repairLabel } from '../../src/pruning/repairName';

const say = words.planNames;
const methodName = (id: MethodId) => inWords('methods', methodOf(id)).label;
const FIELDS = Object.keys({ ...defaultPlan(), shares: [], ratios: {} }) as (keyof Plan)[];

/** A plan, and another one or the same with one field of the other. */
const pairs = fc
  .tuple(anyPlan, anyPlan, fc.constantFrom(null, ...FIELDS))
  .map(([one, other, field]): [Plan, Plan] => {
    if (field === null) return [one, other];
    const fields = { ...one, [field]: other[field] };
    return [one, withOptions(fields, fittingOptions(fields.method, optionsOf(fields), LAB))];
  });

function item(plan: Plan) {
  return importedPoint(samplePoint(plan));
}

/** Method and level as the command line's table shows them. */
function rowsOf(plans: readonly Plan[]): string[] {
  const [, ...lines] = studyTable(plans.map(samplePoint)).split('\n');
  return lines.map((line) => line.split(/ {2,}/).slice(0, 2).join(' '));
}

function always(holds: (one: Plan, other: Plan) => void): void {
  fc.assert(
    fc.property(pairs, ([one, other]) => holds(one, other)),
    { seed: 6, numRuns: 1000 },
  );
}

describe('names', () => {
  it('of two networks are never the same, however little the plans differ', () => {
    always((one, other) => {
      const same = planKey(one) === planKey(other);
      expect(planName(one) === planName(other)).toBe(same);
      expect(shortName(one) === shortName(other)).toBe(same);
    });
  });

  it('of two points of a list or table are never the same', () => {
    always((one, other) => {
      const same = item(one).id === item(other).id;
      expect(pointName(item(one)) === pointName(item(other))).toBe(same);
      const [first, second] = rowsOf([one, other]);
      expect(first === second).toBe(same);
    });
  });

  it('of two lines of a chart are never the same', () => {
    always((one, other) => {
      const [first, second] = linesOf(
        [one, other].filter(({ level }) => level > 0).map(samplePoint),
        axisOf('bytes-encoded'),
      ).lines;
      expect(first !== undefined && first.label === second?.label).toBe(false);
    });
  });

  it('of two files of networks are never the same', () => {
    always((one, other) => {
      const same = networkName(one) === networkName(other);
      expect(same && planKey(one) !== planKey(other)).toBe(false);
    });
  });

  it('say nothing of what is as usual or without influence', () => {
    const plan = defaultPlan('l1-norm');
    const cut = say.cut(methodName('l1-norm'), '50 %');
    expect(planName(plan)).toBe(say.list([cut, repairLabel(plan.repair)]));
    expect(shortName({ ...plan, schedule: 'agp', seed: 7 })).toBe(cut);
    expect(lineName({ ...defaultPlan(), scope: 'all', rounding: 8 })).toBe(
      methodName('magnitude-global'),
    );
  });

  it('say what is not', () => {
    const plan: Plan = { ...defaultPlan('l1-norm'), level: 0.995, minChannels: 1, rounding: 8 };
    expect(shortName({ ...plan, ranking: 'global', repair: [] })).toBe(
      say.list([
        ...[say.cut(methodName('l1-norm'), '99.5 %'), say.rankings.global],
        ...[say.rounding(8), say.minChannels(1), say.repair.none],
      ]),
    );
    expect(shortName({ ...plan, shares: [0.995, 0.5] })).toContain(say.allocated('99.5 %'));
  });
});
