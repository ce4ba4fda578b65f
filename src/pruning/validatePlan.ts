import type { Network } from '../model/network';
import { SCOPES } from './scope';
import { RANKINGS, type Ranking } from './ranking';
import type { Outcome, Refusal } from '../base/outcome';
import { refusal, type Code } from '../words/refusal';
import { defaultOptions, takesShares } from './methodOptions';
import { findMethod, methodOf, METHODS, type Method } from './methods';
import type { MethodId, Plan, Repair, Rounding, Schedule } from './plan';
import type { Budget, FittingStep, RepairStep, TrainingStep } from './plan';
import { PRECISIONS } from './precisions';
import { entriesOf, ratioUnits } from './ratios';
import {
  BUDGET_UNITS,
  isTraining,
  precisionOf,
  rateOf,
  RATES,
  repairRow,
  REPAIRS,
  suits,
} from './repairs';

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
  if (!method) return unknown('method-unknown', plan.method, ids(METHODS));
  return (
    (SCOPES.includes(plan.scope) ? null : unknown('scope-unknown', plan.scope, SCOPES)) ??
    checkRanking(method, plan.ranking) ??
    checkShares(method, plan) ??
    checkRatios(method, plan) ??
    (ROUNDINGS.includes(plan.rounding)
      ? null
      : unknown('rounding-unknown', plan.rounding, ROUNDINGS)) ??
    checkWhole('min-channels-range', plan.minChannels, 1, 65_535) ??
    checkLevel(method, plan.level) ??
    checkRepair(plan.repair) ??
    checkPrecision(plan) ??
    (SCHEDULES.includes(plan.schedule)
      ? null
      : unknown('schedule-unknown', plan.schedule, SCHEDULES)) ??
    checkWhole('seed-range', plan.seed, 0, LARGEST_SEED) ?? { ok: true, value: plan }
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
  return method.criterion.kind === 'channels'
    ? refusal('channel-set-unknown', { name, scope, method: id, sets: units })
    : refusal('layer-unknown', { name, method: id, layers: units });
}

/** Null where the method can be asked for the level. */
export function checkLevel(method: Method, level: number): Refusal | null {
  if (!(Number.isFinite(level) && level >= 0 && level < 1)) {
    return refusal('level-range', { level });
  }
  if (method.levels && !method.levels.includes(level)) {
    return refusal('level-not-of-method', { level, method: method.id, levels: method.levels });
  }
  return null;
}

function checkRanking(method: Method, ranking: Ranking): Refusal | null {
  if (method.rankings.includes(ranking)) return null;
  if (!RANKINGS.includes(ranking)) return unknown('ranking-unknown', ranking, method.rankings);
  const { id, rankings } = method;
  return refusal('ranking-not-of-method', { ranking, method: id, rankings });
}

function checkShares(method: Method, { ranking, shares }: Plan): Refusal | null {
  if (shares === undefined) return null;
  if (!takesShares(method, ranking)) {
    return refusal('shares-not-of-method', { method: method.id, ranking });
  }
  if (!Array.isArray(shares)) return refusal('shares-no-list', { shares: String(shares) });
  const at = shares.findIndex((share) => !(Number.isFinite(share) && share >= 0 && share < 1));
  if (at >= 0) return refusal('share-range', { share: shares[at] });
  if (shares.some((share) => share > 0)) return null;
  return refusal('shares-all-zero');
}

function checkRatios(method: Method, { ratios, shares }: Plan): Refusal | null {
  if (ratios === undefined) return null;
  if (typeof ratios !== 'object' || ratios === null || Array.isArray(ratios)) {
    return refusal('ratios-no-object', { ratios: String(ratios) });
  }
  if (shares) return refusal('ratios-beside-shares');
  for (const [name, ratio] of entriesOf(ratios)) {
    const refused = checkRatio(method, name, ratio);
    if (refused) return refused;
  }
  return null;
}

function checkRatio({ id, levels }: Method, name: string, ratio: number): Refusal | null {
  if (!(Number.isFinite(ratio) && ratio >= 0 && ratio < 1)) {
    return refusal('ratio-range', { name, ratio });
  }
  if (!levels || levels.includes(ratio)) return null;
  return refusal('ratio-not-of-method', { name, ratio, method: id, levels });
}

function checkRepair(repair: Repair): Refusal | null {
  if (!Array.isArray(repair)) return unknown('repair-unknown', repair, REPAIR_IDS);
  for (const [i, step] of repair.entries()) {
    const refused = checkStep(step) ?? checkPlace(step, repair[i - 1]);
    if (refused) return refused;
  }
  return null;
}

function checkPrecision(plan: Plan): Refusal | null {
  const known = PRECISIONS.map(({ id }) => id);
  const precision = precisionOf(plan);
  if (!known.includes(precision)) return unknown('precision-unknown', plan.precision, known);
  const step = plan.repair.find((own) => !suits(own, precision));
  if (!step) return null;
  return refusal('repair-precision', {
    step: step.kind,
    needs: repairRow(step.kind).precision!,
    precision,
  });
}

const REPAIR_IDS = REPAIRS.map(({ id }) => id);
const TRAINING_IDS = REPAIRS.filter(({ trains }) => trains).map(({ id }) => id);

function checkStep(step: RepairStep): Refusal | null {
  if (!REPAIR_IDS.includes(step?.kind)) return unknown('repair-unknown', step?.kind, REPAIR_IDS);
  if (isTraining(step)) return checkBudget(step.kind, step.budget) ?? checkRate(step);
  return checkStepImages(step, MOST_IMAGES);
}

function checkPlace(step: RepairStep, before: RepairStep | undefined): Refusal | null {
  if (!before) return null;
  if (isTraining(before)) {
    return refusal('training-not-last', {
      training: before.kind,
      step: step.kind,
      trainings: TRAINING_IDS,
    });
  }
  if (REPAIR_IDS.indexOf(before.kind) < REPAIR_IDS.indexOf(step.kind)) return null;
  return refusal('repair-order', { step: step.kind, before: before.kind, order: REPAIR_IDS });
}

function checkBudget(step: string, budget: Budget): Refusal | null {
  const row = BUDGET_UNITS.find(({ unit }) => unit === budget?.unit);
  if (!row) {
    const choices = BUDGET_UNITS.map(({ unit }) => unit);
    return refusal('repair-budget-unknown', { step, value: String(budget?.unit), choices });
  }
  const { amount } = budget;
  const { unit, most } = row;
  if (unit === 'steps') {
    const range = { value: amount, least: 1, most };
    return isWhole(range) ? null : refusal('repair-steps-range', { step, ...range });
  }
  if (amount > 0 && amount <= most) return null;
  return refusal('repair-budget-range', { step, unit, amount, most });
}

function checkRate(step: TrainingStep): Refusal | null {
  const known = RATES.map(({ id }) => id);
  return known.includes(rateOf(step)) ? null : unknown('learning-rate-unknown', step.rate, known);
}

function checkStepImages({ kind, images }: FittingStep, most: number): Refusal | null {
  const range = { value: images, least: 1, most };
  return isWhole(range) ? null : refusal('repair-images-range', { step: kind, ...range });
}

function checkWhole(
  code: 'min-channels-range' | 'seed-range',
  value: number,
  least: number,
  most: number,
): Refusal | null {
  const range = { value, least, most };
  return isWhole(range) ? null : refusal(code, range);
}

interface Range {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

function isWhole({ value, least, most }: Range): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

type UnknownCode = Extract<Code, `${keyof Plan | 'learning-rate'}-unknown`>;

function unknown(
  code: UnknownCode,
  value: unknown,
  choices: readonly (string | number)[],
): Refusal {
  return refusal(code, { value: String(value), choices });
}

function ids(methods: readonly Method[]): string[] {
  return methods.map(({ id }) => id);
}
