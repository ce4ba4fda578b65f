/** The page's end of the worker that writes networks in other tools' formats, one for each file. */
import { wrap } from 'comlink';
import type { Outcome } from '../base/outcome';
import type { ExportApi, ExportRequest } from '../protocol/export';
import { refusal } from '../words/refusal';
import { endingOf } from './workerEnding';
import type { LabWorker } from './workerLife';

const LOST = refusal('export-worker-lost');
const CANCELLED = refusal('cancelled');

export class ExportBridge {
  private readonly createWorker: () => LabWorker;

  constructor(createWorker: () => LabWorker) {
    this.createWorker = createWorker;
  }

  /**
   * Refused with `export-worker-lost` where it crashes or cannot be started, with `cancelled` after `signal`, which ends
   * the worker at once.
   */
  async write(request: ExportRequest, signal: AbortSignal): Promise<Outcome<Blob>> {
    if (signal.aborted) return CANCELLED;
    const worker = this.createWorker();
    const { gone, end } = endingOf(worker, LOST);
    const cancel = () => end(CANCELLED);
    signal.addEventListener('abort', cancel);
    const written = wrap<ExportApi>(worker)
      .write(request)
      .catch((error: unknown) => refusal('worker-failed', { reason: (error as Error).message }));
    try {
      return await Promise.race([written, gone]);
    } finally {
      signal.removeEventListener('abort', cancel);
      worker.terminate();
    }
  }
}
