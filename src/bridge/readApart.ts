import { proxy, wrap } from 'comlink';
import type { ReadChecked } from '../download/fetchFile';
import type { FileReading } from '../protocol/files';
import { refusal } from '../words/refusal';
import { endingOf } from './workerEnding';

/** Bytes from which on a file is worth a worker. */
const LARGE = 1 << 20;
const GONE = refusal('unreachable', { url: '', reason: '' });

/**
 * A large file is read by a worker of its own: the page's thread stays free, and the pieces, copies and packed bytes that lie
 * about until garbage is collected, three times the training images, go with the worker.
 * @param here for small files, and where a worker does not start or runs out of memory
 */
export function readApart(
  createWorker: () => Worker,
  here: ReadChecked<SharedArrayBuffer>,
): ReadChecked<SharedArrayBuffer> {
  return async (request, onBytes) => {
    if (request.knownBytes < LARGE) return here(request, onBytes);
    const worker = createWorker();
    const { gone } = endingOf(worker, GONE);
    const api = wrap<FileReading>(worker);
    try {
      const file = await Promise.race([api.readShared(request, proxy(onBytes)), gone]);
      return file === GONE
        ? await here(request, onBytes)
        : (file as Awaited<ReturnType<typeof here>>);
    } finally {
      worker.terminate();
    }
  };
}
