/** One of the pool's workers. */
import { expose } from 'comlink';
import { Lab } from './runtime/lab';
import { pageFiles } from './runtime/pageFiles';

const { read, readTfjs, readModule } = pageFiles(self);
expose(new Lab(read, readTfjs, readModule));
