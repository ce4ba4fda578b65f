import type { PageWorkers } from './pageWorkers';
import { Pool } from './pool';

const MOST_WORKERS = 8;
/** What a worker takes after some studies (`npm run soak` prints the page's memory), and what of the memory is the page's. */
const [WORKER_GB, PAGE_SHARE] = [0.25, 0.4];

/**
 * One worker a core, at least 1, at most 8, and no more than memory lasts for: 3 at 2 GB, 1 at 1 GB.
 * @param asked number of workers that was asked for, or 0
 * @param memoryGb as the browser tells; null where it does not
 */
export function poolSize(asked: number, cores: number, memoryGb: number | null): number {
  const lasting = Math.floor(((memoryGb ?? Infinity) * PAGE_SHARE) / WORKER_GB);
  return Math.max(1, Math.min(MOST_WORKERS, asked || Math.min(lasting, cores)));
}

/** The page's pool; `?workers=2` in its address asks for another number of workers than one a core. */
export function startLabWorkers(
  workers: Pick<PageWorkers, 'lab' | 'letGo'>,
  memoryGb: number | null,
  onActivity?: (busyWorkers: number) => void,
): Pool {
  const asked = Number(new URLSearchParams(location.search).get('workers'));
  return new Pool({
    createWorker: workers.lab,
    onLeft: (folder) => workers.letGo(folder),
    workerCount: poolSize(
      Number.isInteger(asked) ? asked : 0,
      navigator.hardwareConcurrency,
      memoryGb,
    ),
    // Since the navigation began.
    pageStartMs: performance.now(),
    onActivity,
  });
}
