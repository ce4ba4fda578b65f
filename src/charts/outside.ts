/** Points beyond the frame: an arrow at its edge where each would be found. */
import type { MethodId } from '../pruning/plan';
import type { Frame } from './frame';
import type { Mark } from './tradeOffLayout';

export interface EdgeArrow {
  readonly x: number;
  readonly y: number;
  /** Clockwise from upwards, degrees. */
  readonly turn: number;
  readonly method: MethodId;
}

/** Two arrows that are closer are one, pixels. */
const CELL = 7;

/** A place on the edge itself is inside. */
export function isInside(x: number, y: number, frame: Frame): boolean {
  const [across, up] = [beyond(x, frame.left, frame.right), beyond(y, frame.top, frame.bottom)];
  return across === 0 && up === 0;
}

export function edgeArrows(marks: readonly Mark[], frame: Frame): EdgeArrow[] {
  const arrows = new Map<string, EdgeArrow>();
  for (const { x, final, method, seen } of marks) {
    if (seen) continue;
    const arrow = arrowTo(x, final.y, method, frame);
    arrows.set(`${method} ${Math.round(arrow.x / CELL)} ${Math.round(arrow.y / CELL)}`, arrow);
  }
  return [...arrows.values()];
}

function arrowTo(x: number, y: number, method: MethodId, frame: Frame): EdgeArrow {
  const [across, down] = [beyond(x, frame.left, frame.right), beyond(y, frame.top, frame.bottom)];
  const turn = (Math.atan2(across, -down) * 180) / Math.PI;
  return {
    x: Math.max(frame.left, Math.min(x, frame.right)),
    y: Math.max(frame.top, Math.min(y, frame.bottom)),
    ...{ turn, method },
  };
}

/** −1, 0 or 1; a rounded place may lie a little beside its edge. */
function beyond(value: number, from: number, to: number): -1 | 0 | 1 {
  return value < from - 0.1 ? -1 : value > to + 0.1 ? 1 : 0;
}
