/** The end of a worker, to be raced by whoever waits for its answer: one that is gone never answers. */
import type { Refusal } from '../base/outcome';

export interface WorkerEnding {
  /** Settles when the worker crashes, or with the first reason that `end` is told. */
  readonly gone: Promise<Refusal>;
  readonly end: (why: Refusal) => void;
}

/** @param lost why there is no answer after a crash */
export function endingOf(worker: Pick<Worker, 'addEventListener'>, lost: Refusal): WorkerEnding {
  let end: WorkerEnding['end'] = () => {};
  const gone = new Promise<Refusal>((resolve) => (end = resolve));
  worker.addEventListener('error', () => end(lost));
  return { gone, end };
}
