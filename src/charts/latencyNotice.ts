/** What has to be said of milliseconds that were timed while the machine changed its speed. */
import { denseDrifts } from '../study/denseDrift';
import type { Axis } from './axes';
import type { ChartPoint } from './chartPoint';
import { words } from '../words/words';

/** Words to stand beside the axis; null where the machine did nothing to its milliseconds, and on every other axis. */
export function latencyNotice(
  { milliseconds }: Axis,
  points: readonly ChartPoint[],
): string | null {
  if (!milliseconds) return null;
  const say = words.charts.notices;
  const drift = denseDrifts(points).find(({ runtime }) => runtime === milliseconds);
  const troubled = points.some(({ latencyMs }) => latencyMs[milliseconds]?.troubles);
  const told = [
    ...(drift ? [say.drift(Math.round(100 * (drift.slowest / drift.fastest - 1)))] : []),
    ...(troubled ? [say.troubled] : []),
  ];
  return told.length > 0 ? say.list(told) : null;
}
