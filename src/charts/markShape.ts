/** The shape of a mark around its place. */
import { markerPath } from './markers';
import { DENSE } from './tradeOff';
import type { Mark } from './tradeOffLayout';

/** SVG path around (0, 0): the method's, or a diamond for the uncut network. @param size pixels */
function markShape({ line, method }: Pick<Mark, 'line' | 'method'>, size: number): string {
  return line === DENSE ? `M${-size},0L0,${-size}L${size},0L0,${size}Z` : markerPath(method, size);
}

const relative = new Map<string, string>();

/** The same around its own place, to be joined with others. @param y pixels */
export function stamp(mark: Pick<Mark, 'line' | 'method' | 'x'>, size: number, y: number): string {
  const kind = `${mark.line === DENSE ? DENSE : mark.method} ${size}`;
  const known = relative.get(kind) ?? steps(markShape(mark, size));
  relative.set(kind, known);
  return `M${mark.x},${y}${known}`;
}

/** From (0, 0) on, each corner from the one before; arcs are written so already. */
function steps(shape: string): string {
  const [start, ...rest] = shape.slice(1, -1).split('L');
  let before = start.split('a')[0];
  const corners = rest.map((corner) => {
    const [[x, y], [fromX, fromY]] = [corner, before].map((text) => text.split(',').map(Number));
    before = corner;
    return `l${short(x - fromX)},${short(y - fromY)}`;
  });
  return `m${shape.slice(1).split('L')[0].replace('Z', '')}${corners.join('')}z`;
}

function short(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
