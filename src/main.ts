/** Asks for the language and for the page at once. */
import './words/spoken';

void import('./page.ts').then(({ openPage }) => openPage());
