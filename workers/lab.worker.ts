/** One of the pool's workers. */
import { expose } from 'comlink';
import { Desk } from './lab/desk';
import { pageFiles } from './files/pageFiles';

const { read, readShared, readTfjs, readModule, openStored, startHelper } = pageFiles(self);
expose(new Desk(read, readTfjs, readModule, readShared, openStored, startHelper));
