import type { Spoiled } from './about';
import { energyOrigin, type OperatingPoint } from './point';

/** Windows of the points' energy that do not count, with their reasons; a network's windows stand at all its points and count once. */
export function spoiledWindows(points: readonly OperatingPoint[]): readonly Spoiled[] {
  const found = points.flatMap((point) => {
    const at = energyOrigin(point)?.measuredAt ?? point.origin.measuredAt;
    return (point.energy?.windows ?? []).flatMap(({ spoiled: reason }, window) =>
      reason ? [{ key: `${at} ${window}`, spoiled: { plan: point.plan, at, reason } }] : [],
    );
  });
  const each = new Map(found.reverse().map(({ key, spoiled }) => [key, spoiled]));
  return [...each.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}
