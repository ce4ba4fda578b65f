import type { PageWorkers } from './pageWorkers';
import { Pool } from './pool';

const MOST_WORKERS = 8;
/** On a board of 1 GB or less: system and browser take most of it. */
const SMALL_BOARD = { memoryGb: 1, mostWorkers: 2 };

/**
 * One worker a core, at least 1, at most 8, and at most 2 where memory is short.
 * @param asked number of workers that was asked for, or 0
 * @param memoryGb as the browser tells; null where it does not
 */
export function poolSize(asked: number, cores: number, memoryGb: number | null): number {
  const isSmall = memoryGb !== null && memoryGb <= SMALL_BOARD.memoryGb;
  const most = isSmall ? SMALL_BOARD.mostWorkers : MOST_WORKERS;
  return Math.max(1, Math.min(MOST_WORKERS, asked || Math.min(most, cores)));
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
