/** The field's words in the page's language, apart from `words`: loaded when the first of them is looked up. */
import type { glossary as english } from './english/glossary';
import { language } from './language';

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

export const glossary: Glossary = await language.loadGlossary();
