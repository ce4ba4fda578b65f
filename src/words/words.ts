/** What a person reads on the page, by room and id; another language is one more value of this type. */
import { english } from './english/english';

export type Words = typeof english;

export const words: Words = english;
