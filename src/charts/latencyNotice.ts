/** What has to be said of milliseconds that were timed while the machine changed its speed. */
import { denseDrifts } from '../study/denseDrift';
import type { Axis } from './axes';
import type { ChartPoint } from './chartPoint';
import { words } from '../words/words';

/** Words to stand beside the axis; null where the dense network kept its pace, and on every other axis. */
export function latencyNotice(
  { milliseconds }: Axis,
  points: readonly ChartPoint[],
): string | null {
  const drift = denseDrifts(points).find(({ runtime }) => runtime === milliseconds);
  if (!drift) return null;
  return words.charts.notices.drift(Math.round(100 * (drift.slowest / drift.fastest - 1)));
}
