/** The order of a study: which plans are measured, and which wishes cannot be met. */
import type { Network } from '../model/network';
import type { Ranking } from '../pruning/ranking';
import type { Note, Outcome } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import type { MethodOptions } from '../pruning/methodOptions';
import { findMethod, methodOf, METHODS } from '../pruning/methods';
import type { MethodId, Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import type { Precision } from '../pruning/precisions';
import { precisionOf, withPrecision } from '../pruning/repairs';
import { fittingRatios } from '../pruning/ratios';
import { formatRatios } from '../pruning/ratiosText';
import { validatePlan } from '../pruning/validatePlan';
import { requestedPlan } from './requestedPlan';
import { inWords } from '../words/inWords';

export interface StudyRequest {
  readonly methods: readonly MethodId[];
  readonly levels: readonly number[];
  /** Each network is measured in each of them; left out, in that of `base`. */
  readonly precisions?: readonly Precision[];
  /** Scope, rounding, repair and so on of every plan, as far as its method has them. */
  readonly base: Omit<Plan, 'method' | 'level' | 'ranking'>;
  /** For every method that has it; the others, and all where it is left out, take their own. */
  readonly ranking?: Ranking;
  /** Of methods that are to differ from the rest: in the place of what `base` and `ranking` say. */
  readonly options?: Partial<Readonly<Record<MethodId, MethodOptions>>>;
}

export interface StudyOrder {
  /** Level after level, so that all lines of a chart grow together; no network twice. */
  readonly plans: readonly Plan[];
  /** Of each method that cannot have all the levels, or all the ratios by hand. */
  readonly skipped: readonly Note[];
}

/**
 * A method with fixed levels is measured at these, whatever was asked for; level 0 is one network for all.
 * Refuses, by name, methods and levels that do not exist.
 * @param network whose sets or layers ratios by hand are for; null while it is not known
 */
export function studyPlans(request: StudyRequest, network: Network | null): Outcome<StudyOrder> {
  const { methods, levels } = request;
  if (request.precisions?.length === 0) return refusal('no-precisions');
  if (methods.length === 0) return refusal('no-methods');
  if (levels.length === 0) return refusal('no-levels');
  const unknown = methods.find((method) => !findMethod(method));
  if (unknown) return refusal('method-unknown', { value: unknown, choices: METHOD_IDS });
  const plans = new Map<string, Plan>();
  for (const [method, level] of pairs(methods, levels)) {
    for (const planned of variants(request, requestedPlan(request, method, level, network))) {
      const plan = validatePlan(planned);
      if (!plan.ok) return plan;
      const key = planKey(plan.value);
      if (!plans.has(key)) plans.set(key, plan.value);
    }
  }
  const skipped = methods.flatMap((method) => [
    ...skippedLevels(method, levels),
    ...skippedRatios(method, request, network),
  ]);
  return { ok: true, value: { plans: [...plans.values()], skipped } };
}

/** One draw says nothing: pruning by lot is shown as a band. */
const SEEDS = 3;

function variants({ precisions, base }: StudyRequest, plan: Plan): Plan[] {
  return (precisions ?? [precisionOf(base)]).flatMap((precision) =>
    seedsOf(plan.method, plan.level, base.seed).map((seed) => ({
      ...plan,
      ...withPrecision(precision),
      seed,
    })),
  );
}

function seedsOf(method: MethodId, level: number, first: number): number[] {
  const draws = methodOf(method).seeded && level > 0 ? SEEDS : 1;
  return Array.from({ length: draws }, (_, i) => (first + i) % 2 ** 32);
}

const METHOD_IDS = METHODS.map(({ id }) => id);

function pairs(methods: readonly MethodId[], levels: readonly number[]): [MethodId, number][] {
  const all = methods.flatMap((method) =>
    levelsOf(method, levels).map((level): [MethodId, number] => [method, level]),
  );
  return all.sort(([, a], [, b]) => a - b);
}

function levelsOf(method: MethodId, asked: readonly number[]): readonly number[] {
  const own = methodOf(method).levels;
  return own ? own.filter((level) => level > 0 || asked.includes(0)) : asked;
}

function skippedLevels(method: MethodId, asked: readonly number[]): Note[] {
  const { levels: own } = methodOf(method);
  const left = own ? asked.filter((level) => !own.includes(level)) : [];
  if (!own || left.length === 0) return [];
  const cuts = own.filter((level) => level > 0);
  return [note('levels-left-out', { method: nameOf(method), own: cuts, left })];
}

function skippedRatios(
  method: MethodId,
  { base, options }: StudyRequest,
  network: Network | null,
): Note[] {
  const asked = Object.entries((options?.[method] ?? base).ratios ?? {});
  const given = Object.fromEntries(asked);
  const taken = fittingRatios(methodOf(method), base.scope, given, network) ?? {};
  const left = asked.filter(([name]) => !Object.hasOwn(taken, name));
  if (left.length === 0) return [];
  const ratios = formatRatios(Object.fromEntries(left));
  return [note('ratios-left-out', { method: nameOf(method), ratios })];
}

function nameOf(method: MethodId): string {
  return inWords('methods', methodOf(method)).label;
}

/** The same, with a point of the uncut network on every method's line: it is measured once for all. */
export function studyOrder(request: StudyRequest, network: Network | null): Outcome<StudyOrder> {
  const order = studyPlans(request, network);
  if (!order.ok) return order;
  const { plans, skipped } = order.value;
  return { ok: true, value: { plans: [...plans, ...sharedDense(plans)], skipped } };
}

function sharedDense(plans: readonly Plan[]): Plan[] {
  return plans
    .filter(({ level }) => level === 0)
    .flatMap((dense) => {
      const alike = plans.filter(
        (plan) => plan.method !== dense.method && precisionOf(plan) === precisionOf(dense),
      );
      const others = new Map(alike.map((plan) => [plan.method, plan]));
      return [...others.values()].map((plan) => ({ ...plan, level: 0 }));
    });
}
