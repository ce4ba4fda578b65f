/** Why columns of the card stay empty. */
import type { Refusal } from '../../base/outcome';
import { sentence } from '../../words/sentence';
import { words } from '../../words/words';

interface Refused {
  /** Of the measurement. */
  readonly failure: Refusal | null;
  /** Of the figures that are known before it. */
  readonly planRefusal: Refusal | null;
}

/** One sentence for each reason; what stops both columns is said once. */
export function figureTroubles({ failure, planRefusal }: Refused): string[] {
  const measured = failure ? [sentence(failure)] : [];
  const planned = planRefusal && sentence(planRefusal);
  if (planned === null || measured.includes(planned)) return measured;
  return [...measured, words.figures.notPlanned(planned)];
}
