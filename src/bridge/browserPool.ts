import type { LoadRequest } from '../protocol/lab';
import { Pool, poolSize } from './pool';

/** @param asked number of workers, or null for one a core */
export function browserPool(request: LoadRequest, asked: number | null): Pool {
  return new Pool({
    createWorker: () =>
      new Worker(new URL('../../workers/lab.worker.ts', import.meta.url), { type: 'module' }),
    workerCount: poolSize(asked, navigator.hardwareConcurrency),
    request,
  });
}
