/** The field's words, apart from `words`: loaded when the first of them is looked up. */
import { glossary as english } from './english/glossary';

export type TermId = keyof typeof english;

export interface TermText {
  /** As the field writes it. */
  readonly term: string;
  /** What it is, in one or two sentences. */
  readonly text: string;
  /** Why it matters in this lab. */
  readonly here: string;
}

export type Glossary = Readonly<Record<TermId, TermText>>;

export const glossary: Glossary = english;
