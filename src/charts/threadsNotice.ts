/** What has to be said of times and joules that were measured on different numbers of threads. */
import type { Axis } from './axes';
import type { ChartPoint } from './chartPoint';
import { threadCounts } from './places';
import { words } from '../words/words';

/** Words to stand beside the axis; null where all points had as many, and where threads do not matter. */
export function threadsNotice(axis: Axis, points: readonly ChartPoint[]): string | null {
  const counts = threadCounts(axis, points);
  return counts.length > 1 ? words.charts.notices.threads(counts) : null;
}
