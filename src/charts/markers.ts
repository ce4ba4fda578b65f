/** Marks of points, hollow or filled. */
import { methodOf } from '../pruning/methods';
import type { MethodId } from '../pruning/plan';
import { seriesOf } from './series';

/** Sizes of a filled mark and of a hollow one. */
export const SOLID = 5;
export const HOLLOW = 3.6;
/** Dashes around a hollow mark: nothing was measured. */
export const ESTIMATED = '2.4 1.6';

/** SVG path of a method's marker of about `size` pixels' radius around (0, 0). */
export function markerPath(method: MethodId, size: number): string {
  const { corners } = seriesOf(methodOf(method).series);
  if (!corners)
    return `M0,${-size}a${size},${size} 0 1 1 0,${2 * size}a${size},${size} 0 1 1 0,${-2 * size}Z`;
  const places = corners.map(([radius, turn]) => {
    const angle = (turn * Math.PI) / 180;
    return `${short(size * radius * Math.sin(angle))},${short(-size * radius * Math.cos(angle))}`;
  });
  return `M${places.join('L')}Z`;
}

function short(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
