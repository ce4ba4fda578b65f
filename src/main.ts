/** Asks for the language and for the page at once; what else every page needs is made ready while they come. */
import './words/spoken';
import { nextTask } from './base/nextTask';
import { prepareNumbers } from './words/numbers';

void import('./page.ts').then(({ openPage }) => openPage());
void nextTask().then(prepareNumbers);
