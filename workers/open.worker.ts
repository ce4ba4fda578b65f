/** Opens files of networks once; the page ends it afterwards, and with it all that it read. */
import { expose } from 'comlink';
import { Opener } from './opening/opener';

expose(new Opener());
