/** One sentence, before anything runs: what this plan will and will not buy on the dense runtime. */
import type { Method } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import type { PlannedFigures } from '../state/plannedFigures';

export function verdict(
  method: Method,
  plan: Plan,
  planned: PlannedFigures,
  dense: PlannedFigures,
): string {
  if (plan.level === 0) return 'Nothing is cut: this is the dense network.';
  const macs = less(planned.macs, dense.macs);
  const encoded = difference(planned.encodedBytes, dense.encodedBytes);
  if (method.granularity === 'channel') {
    const file = less(planned.denseBytes, dense.denseBytes);
    return `Channels really go: ${macs} % fewer multiplications to run, ${file} % fewer bytes to ship.`;
  }
  return `Masked weights will not run faster on the dense runtime; ${encoded} when sparse-encoded.`;
}

function less(value: number, dense: number): number {
  return Math.round(100 * (1 - value / dense));
}

function difference(value: number, dense: number): string {
  const share = less(value, dense);
  return share < 0 ? `${-share} % more bytes` : `${share} % fewer bytes`;
}
