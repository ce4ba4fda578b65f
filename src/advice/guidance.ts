/** For one device and one network: which technique wins at which budget, and by how much. */
import type { Plan } from '../pruning/plan';
import { precisionOf } from '../pruning/repairs';
import { adviceIn, type Field, type Judged } from './advice';
import type { Candidate } from './candidates';
import type { QuantityId } from './quantities';

export interface GuidanceCell {
  /** Accuracy that may be given away, as a share. */
  readonly loss: number;
  readonly goal: QuantityId;
  /** Null where nothing is known of the goal, or nothing keeps to the budget. */
  readonly winner: Judged | null;
  /** The best of another technique; null where there is none. */
  readonly rival: Candidate | null;
  /** How much more of the goal the rival needs, as a share of the winner's. */
  readonly margin: number | null;
}

export interface GuidanceRow {
  readonly goal: QuantityId;
  readonly cells: readonly GuidanceCell[];
}

export const LOSSES: readonly number[] = [0.005, 0.01, 0.02];
export const GOALS: readonly QuantityId[] = ['bytes', 'ms', 'joules'];

export function guidance(field: Field): GuidanceRow[] {
  return GOALS.map((goal) => ({
    goal,
    cells: LOSSES.map((loss) => cell(field, loss, goal)),
  }));
}

/** Whether anything was measured of the goal. */
export function isKnown({ candidates }: Field, goal: QuantityId): boolean {
  return candidates.some(({ quantities }) => quantities[goal] !== null);
}

function cell(field: Field, loss: number, goal: QuantityId): GuidanceCell {
  const { recommended: winner, satisfying } = adviceIn(field, { loss }, goal);
  const rival = satisfying.find(
    ({ point }) => winner && techniqueOf(point.plan) !== techniqueOf(winner.point.plan),
  );
  const margin = winner && rival ? marginOf(winner, rival, goal) : null;
  return { loss, goal, winner, rival: rival ?? null, margin };
}

function marginOf(winner: Candidate, rival: Candidate, goal: QuantityId): number {
  return rival.quantities[goal]!.value / winner.quantities[goal]!.value - 1;
}

/** The method and the precision; without a cut, the precision alone. */
export function techniqueOf(plan: Plan): string {
  return `${plan.level === 0 ? 'uncut' : plan.method} ${precisionOf(plan)}`;
}
