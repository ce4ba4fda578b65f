/** Every sentence of the page in English, by room and id. */
import { shell } from './shell';

export const english = { shell };
