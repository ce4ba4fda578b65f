/** What has to be said where points have answered different numbers of images. */
import type { ChartPoint } from './chartPoint';
import { words } from '../words/words';

/** Words to stand beside the axis; null where an accuracy is known of every point. */
export function accuracyNotice(points: readonly Pick<ChartPoint, 'accuracy'>[]): string | null {
  const unknown = points.some(({ accuracy }) => accuracy.afterCutting.total === 0);
  return unknown ? words.charts.notices.noAccuracy : null;
}

/** Words to stand beside the axis; null where all points saw the same images. */
export function imagesNotice(points: readonly Pick<ChartPoint, 'accuracy'>[]): string | null {
  const totals = points.map(({ accuracy }) => accuracy.afterCutting.total);
  const [fewest, most] = [Math.min(...totals), Math.max(...totals)];
  return fewest < most ? words.charts.notices.images(fewest, most) : null;
}
