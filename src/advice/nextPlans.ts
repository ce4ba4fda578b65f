/** Plans that nobody has measured: which of them may improve on what is recommended, and by how much. */
import { normalShare } from '../base/normal';
import { methodOf } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import { precisionOf } from '../pruning/repairs';
import { curveKey } from '../study/expected';
import { energyKey } from '../study/measuredPoint';
import { chanceWithin, deviation, type Uncertain } from '../study/uncertain';
import type { Advice } from './advice';
import type { Candidate } from './candidates';
import { limited, QUANTITIES, type QuantityId } from './quantities';

export interface NextPlan {
  readonly plan: Plan;
  /** What it may be, from its neighbours. */
  readonly quantities: Expectations;
  /** How likely it keeps to the budget. */
  readonly satisfies: number;
  /** By how much less of the goal it brings, on average over all that may be; null where nothing satisfies yet. */
  readonly gain: number | null;
}

/** Between measured points: besides their own errors, anything from `value − bend` to `value + bend` is as likely. */
export interface Expectation extends Uncertain {
  readonly bend: number;
}

type Expectations = Readonly<Record<QuantityId, Expectation | null>>;

const MOST = 3;
/** Less likely ones are not worth their time. */
const LEAST_CHANCE = 0.02;
const STEP = 0.01;
/** Of accuracy a twentieth of a point; of everything else as a share of what the recommended point needs. */
const LEAST_GAIN = { loss: 0.0005, share: 0.005 } as const;

/**
 * The most promising levels between two that were measured, one of each curve, the best first. By the expected
 * improvement over the recommended point; where there is none, by the chance to keep to the budget.
 * Source: Jones, Schonlau & Welch, "Efficient Global Optimization of Expensive Black-Box Functions" (1998), section 4.
 */
export function nextPlans(advice: Advice): NextPlan[] {
  return curvesOf(advice.known)
    .flatMap((curve) => bestOf(curve.slice(1).flatMap((to, i) => between(curve[i], to, advice))))
    .sort(promising)
    .slice(0, MOST);
}

/** The dense network begins the curve of every method. */
function curvesOf(known: readonly Candidate[]): Candidate[][] {
  const curves = new Map<string, Candidate[]>();
  const uncut = new Map(known.map((one) => [energyKey(one.point.plan), one]));
  for (const one of known) {
    const { plan } = one.point;
    if (plan.level === 0 || methodOf(plan.method).levels) continue;
    const key = curveKey(plan);
    const start = uncut.get(energyKey({ ...plan, level: 0 }));
    const curve = curves.get(key) ?? (start ? [start] : []);
    curves.set(key, [...curve, one]);
  }
  return [...curves.values()].map((curve) =>
    curve.sort((a, b) => a.point.plan.level - b.point.plan.level),
  );
}

function between(from: Candidate, to: Candidate, advice: Advice): NextPlan[] {
  const [low, high] = [from, to].map(({ point }) => Math.round(point.plan.level / STEP));
  const steps = Math.max(0, high - low - 1);
  return Array.from({ length: steps }, (_, i) => {
    const plan = { ...to.point.plan, level: (low + i + 1) / 100 };
    return judged(plan, expectedBetween(from, to, plan.level), advice);
  }).filter((next) => next.satisfies >= LEAST_CHANCE && isWorthwhile(next, advice));
}

function isWorthwhile({ gain }: NextPlan, { goal, recommended }: Advice): boolean {
  if (gain === null || !recommended) return true;
  const needed = recommended.quantities[goal]!.value;
  return gain >= (goal === 'loss' ? LEAST_GAIN.loss : LEAST_GAIN.share * needed);
}

/**
 * On the straight line between both, and as unsure as they are; on top of that, where it need not go straight, it may
 * bend: half way every value from one to the other is as likely, and nowhere one beyond them.
 */
export function expectedBetween(from: Candidate, to: Candidate, level: number): Expectations {
  const [low, high] = [from.point.plan.level, to.point.plan.level];
  const way = (level - low) / (high - low);
  const expected = QUANTITIES.map(({ id, straight }) => {
    const [one, other] = [from.quantities[id], to.quantities[id]];
    return [id, one && other && onTheWay(one, other, way, straight)];
  });
  return Object.fromEntries(expected) as Expectations;
}

function onTheWay(from: Uncertain, to: Uncertain, way: number, straight: boolean): Expectation {
  const value = from.value + way * (to.value - from.value);
  const bend = straight ? 0 : Math.abs(to.value - from.value) * Math.min(way, 1 - way);
  const sd = (1 - way) * deviation(from) + way * deviation(to);
  return { value, sd, shared: [], bend };
}

/** Middles of eighths, from −1 to 1. */
const BENDS = Array.from({ length: 8 }, (_, i) => (2 * i - 7) / 8);

/** On average over all ways to bend. */
function average(expected: Expectation, of: (one: Uncertain) => number): number {
  const each = BENDS.map((by) => of({ ...expected, value: expected.value + by * expected.bend }));
  return each.reduce((sum, one) => sum + one, 0) / BENDS.length;
}

function judged(
  plan: Plan,
  quantities: Expectations,
  { budgets, goal, recommended }: Advice,
): NextPlan {
  const within = (id: QuantityId) =>
    average(quantities[id]!, (one) => chanceWithin(one, budgets[id]!));
  const chance = (ids: readonly QuantityId[]) => ids.reduce((all, id) => all * within(id), 1);
  const limits = limited(budgets);
  const satisfies = chance(limits);
  if (!recommended) return { plan, quantities, satisfies, gain: null };
  const others = chance(limits.filter((id) => id !== goal));
  const best = recommended.quantities[goal]!.value;
  const gain = others * average(quantities[goal]!, (one) => improvement(one, best));
  return { plan, quantities, satisfies, gain };
}

/** How much less than `best` it is on average, where it is no less counting nothing. */
function improvement(quantity: Uncertain, best: number): number {
  const sd = deviation(quantity);
  const ahead = best - quantity.value;
  if (sd === 0) return Math.max(0, ahead);
  const z = ahead / sd;
  return ahead * normalShare(z) + (sd * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

function promising(a: NextPlan, b: NextPlan): number {
  return (b.gain ?? b.satisfies) - (a.gain ?? a.satisfies);
}

function bestOf(plans: NextPlan[]): NextPlan[] {
  return plans.sort(promising).slice(0, 1);
}

/** Whole numbers of one byte, where nobody has tried them: on what is recommended or nearest, and without a cut. */
export function untriedInt8(advice: Advice, points: readonly { readonly plan: Plan }[]): Plan[] {
  const first = advice.recommended?.point ?? advice.nearest?.candidate.point;
  if (!first || precisionOf(first.plan) === 'int8') return [];
  const tried = new Set(points.map(({ plan }) => energyKey(plan)));
  const plans = [first.plan, { ...first.plan, level: 0 }].map((plan): Plan => ({
    ...plan,
    precision: 'int8',
  }));
  const untried = new Map(plans.map((plan) => [energyKey(plan), plan]));
  return [...untried].filter(([key]) => !tried.has(key)).map(([, plan]) => plan);
}
