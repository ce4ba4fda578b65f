import { wrap, type Endpoint, type Remote } from 'comlink';
import type { LabApi } from '../protocol/lab';

/** What the pool needs of a Worker; its `error` event tells that it crashed or could not be started. */
export type LabWorker = Endpoint & { terminate(): void };

/** @param alive to be called whenever the worker shows that it works */
export type CreateWorker = (alive: () => void) => LabWorker;

/** One worker from its start to its end. */
export class WorkerLife {
  readonly api: Remote<LabApi>;
  /** It crashed, perhaps while nobody used it. */
  crashed = false;
  /** It has worked once, so that its script is there and runs. */
  worked = false;
  /** Resolves with null when it crashes. */
  readonly crash: Promise<null>;
  private readonly worker: LabWorker;

  constructor(createWorker: CreateWorker, alive: () => void) {
    this.worker = createWorker(() => {
      this.worked = true;
      alive();
    });
    this.crash = new Promise((resolve) => {
      this.worker.addEventListener('error', () => {
        this.crashed = true;
        resolve(null);
      });
    });
    this.api = wrap<LabApi>(this.worker);
  }

  end(): void {
    this.worker.terminate();
  }
}
