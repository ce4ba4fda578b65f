/** Asks for the words of the page's language as soon as it is imported: they come while the rest of the page does. */
import { language } from './language';

export const spoken = language.load();
