import type { Outcome } from '../src/base/outcome';
import { sentence } from '../src/words/sentence';

/** @throws Error with the sentence of a refusal */
export function orThrow<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(sentence(outcome));
}
