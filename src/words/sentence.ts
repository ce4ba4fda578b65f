/** The one place where a note or a refusal becomes a sentence, for the page and the command line. */
import type { Note, Values } from '../base/outcome';
import type { Say } from './saying';
import { words } from './words';

/** A sentence, or what makes one of the values and of the sentences of causes. */
type Saying = string | ((values: never, say: Say) => string);

const SAYINGS: Readonly<Record<string, Saying>> = words.refusals;

/** Names the thing, its value and the remedy. */
export function sentence({ code, values }: Note): string {
  const saying = SAYINGS[code] as string | ((values: Values, say: Say) => string) | undefined;
  if (saying === undefined) throw new Error(`no sentence for ${code}`);
  return typeof saying === 'string' ? saying : saying(values, sentence);
}
