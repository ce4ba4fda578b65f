/** What a person reads on the page, by room and id; another language is one more value of this type. */
import type { english } from './english/english';
import { spoken } from './spoken';

export type Words = typeof english;

/** Of the page's language. Modules that import it wait until it is there. */
export const words: Words = await spoken;
