import type { PageWorkers } from './pageWorkers';
import { Pool } from './pool';

const MOST_WORKERS = 8;

/**
 * One worker a core, at least 1, at most 8.
 * @param asked number of workers that was asked for, or 0
 */
export function poolSize(asked: number, cores: number): number {
  return Math.max(1, Math.min(MOST_WORKERS, asked || cores));
}

/** The page's pool; `?workers=2` in its address asks for another number of workers than one a core. */
export function startLabWorkers(
  workers: Pick<PageWorkers, 'lab' | 'letGo'>,
  onActivity?: (busyWorkers: number) => void,
): Pool {
  const asked = Number(new URLSearchParams(location.search).get('workers'));
  return new Pool({
    createWorker: workers.lab,
    onLeft: (folder) => workers.letGo(folder),
    workerCount: poolSize(Number.isInteger(asked) ? asked : 0, navigator.hardwareConcurrency),
    // Since the navigation began.
    pageStartMs: performance.now(),
    onActivity,
  });
}
