/** One of the pool's workers. */
import { expose } from 'comlink';
import { Lab } from './lab/lab';
import { pageFiles } from './files/pageFiles';

const { read, readShared, readTfjs, readModule } = pageFiles(self);
expose(new Lab(read, readTfjs, readModule, readShared));
