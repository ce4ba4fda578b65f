import { typed } from '../../advice/budgetText';
import type { Budgets, QuantityId } from '../../advice/quantities';
import type { Axis } from '../../charts/axes';
import type { RuntimeId } from '../../study/runtimes';

/** Which quantity an axis shows; its unit is the one in which people type the budget. A time is one of a runtime. */
function quantityOn({ id, milliseconds }: Axis, runtime: RuntimeId): QuantityId | null {
  if (milliseconds) return milliseconds === runtime ? 'ms' : null;
  if (id === 'bytes-encoded') return 'bytes';
  if (id === 'energy-gross') return 'joules';
  return id.startsWith('memory-') ? 'memory' : null;
}

/**
 * Where on the axis a budget ends, in its unit; null where none limits what it shows.
 * @param runtime whose times the advice is about
 */
export function limitOn(axis: Axis, budgets: Budgets, runtime: RuntimeId): number | null {
  const shown = quantityOn(axis, runtime);
  const limit = shown === null ? undefined : budgets[shown];
  return shown === null || limit === undefined ? null : typed(shown, limit);
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
