import type { Network } from '../model/network';
import { SCOPES } from './scope';
import { RANKINGS, type Ranking } from './ranking';
import { refusal, type Outcome, type Refusal } from '../base/outcome';
import { defaultOptions, takesShares } from './methodOptions';
import { findMethod, methodOf, METHODS, type Method } from './methods';
import type { MethodId, Plan, Repair, Rounding, Schedule } from './plan';
import type { Budget, RepairStep, TrainingStep } from './plan';
import { entriesOf, ratioUnits } from './ratios';
import { BUDGET_UNITS, isTraining, rateOf, RATES, repairRow, REPAIRS } from './repairs';

export const ROUNDINGS: readonly Rounding[] = [1, 4, 8, 16];
export const SCHEDULES: readonly Schedule[] = ['one-shot', 'linear', 'agp'];
/** As many as the largest file can count. */
const MOST_IMAGES = 2 ** 32 - 1;
const LARGEST_SEED = 2 ** 32 - 1;

/** What the page and the command line start from; the ranking is the method's own. */
export function defaultPlan(method: MethodId = 'magnitude-global'): Plan {
  return {
    method,
    ...defaultOptions(method),
    level: 0.5,
    repair: [repairRow('recalibrate').standard],
    schedule: 'one-shot',
    seed: 1,
  };
}

/**
 * Checks everything that does not depend on the network: that is known later where a link or a file is read. What a network
 * has not is refused by `validatePlanOf`, a level that is too high for its sets by `select`.
 */
export function validatePlan(plan: Plan): Outcome<Plan> {
  const method = findMethod(plan.method);
  if (!method) return unknown('method', plan.method, ids(METHODS));
  return (
    (SCOPES.includes(plan.scope) ? null : unknown('scope', plan.scope, SCOPES)) ??
    checkRanking(method, plan.ranking) ??
    checkShares(method, plan) ??
    checkRatios(method, plan) ??
    (ROUNDINGS.includes(plan.rounding) ? null : unknown('rounding', plan.rounding, ROUNDINGS)) ??
    checkWhole('minChannels', plan.minChannels, 1, 65_535) ??
    checkLevel(method, plan.level) ??
    checkRepair(plan.repair) ??
    (SCHEDULES.includes(plan.schedule) ? null : unknown('schedule', plan.schedule, SCHEDULES)) ??
    checkWhole('seed', plan.seed, 0, LARGEST_SEED) ?? { ok: true, value: plan }
  );
}

/** The same of a plan for this network: what is given a ratio by hand is one of its sets or layers. */
export function validatePlanOf(network: Network, plan: Plan): Outcome<Plan> {
  const valid = validatePlan(plan);
  return valid.ok ? (unknownUnit(network, plan) ?? valid) : valid;
}

/** Null where the network has all that the plan gives ratios to. @param plan a valid one */
export function unknownUnit(network: Network, { method: id, scope, ratios }: Plan): Refusal | null {
  const method = methodOf(id);
  const units = ratioUnits(method, scope, network);
  const name = entriesOf(ratios).find(([own]) => !units.includes(own))?.[0];
  if (name === undefined) return null;
  const what = method.criterion.kind === 'channels' ? `channel set in scope ${scope}` : 'layer';
  return refusal('ratios', `unknown ${what}: ${name}; ${id} has ${units.join(', ')}`);
}

/** Null where the method can be asked for the level. */
export function checkLevel(method: Method, level: number): Refusal | null {
  if (!(Number.isFinite(level) && level >= 0 && level < 1)) {
    return refusal(
      'level',
      `invalid level: ${level}; give a share to cut from 0 up to, but not including, 1`,
    );
  }
  if (method.levels && !method.levels.includes(level)) {
    return refusal(
      'level',
      `invalid level: ${level}; ${method.id} can only have ${method.levels.join(' or ')}`,
    );
  }
  return null;
}

function checkRanking(method: Method, ranking: Ranking): Refusal | null {
  if (method.rankings.includes(ranking)) return null;
  if (!RANKINGS.includes(ranking)) return unknown('ranking', ranking, method.rankings);
  const remedy = `${method.id} can be ranked by ${method.rankings.join(', ')}`;
  return refusal('ranking', `invalid ranking: ${ranking}; ${remedy}`);
}

function checkShares(method: Method, { ranking, shares }: Plan): Refusal | null {
  if (shares === undefined) return null;
  if (!takesShares(method, ranking)) {
    const what = `${method.id} ranked by ${ranking}`;
    return refusal('shares', `shares with ${what}: leave them out or rank a channel method by set`);
  }
  if (!Array.isArray(shares)) return unknown('shares', shares, ['a list of numbers']);
  const at = shares.findIndex((share) => !(Number.isFinite(share) && share >= 0 && share < 1));
  if (at >= 0) {
    return refusal(
      'shares',
      `invalid shares: ${shares[at]}; give one number of at least 0 and below 1 for each channel set`,
    );
  }
  if (shares.some((share) => share > 0)) return null;
  return refusal('shares', 'invalid shares: all are 0; let at least one channel set give some');
}

function checkRatios(method: Method, { ratios, shares }: Plan): Refusal | null {
  if (ratios === undefined) return null;
  if (typeof ratios !== 'object' || ratios === null || Array.isArray(ratios)) {
    return refusal('ratios', `invalid ratios: ${String(ratios)}; give a number for each name`);
  }
  if (shares) return refusal('ratios', 'ratios and shares together: give either, not both');
  for (const [name, ratio] of entriesOf(ratios)) {
    const refused = checkRatio(method, name, ratio);
    if (refused) return refused;
  }
  return null;
}

function checkRatio({ id, levels }: Method, name: string, ratio: number): Refusal | null {
  if (!(Number.isFinite(ratio) && ratio >= 0 && ratio < 1)) {
    const remedy = 'give a share to cut from 0, which leaves it out, up to, but not including, 1';
    return refusal('ratios', `invalid ratio of ${name}: ${ratio}; ${remedy}`);
  }
  if (!levels || levels.includes(ratio)) return null;
  const choices = levels.join(' or ');
  return refusal('ratios', `invalid ratio of ${name}: ${ratio}; ${id} can only have ${choices}`);
}

function checkRepair(repair: Repair): Refusal | null {
  if (!Array.isArray(repair)) return unknown('repair', repair, REPAIR_IDS);
  for (const [i, step] of repair.entries()) {
    const refused = checkStep(step) ?? checkPlace(step, repair[i - 1]);
    if (refused) return refused;
  }
  return null;
}

const REPAIR_IDS = REPAIRS.map(({ id }) => id);
const TRAINING_IDS = REPAIRS.filter(({ trains }) => trains).map(({ id }) => id);

function checkStep(step: RepairStep): Refusal | null {
  if (!REPAIR_IDS.includes(step?.kind)) return unknown('repair', step?.kind, REPAIR_IDS);
  if (isTraining(step)) return checkBudget(step.kind, step.budget) ?? checkRate(step);
  return checkWhole(`${step.kind} images`, step.images, 1, MOST_IMAGES);
}

/** Null where the repair can have its images. @param trainingImages that there are */
export function checkImages(repair: Repair, trainingImages: number): Refusal | null {
  for (const step of repair) {
    if (isTraining(step)) continue;
    const refused = checkWhole(`${step.kind} images`, step.images, 1, trainingImages);
    if (refused) return refused;
  }
  return null;
}

function checkPlace(step: RepairStep, before: RepairStep | undefined): Refusal | null {
  if (!before) return null;
  if (isTraining(before)) {
    const pair = `${before.kind} and ${step.kind}`;
    return refusal(
      'repair',
      `invalid repair: ${pair} together; ${TRAINING_IDS.join(' or ')} comes once, last`,
    );
  }
  if (REPAIR_IDS.indexOf(before.kind) < REPAIR_IDS.indexOf(step.kind)) return null;
  const order = REPAIR_IDS.join(', ');
  return refusal(
    'repair',
    `invalid repair: ${step.kind} after ${before.kind}; give each step once, in the order ${order}`,
  );
}

function checkBudget(kind: string, budget: Budget): Refusal | null {
  const row = BUDGET_UNITS.find(({ unit }) => unit === budget?.unit);
  if (!row) {
    const units = BUDGET_UNITS.map(({ unit }) => unit);
    return unknown(`${kind} budget`, budget?.unit, units);
  }
  const { amount } = budget;
  if (row.unit === 'steps') return checkWhole(`${kind} steps`, amount, 1, row.most);
  if (amount > 0 && amount <= row.most) return null;
  const range = `above 0 and at most ${row.most}`;
  return refusal('repair', `invalid ${kind} ${row.unit}: ${amount}; give a number ${range}`);
}

function checkRate(step: TrainingStep): Refusal | null {
  const known = RATES.map(({ id }) => id);
  return known.includes(rateOf(step)) ? null : unknown('learning rate', step.rate, known);
}

function checkWhole(name: string, value: number, least: number, most: number): Refusal | null {
  if (Number.isInteger(value) && value >= least && value <= most) return null;
  return refusal(name, `invalid ${name}: ${value}; give a whole number from ${least} to ${most}`);
}

function unknown(name: string, value: unknown, choices: readonly (string | number)[]): Refusal {
  return refusal(name, `unknown ${name}: ${value}; choose one of ${choices.join(', ')}`);
}

function ids(methods: readonly Method[]): string[] {
  return methods.map(({ id }) => id);
}
