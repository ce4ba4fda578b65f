/** Networks that were trained small instead of being cut: what pruning has to beat. */
import type { Advice } from './advice';
import { limited, type QuantityId } from './quantities';

/** A dense network of another width, trained from scratch on the same data. */
export interface SmallerNetwork {
  readonly name: string;
  readonly bytes: number;
  /** Accuracy that it gives away to the network that is pruned, as a share, on all test images. */
  readonly loss: number;
}

export interface SmallerAnswer {
  readonly network: SmallerNetwork;
  /** False where time, energy or memory are asked, which nobody measured of it here. */
  readonly sure: boolean;
}

const KNOWN: readonly QuantityId[] = ['loss', 'bytes'];

/** The one that keeps to the budget and beats the recommendation, or is there where nothing else is; null where none is. */
export function smallerAnswer(
  advice: Advice,
  networks: readonly SmallerNetwork[],
): SmallerAnswer | null {
  const { budgets, goal, recommended } = advice;
  const goalKnown = goal === 'loss' || goal === 'bytes' ? goal : 'bytes';
  const fitting = networks.filter(
    ({ loss, bytes }) => loss <= (budgets.loss ?? Infinity) && bytes <= (budgets.bytes ?? Infinity),
  );
  const [best] = fitting.sort((a, b) => a[goalKnown] - b[goalKnown]);
  if (!best || (recommended && !beats(best, recommended.quantities))) return null;
  const sure = [goal, ...limited(budgets)].every((id) => KNOWN.includes(id));
  return { network: best, sure };
}

/** No worse in both, better in one. */
function beats(
  { loss, bytes }: SmallerNetwork,
  own: NonNullable<Advice['recommended']>['quantities'],
): boolean {
  const [ownLoss, ownBytes] = [own.loss?.value, own.bytes?.value];
  if (ownLoss === undefined || ownBytes === undefined) return false;
  return loss <= ownLoss && bytes <= ownBytes && (loss < ownLoss || bytes < ownBytes);
}
