/** One row for each channel set or layer that a plan can be given a ratio for. */
import { methodOf } from './methods';
import type { Plan } from './plan';
import { ratioOf, ratioUnits } from './ratios';
import type { PlannedFigures } from './plannedFigures';

export interface RatioRow {
  readonly name: string;
  /** Channels or weights of the dense network. */
  readonly size: number;
  /** Those that the plan leaves; null while that is worked out. */
  readonly left: number | null;
  /** Given by hand; null where the slider decides. */
  readonly ratio: number | null;
  /** Whole per cent that can be given by hand at most. */
  readonly most: number;
}

export function ratioRows(
  plan: Plan,
  dense: PlannedFigures,
  planned: PlannedFigures | null,
): RatioRow[] {
  const method = methodOf(plan.method);
  const channels = method.criterion.kind === 'channels';
  const before = channels ? channelCounts(dense) : weightCounts(dense);
  const after = planned && (channels ? channelCounts(planned) : weightCounts(planned));
  return ratioUnits(method, plan.scope, dense.network).map((name) => {
    const size = before.get(name) ?? 0;
    const least = channels ? Math.min(size, plan.minChannels) : 1;
    const ratio = ratioOf(plan.ratios, name);
    const most = Math.min(99, Math.floor((100 * (size - least)) / size));
    return { name, size, left: after?.get(name) ?? null, ratio, most };
  });
}

function channelCounts({ network }: PlannedFigures): Map<string, number> {
  return new Map(network.sets.map(({ name, size }) => [name, size]));
}

function weightCounts({ layers }: PlannedFigures): Map<string, number> {
  return new Map(layers.map(({ layer, nonZeros }) => [layer.name, nonZeros]));
}
