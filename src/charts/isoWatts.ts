/** Lines of constant power behind energy against latency: what lies on one line draws as much, and is only faster. */
import type { Frame } from './frame';
import type { Scale } from './scale';
import { round } from './vertical';

export interface IsoWatt {
  readonly watts: number;
  readonly path: string;
  /** Where its label stands, at the line's upper end. */
  readonly x: number;
  readonly y: number;
}

const WATTS = [0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50];
/** Least distance of two labels, in pixels. */
const GAP = 16;

/**
 * Millijoules = watts × milliseconds: straight and of slope 1 where both axes are logarithmic.
 * @param x milliseconds
 * @param y millijoules
 */
export function isoWatts(x: Scale, y: Scale, frame: Frame): IsoWatt[] {
  const lines: IsoWatt[] = [];
  for (const watts of WATTS) {
    const line = clipped(watts, x, y, frame);
    const last = lines.at(-1);
    if (line && (!last || Math.hypot(line.x - last.x, line.y - last.y) >= GAP)) lines.push(line);
  }
  return lines;
}

/** Null where the line does not cross the frame. */
function clipped(watts: number, x: Scale, y: Scale, frame: Frame): IsoWatt | null {
  const [fastest, slowest] = x.domain();
  const [least, most] = y.domain();
  const from = Math.max(fastest, least / watts);
  const to = Math.min(slowest, most / watts);
  if (from >= to) return null;
  const at = (ms: number) => `${round(x(ms))},${round(y(watts * ms))}`;
  const end = {
    x: Math.min(round(x(to)), frame.right),
    y: Math.max(round(y(watts * to)), frame.top),
  };
  return { watts, path: `M${at(from)}L${at(to)}`, ...end };
}
