/** The page's end of the benchmark worker, which lives no longer than its benchmark. */
import { refusal, type Outcome, type Refusal } from '../base/outcome';
import { proxy, wrap } from 'comlink';
import type { BenchApi, BenchProgress, BenchReport } from '../protocol/bench';
import type { LoadRequest } from '../protocol/lab';
import { bundledFiles } from './bundledFiles';
import type { CreateWorker } from './workerLife';

const CANCELLED = refusal('cancelled', 'the benchmark was cancelled');
const LOST = refusal(
  'worker-lost',
  'the benchmark’s worker crashed: close other tabs to free memory, then run it again',
);

export function benchBridge(createWorker: CreateWorker): BenchBridge {
  return new BenchBridge(createWorker, bundledFiles());
}

export class BenchBridge {
  private readonly createWorker: CreateWorker;
  private readonly request: LoadRequest;
  private end: (why: Refusal) => void = () => {};

  constructor(createWorker: CreateWorker, request: LoadRequest) {
    this.createWorker = createWorker;
    this.request = request;
  }

  /** One benchmark at a time; refused with `cancelled` after `cancel`, with `worker-lost` after a crash. */
  async run(onProgress: (progress: BenchProgress) => void): Promise<Outcome<BenchReport>> {
    const worker = this.createWorker(() => {});
    const ended = new Promise<Refusal>((resolve) => (this.end = resolve));
    worker.addEventListener('error', () => this.end(LOST));
    const { modelUrl, datasetUrl } = this.request;
    try {
      const report = wrap<BenchApi>(worker).run(modelUrl, datasetUrl, proxy(onProgress));
      return await Promise.race([report, ended]);
    } finally {
      worker.terminate();
    }
  }

  cancel(): void {
    this.end(CANCELLED);
  }
}
