/** The page's end of the benchmark worker, which lives no longer than its benchmark. */
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { proxy, wrap } from 'comlink';
import type { BenchApi, BenchProgress, BenchReport } from '../protocol/bench';
import type { LoadRequest } from '../protocol/lab';
import type { CreateWorker } from './workerLife';

const CANCELLED = refusal('cancelled');
const LOST = refusal('benchmark-worker-lost');

export class BenchBridge {
  private readonly createWorker: CreateWorker;
  private end: (why: Refusal) => void = () => {};

  constructor(createWorker: CreateWorker) {
    this.createWorker = createWorker;
  }

  /** One benchmark at a time; refused with `cancelled` after `cancel`, with `benchmark-worker-lost` after a crash. */
  async run(
    { modelUrl, datasetUrl }: LoadRequest,
    onProgress: (progress: BenchProgress) => void,
  ): Promise<Outcome<BenchReport>> {
    const worker = this.createWorker(() => {});
    const ended = new Promise<Refusal>((resolve) => (this.end = resolve));
    worker.addEventListener('error', () => this.end(LOST));
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
