/** Budgets in, the point to take out: with how sure that is, what limits it, and what comes nearest where none satisfies. */
import type { EnergySource } from '../meter/energy/energyRecord';
import type { OperatingPoint, Study } from '../study/point';
import { chanceWithin } from '../study/uncertain';
import { candidates, type Candidate } from './candidates';
import { chancesOf, worthDrawing, type Chances } from './chances';
import { nearestMiss, type Miss } from './misses';
import { answers, betterFirst, goalOf, satisfies } from './order';
import { placeOf, usualPlace, type AskedPlace } from './place';
import { limited, type Budgets, type QuantityId } from './quantities';

export interface Asked {
  /** What is to be as small as possible; by `goalOf` where it is left out. */
  readonly goal?: QuantityId;
  /** The machine; where most points were timed where it is left out. */
  readonly place?: AskedPlace;
}

export interface Judged extends Candidate, Chances {
  /** How likely it keeps to each budget. */
  readonly within: Readonly<Partial<Record<QuantityId, number>>>;
}

export interface Advice {
  readonly budgets: Budgets;
  readonly goal: QuantityId;
  /** Networks of which everything that is asked is known, and those of which it is not. */
  readonly considered: number;
  readonly leftOut: number;
  /** How many keep to all budgets, as measured. */
  readonly satisfying: number;
  /** Null where none does. */
  readonly recommended: Judged | null;
  readonly runnerUp: Judged | null;
  /** The best that satisfies without any cut; null where none does. */
  readonly uncut: Candidate | null;
  /** Where none satisfies: which comes nearest. */
  readonly nearest: Miss | null;
  /** The budget without which there would be something better; null where none stands in the way. */
  readonly limit: Limit | null;
  /** Where joules are asked: of what kind they are. */
  readonly source: EnergySource | null;
}

export interface Limit {
  readonly quantity: QuantityId;
  /** What would be recommended without it. */
  readonly without: Candidate;
}

/**
 * Of all points that keep to the budgets, as measured, the one with the least of the goal: the least loss of accuracy
 * where bytes, time, energy or memory are limited, the fewest bytes where only the loss is.
 */
export function adviceOf(study: Study, budgets: Budgets, asked: Asked = {}): Advice {
  const { goal = goalOf(budgets) } = asked;
  const known = inOrder(study.points, budgets, goal, asked.place);
  const fitting = known.inOrder.filter((one) => satisfies(one, budgets));
  const judged = fitting.length > 0 ? judge(known.inOrder, fitting, budgets, goal) : [];
  return {
    budgets,
    goal,
    considered: known.inOrder.length,
    leftOut: known.leftOut,
    satisfying: fitting.length,
    recommended: judged.at(0) ?? null,
    runnerUp: judged.at(1) ?? null,
    uncut: fitting.find(({ point }) => point.plan.level === 0) ?? null,
    nearest: fitting.length > 0 ? null : nearestMiss(known.inOrder, budgets),
    limit: limitOf(known.inOrder, fitting.at(0), budgets, goal),
    source: [goal, ...limited(budgets)].includes('joules') ? known.source : null,
  };
}

function inOrder(
  points: readonly OperatingPoint[],
  budgets: Budgets,
  goal: QuantityId,
  asked: AskedPlace = usualPlace(points),
) {
  const place = placeOf(points, asked);
  const all = candidates(points, place);
  const known = all.filter((one) => answers(one, budgets, goal)).sort(betterFirst(goal));
  return { inOrder: known, leftOut: all.length - known.length, source: place.source };
}

/** The first two of those that satisfy. */
function judge(
  all: readonly Candidate[],
  fitting: readonly Candidate[],
  budgets: Budgets,
  goal: QuantityId,
): Judged[] {
  const rivals = worthDrawing(all, fitting[0], budgets, goal);
  const [first, second] = fitting;
  if (second && !rivals.includes(second)) rivals.push(second);
  const chances = chancesOf(rivals, budgets, goal);
  return [first, second]
    .filter((one) => one !== undefined)
    .map((one) => ({ ...one, ...chances[rivals.indexOf(one)], within: withinOf(one, budgets) }));
}

function withinOf({ quantities }: Candidate, budgets: Budgets): Judged['within'] {
  const each = limited(budgets).map((id) => [id, chanceWithin(quantities[id]!, budgets[id]!)]);
  return Object.fromEntries(each) as Judged['within'];
}

/** The budget that costs most of the goal; that smaller networks lose more goes without saying. */
function limitOf(
  all: readonly Candidate[],
  best: Candidate | undefined,
  budgets: Budgets,
  goal: QuantityId,
): Limit | null {
  const order = betterFirst(goal);
  const limits = limited(budgets)
    .filter((id) => id !== 'loss')
    .flatMap((quantity): Limit[] => {
      const others = { ...budgets, [quantity]: undefined };
      const without = all.find((one) => satisfies(one, others));
      return without && without !== best ? [{ quantity, without }] : [];
    });
  return limits.sort((a, b) => order(a.without, b.without)).at(0) ?? null;
}
