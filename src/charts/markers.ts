/** One closed shape a method, so that lines can be told apart without colour, hollow or filled. */
import type { MethodId } from '../pruning/plan';

/** Sizes of a filled mark and of a hollow one. */
export const SOLID = 5;
export const HOLLOW = 3.6;
/** Dashes around a hollow mark: nothing was measured. */
export const ESTIMATED = '2.4 1.6';

/** Corners as [distance from the centre, turn clockwise from the top in degrees]. */
type Corners = readonly (readonly [radius: number, turn: number])[];

function polygon(corners: number, turn = 0, radius = 1): Corners {
  return Array.from({ length: corners }, (_, i) => [radius, turn + (360 * i) / corners]);
}

function star(points: number, inner: number, turn = 0): Corners {
  return Array.from({ length: 2 * points }, (_, i) => [
    i % 2 ? inner : 1,
    turn + (180 * i) / points,
  ]);
}

/** Arms of equal width, each with two corners. */
function arms(count: number, turn: number): Corners {
  const notch = count === 4 ? 0.5 : 0.4;
  return Array.from({ length: count }, (_, i): Corners => {
    const middle = turn + (360 * i) / count;
    return [
      [1.05, middle - 19],
      [1.05, middle + 19],
      [notch, middle + 180 / count],
    ];
  }).flat();
}

/** Radii are evened out by eye: all shapes look equally heavy. Null: a circle. */
const SHAPES: Record<MethodId, Corners | null> = {
  'magnitude-global': null,
  'magnitude-layer': polygon(4, 45, 1.22),
  'l1-norm': polygon(3, 0, 1.35),
  fpgm: polygon(4, 0, 1.3),
  lamp: polygon(6, 0, 1.12),
  'random-weights': arms(4, 45),
  'nm-2-4': polygon(3, 90, 1.35),
  'nm-1-4': polygon(3, 270, 1.35),
  'block-1x4': polygon(5, 0, 1.15),
  'l2-norm': polygon(3, 180, 1.35),
  'bn-scale': star(5, 0.5),
  apoz: star(4, 0.45),
  'mean-activation': arms(3, 0),
  'random-channels': arms(4, 0),
  'taylor-weights': polygon(7, 0, 1.1),
  snip: star(6, 0.55),
  movement: star(3, 0.42),
  'taylor-channels': star(4, 0.45, 45),
};

/** SVG path of a method's marker of about `size` pixels' radius around (0, 0). */
export function markerPath(method: MethodId, size: number): string {
  const corners = SHAPES[method];
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
