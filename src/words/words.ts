/** What a person reads on the page, by room and id; another language is one more value of these types. */
import type { english } from './english/english';
import type { later } from './english/later';
import { language } from './language';
import { spoken } from './spoken';

export type FirstWords = typeof english;
export type LaterWords = typeof later;
export type Words = Omit<FirstWords, 'refusals'> &
  Omit<LaterWords, 'refusals'> & {
    readonly refusals: FirstWords['refusals'] & LaterWords['refusals'];
  };

const first = await spoken;

/** Of the page's language. Modules that import it wait for what the first screen says; `allWords` brings the other rooms. */
export const words = { ...first, refusals: { ...first.refusals } } as Words;

/** Resolves when every room is there. Rejects where the server has gone; may be asked again. */
export async function allWords(): Promise<void> {
  const { refusals, ...rooms } = await language.loadLater();
  Object.assign(words.refusals, refusals);
  Object.assign(words, rooms);
}

// A program, or a test, has no first screen.
if (!('document' in globalThis)) await allWords();
