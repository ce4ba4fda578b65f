/** A worker of helper.worker.ts as a thread of a team. */
import type { HelperReply } from './helper';
import type { HelperThread } from './team';

export function workerHelper(worker: Worker): HelperThread {
  return {
    begin: (task) =>
      new Promise((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<HelperReply>) => resolve(data);
        worker.onerror = ({ message }) => resolve({ ready: false, reason: message });
        worker.postMessage(task);
      }),
    terminate: () => worker.terminate(),
  };
}
