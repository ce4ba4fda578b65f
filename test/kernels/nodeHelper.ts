/** A helping thread in Node. */
import { parentPort } from 'node:worker_threads';
import { help, type HelperTask } from '../../workers/kernels/threads/helper';

parentPort!.on('message', (task: HelperTask) =>
  help(task, (reply) => parentPort!.postMessage(reply)),
);
