/** The page's end of the worker that writes networks in other tools' formats, one for each file. */
import { wrap } from 'comlink';
import type { Outcome, Refusal } from '../base/outcome';
import type { ExportApi, ExportRequest } from '../protocol/export';
import { refusal } from '../words/refusal';
import type { LabWorker } from './workerLife';

export class ExportBridge {
  private readonly createWorker: () => LabWorker;

  constructor(createWorker: () => LabWorker) {
    this.createWorker = createWorker;
  }

  /** Refused with `export-worker-lost` where it crashes or cannot be started. */
  async write(request: ExportRequest): Promise<Outcome<Blob>> {
    const worker = this.createWorker();
    const lost = new Promise<Refusal>((resolve) => {
      worker.addEventListener('error', () => resolve(refusal('export-worker-lost')));
    });
    const written = wrap<ExportApi>(worker)
      .write(request)
      .catch((error: unknown) => refusal('worker-failed', { reason: (error as Error).message }));
    try {
      return await Promise.race([written, lost]);
    } finally {
      worker.terminate();
    }
  }
}
