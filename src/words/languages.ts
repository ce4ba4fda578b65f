/** The languages that the page speaks. */
import type { Glossary } from './glossary';
import type { ReportWords } from './reportWords';
import type { FirstWords, LaterWords } from './words';

export interface Language {
  /** As HTML's `lang` and `?lang=` name it. */
  readonly code: string;
  /** In itself. */
  readonly name: string;
  /** Whose numbers and times it writes, as `Intl` names it. */
  readonly locale: string;
  /** Loaded alone, so that nobody waits for the others. */
  readonly load: () => Promise<FirstWords>;
  /** Once the first screen is shown. */
  readonly loadLater: () => Promise<LaterWords>;
  readonly loadGlossary: () => Promise<Glossary>;
  readonly loadReport: () => Promise<ReportWords>;
}

/** The first one is for everybody whose own is none of these, and for the command line. */
export const LANGUAGES: readonly [Language, ...Language[]] = [
  {
    code: 'en',
    name: 'English',
    locale: 'en-GB',
    load: async () => (await import('./english/english')).english,
    loadLater: async () => (await import('./english/later')).later,
    loadGlossary: async () => (await import('./english/glossary')).glossary,
    loadReport: async () => (await import('./english/report')).report,
  },
  {
    code: 'de',
    name: 'Deutsch',
    // Its thousands stand apart by a space, as in school books: a full stop there reads as a decimal point.
    locale: 'de-AT',
    load: async () => (await import('./german/german')).german,
    loadLater: async () => (await import('./german/later')).later,
    loadGlossary: async () => (await import('./german/glossary')).glossary,
    loadReport: async () => (await import('./german/report')).report,
  },
];
