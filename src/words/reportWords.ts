/** What a report says, in the page's language, apart from `words`: loaded when one is written. */
import type { report as english } from './english/report';
import { language } from './language';

export type ReportWords = typeof english;

export const reportWords: ReportWords = await language.loadReport();
