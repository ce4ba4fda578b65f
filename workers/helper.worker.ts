/** A thread that helps a lab worker: the kernels on memory that they share, and nothing else. */
import { help, type HelperTask } from './kernels/threads/helper';

self.addEventListener('message', ({ data }: MessageEvent<HelperTask>) => {
  help(data, (reply) => self.postMessage(reply));
});
