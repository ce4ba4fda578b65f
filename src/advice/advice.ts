/** Budgets in, the point to take out: with how sure that is, what limits it, and what comes nearest where none satisfies. */
import type { EnergySource } from '../meter/energy/energyRecord';
import type { Study } from '../study/point';
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
  /** Networks of which everything that is asked is known, the best first, whether or not they keep to the budgets. */
  readonly known: readonly Candidate[];
  /** How many others there are. */
  readonly leftOut: number;
  /** Those that keep to all budgets, as measured, the best first. */
  readonly satisfying: readonly Candidate[];
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

/** What can be recommended on one machine. */
export interface Field {
  readonly candidates: readonly Candidate[];
  readonly source: EnergySource | null;
}

export function fieldOf({ points }: Study, asked: AskedPlace = usualPlace(points)): Field {
  const place = placeOf(points, asked);
  return { candidates: candidates(points, place), source: place.source };
}

/**
 * Of all points that keep to the budgets, as measured, the one with the least of the goal: the least loss of accuracy
 * where bytes, time, energy or memory are limited, the fewest bytes where only the loss is.
 */
export function adviceOf(study: Study, budgets: Budgets, { goal, place }: Asked = {}): Advice {
  return adviceIn(fieldOf(study, place), budgets, goal);
}

/** The same for several questions about one study. */
export function adviceIn(
  { candidates: all, source }: Field,
  budgets: Budgets,
  goal: QuantityId = goalOf(budgets),
): Advice {
  const known = all.filter((one) => answers(one, budgets, goal)).sort(betterFirst(goal));
  const satisfying = known.filter((one) => satisfies(one, budgets));
  const [recommended = null, runnerUp = null] = judge(known, satisfying, budgets, goal);
  return {
    budgets,
    goal,
    known,
    leftOut: all.length - known.length,
    satisfying,
    recommended,
    runnerUp,
    uncut: satisfying.find(({ point }) => point.plan.level === 0) ?? null,
    nearest: recommended ? null : nearestMiss(known, budgets),
    limit: limitOf(known, satisfying.at(0), budgets, goal),
    source: [goal, ...limited(budgets)].includes('joules') ? source : null,
  };
}

/** The first two of those that satisfy. */
function judge(
  all: readonly Candidate[],
  fitting: readonly Candidate[],
  budgets: Budgets,
  goal: QuantityId,
): Judged[] {
  const [first, second] = fitting;
  if (!first) return [];
  const rivals = worthDrawing(all, first, budgets, goal);
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
