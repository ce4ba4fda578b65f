/** Every sentence of the page in German, by room and id. */
import { english } from '../english/english';
import type { Words } from '../words';
import { study } from './study';

export const german: Words = { ...english, study };
