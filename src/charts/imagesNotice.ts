/** What has to be said where points have answered different numbers of images. */
import { awaitsPictures } from '../study/point';
import type { ChartPoint } from './chartPoint';
import { words } from '../words/words';

/** Words to stand beside the axis; null where an accuracy is known of every point. */
export function accuracyNotice(
  points: readonly Pick<ChartPoint, 'accuracy' | 'bytes'>[],
): string | null {
  const unknown = points.filter(({ accuracy }) => accuracy.afterCutting.total === 0);
  if (unknown.length === 0) return null;
  const { noAccuracy, notAnswered } = words.charts.notices;
  return unknown.every(awaitsPictures) ? notAnswered(unknown.length) : noAccuracy;
}

/** Words to stand beside the axis; null where all points saw the same images. */
export function imagesNotice(points: readonly Pick<ChartPoint, 'accuracy'>[]): string | null {
  const totals = points.map(({ accuracy }) => accuracy.afterCutting.total);
  const [fewest, most] = [Math.min(...totals), Math.max(...totals)];
  return fewest < most ? words.charts.notices.images(fewest, most) : null;
}
