/** One of the pool's workers. */
import { expose } from 'comlink';
import { Lab } from './runtime/lab';

expose(new Lab((url) => fetch(url)));
