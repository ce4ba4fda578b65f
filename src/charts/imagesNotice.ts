/** What has to be said where points have answered different numbers of images. */
import type { ChartPoint } from './chartPoint';

/** Words to stand beside the axis; null where all points saw the same images. */
export function imagesNotice(points: readonly Pick<ChartPoint, 'accuracy'>[]): string | null {
  const totals = points.map(({ accuracy }) => accuracy.afterCutting.total);
  const [fewest, most] = [Math.min(...totals), Math.max(...totals)];
  return fewest < most ? `points of ${fewest} to ${most} images` : null;
}
