import type { Budgets, QuantityId } from '../../advice/quantities';
import type { Axis } from '../../charts/axes';

/** Which quantity an axis shows, and how many of the axis's units one of the quantity's is. */
function quantityOn({ id, milliseconds }: Axis): readonly [QuantityId, number] | null {
  if (milliseconds) return ['ms', 1];
  if (id === 'bytes-encoded') return ['bytes', 1e-6];
  if (id === 'energy-gross') return ['joules', 1e3];
  return id.startsWith('memory-') ? ['memory', 1e-6] : null;
}

/** Where on the axis a budget ends, in its unit; null where none limits what it shows. */
export function limitOn(axis: Axis, budgets: Budgets): number | null {
  const shown = quantityOn(axis);
  const limit = shown && budgets[shown[0]];
  return shown && limit !== undefined && limit !== null ? limit * shown[1] : null;
}

/** An edge of what is affordable, in pixels. */
export interface Edge {
  /** Within the frame: what lies beyond is grey. */
  readonly at: number;
  /** Whether it is in the frame itself, and has a line. */
  readonly seen: boolean;
}

/** @param low @param high ends of the frame, which may be zoomed away from the edge */
export function edgeAt(pixel: number, low: number, high: number): Edge {
  const at = Math.max(low, Math.min(pixel, high));
  return { at, seen: at === pixel };
}
