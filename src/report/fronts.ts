/** Which points no other point beats, by what they are to be small in. */
import { groupBy } from '../base/groupBy';
import { AXES, type Axis, type AxisId } from '../charts/axes';
import { showsEnergy } from '../charts/energyNotice';
import { placeOn } from '../charts/places';
import { paretoFront } from '../study/pareto';
import { finalAccuracy, type OperatingPoint } from '../study/point';
import { shareOf } from '../study/proportion';

/** What decisions are made by; latencies as ratios to dense, for milliseconds of different moments do not compare. */
export const DECIDING: readonly AxisId[] = [
  ...(['bytes-encoded', 'ratio-kernels', 'ratio-tfjs'] as const),
  ...(['memory-kernels', 'energy-gross'] as const),
];

export interface FrontPoint {
  readonly point: OperatingPoint;
  /** Axes on whose fronts it is. */
  readonly on: readonly Axis[];
}

/** By size; each with the axes on which nothing beats it. */
export function frontPoints(points: readonly OperatingPoint[]): FrontPoint[] {
  const fronts = decidingAxes(points).map((axis) => [axis, frontsOn(axis, points)] as const);
  const found = points.flatMap((point) => {
    const on = fronts.flatMap(([axis, front]) => (front.has(point) ? [axis] : []));
    return on.length > 0 ? [{ point, on }] : [];
  });
  return found.sort((a, b) => a.point.bytes.encoded - b.point.bytes.encoded);
}

/** On which at least two points have a place. */
export function decidingAxes(points: readonly OperatingPoint[]): Axis[] {
  const known = ({ value }: Axis) => points.filter((point) => value(point) !== null).length;
  return AXES.filter((axis) => DECIDING.includes(axis.id) && known(axis) > 1);
}

/** As in the charts machines do not compete with each other, nor do numbers of threads, nor joules of different kinds. */
function frontsOn(axis: Axis, points: readonly OperatingPoint[]): ReadonlySet<OperatingPoint> {
  const known = points.flatMap((point) => {
    const [cost, gain] = [axis.value(point), shareOf(finalAccuracy(point))];
    return cost === null || gain === null ? [] : [{ point, cost, gain }];
  });
  const fields = groupBy(known, ({ point }) => fieldOf(axis, point));
  return new Set([...fields.values()].flatMap(paretoFront).map(({ point }) => point));
}

function fieldOf(axis: Axis, point: OperatingPoint): string {
  const kind = showsEnergy(axis) ? ` ${point.energy?.source}` : '';
  return placeOn(axis, point) + kind;
}
