/** Why columns of the card stay empty. */
import type { Refusal } from '../../base/outcome';
import { words } from '../../words/words';

interface Refused {
  /** Of the measurement. */
  readonly failure: Refusal | null;
  /** Of the figures that are known before it. */
  readonly planRefusal: Refusal | null;
}

/** One sentence for each reason; what stops both columns is said once. */
export function figureTroubles({ failure, planRefusal }: Refused): string[] {
  const measured = failure ? [failure.message] : [];
  if (!planRefusal || planRefusal.message === failure?.message) return measured;
  return [...measured, words.figures.notPlanned(planRefusal.message)];
}
