/** While the page is used, a worker whose work has time rests between two batches: the page's thread has a core to itself then. */
import { macrotask } from './macrotask';

/** At a time: however long the page is used, the work goes on, and shows that it does. */
const MOST_MS = 1000;
/** Between two looks whether somebody ended the job. */
const LOOK_MS = 50;

let until = 0;
let hasTime = false;

/** From now on for so long. */
export function giveWay(ms: number): void {
  until = performance.now() + ms;
}

/** Runs a job that nobody waits for. */
export async function withTime<T>(job: () => Promise<T>): Promise<T> {
  hasTime = true;
  try {
    return await job();
  } finally {
    hasTime = false;
  }
}

/** Lets messages in that have arrived meanwhile, and gives way where they, or others before them, asked for it. */
export async function betweenBatches(superseded: () => boolean): Promise<void> {
  await macrotask();
  const latest = performance.now() + MOST_MS;
  const rests = () => hasTime && performance.now() < Math.min(until, latest) && !superseded();
  while (rests()) await new Promise((then) => setTimeout(then, LOOK_MS));
}
