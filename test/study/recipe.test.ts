/** A plan as a command line: what is written there measures the same network again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledNetwork } from '../../cli/bundledNetwork';
import { parseStudyArguments } from '../../cli/studyArguments';
import { requestOf } from '../../cli/studyRequest';
import type { Plan } from '../../src/pruning/plan';
import { planKey } from '../../src/pruning/planKey';
import { defaultPlan, validatePlan } from '../../src/pruning/validatePlan';
import { studyCommand } from '../../src/study/recipe';
import { studyPlans } from '../../src/study/studyPlans';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { anyPlan } from '../pruning/anyPlan';

const NETWORK = bundledNetwork(DEFAULT_MODEL.id);

/** No shell changes a word of these signs. */
const PLAIN = /^[\w.,=+:%/-]+$/;

function argumentsOf(command: string): string[] {
  const words = command.split(' ');
  expect(words.slice(0, 4)).toEqual(['npm', 'run', 'study', '--']);
  return words.slice(4);
}

function plansOf(command: string): readonly Plan[] {
  const given = parseStudyArguments(argumentsOf(command));
  if (given === 'help') throw new Error('no study');
  const order = studyPlans(requestOf(given, true), NETWORK);
  if (!order.ok) throw new Error(order.code);
  return order.value.plans;
}

describe('the recipe of a plan', () => {
  it('measures the same network again, whatever the plan', () => {
    const possible = anyPlan.filter((plan) => validatePlan(plan).ok);
    fc.assert(
      fc.property(possible, (plan) => {
        const command = studyCommand(plan, 2000, DEFAULT_MODEL.id);
        for (const word of argumentsOf(command)) expect(word).toMatch(PLAIN);
        expect(plansOf(command).map(planKey)).toContain(planKey(plan));
      }),
      { seed: 20_221_028, numRuns: 400 },
    );
  });

  it('says what differs alone', () => {
    const plan = { ...defaultPlan('l1-norm'), level: 0.25 };
    expect(studyCommand(plan, 2000, DEFAULT_MODEL.id)).toBe(
      'npm run study -- --methods l1-norm --levels 0.25 --repair recalibrate=500 --images 2000',
    );
  });

  it('gives no shell anything to run, whatever a stranger calls a layer', () => {
    const ratios = { '$(touch x); `y` "z" %PATH% ünü\n': 0.5 };
    const command = studyCommand({ ...defaultPlan('l1-norm'), ratios }, 500, null);
    for (const word of argumentsOf(command)) expect(word).toMatch(PLAIN);
    const [name] = Object.keys(ratios);
    const given = parseStudyArguments(
      argumentsOf(command).map((word) => (word === 'FILE' ? 'package.json' : word)),
    );
    expect(given !== 'help' && given.ratios).toEqual({ [name]: 0.5 });
  });
});
