/** What stands upright in the chart: accuracy in percent, or millijoules per inference. */
import type { Proportion } from '../study/proportion';
import { finalAccuracy } from '../study/point';
import { wilsonInterval } from '../study/wilson';
import { millijoules, type Axis, type Ends } from './axes';
import type { ChartPoint } from './chartPoint';
import { linearScale, logScale, type Scale } from './scale';
import { linearTicks, logTicks, type Tick } from './ticks';

/** A value on the chart: its place and the ends of its 95 % interval. */
export interface Spot {
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

export interface Vertical {
  /** @param range bottom and top, pixels; @param from lowest value that is asked for */
  readonly scale: (
    points: readonly ChartPoint[],
    range: readonly [number, number],
    from: number,
  ) => Scale;
  readonly ticks: (scale: Scale) => Tick[];
  /** What the point is judged by; null where it has none. */
  readonly final: (point: ChartPoint, scale: Scale) => Spot | null;
  /** Right after cutting, where a repair followed. */
  readonly cut: (point: ChartPoint, scale: Scale) => Spot | null;
}

const GAP = 44;
const LOG_GAP = 24;
/** An interval may begin at so small a share of its value; beyond, its bar is cut off. */
export const MOST_SPREAD = 3;

const ACCURACY: Vertical = {
  scale: (points, range, from) => linearScale([from, highest(points, from)], range),
  ticks: (scale) => linearTicks(scale, GAP),
  final: (point, scale) => known(finalAccuracy(point), scale),
  cut: ({ accuracy }, scale) => accuracy.afterRepair && known(accuracy.afterCutting, scale),
};

const ENERGY: Vertical = {
  scale: (points, range) => logScale(roomFor(points.flatMap(reachOf)), range),
  ticks: (scale) => logTicks(scale, LOG_GAP).filter(({ label }) => label !== ''),
  final(point, scale) {
    const gross = grossOf(point);
    if (!gross) return null;
    const lowest = scale.domain()[0] / MOST_SPREAD;
    const place = (value: number) => round(scale(Math.max(value, lowest)));
    return { y: place(gross.mean), low: place(gross.low), high: place(gross.high) };
  },
  cut: () => null,
};

export function verticalOf({ vertical }: Axis): Vertical {
  return vertical === 'energy' ? ENERGY : ACCURACY;
}

/** Room for positive values and a little more, on a logarithmic scale. */
export function roomFor(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return [1, 10];
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  const room = low === high ? 2 : (high / low) ** 0.04;
  return [low / room, high * room];
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Null of no images. */
function known(accuracy: Proportion, scale: Scale): Spot | null {
  return accuracy.total === 0 ? null : spot(accuracy, scale);
}

/** @param accuracy of one image at least */
export function spot(accuracy: Proportion, scale: Scale): Spot {
  const { low, high } = wilsonInterval(accuracy);
  const share = accuracy.correct / accuracy.total;
  const place = (value: number) => round(scale(100 * value));
  return { y: place(share), low: place(low), high: place(high) };
}

function reachOf(point: ChartPoint): number[] {
  const gross = grossOf(point);
  return gross ? [Math.max(gross.low, gross.mean / MOST_SPREAD), gross.high] : [];
}

function grossOf({ energy }: ChartPoint): (Ends & { readonly mean: number }) | null {
  const gross = millijoules(energy?.perInferenceJ.gross ?? null);
  return gross && gross.mean > 0 ? gross : null;
}

/** A magnified chart ends above its best interval, a whole one at 100 %. */
function highest(points: readonly ChartPoint[], from: number): number {
  if (from === 0 || points.length === 0) return 100;
  const judged = points.map(finalAccuracy).filter(({ total }) => total > 0);
  const ends = judged.map((accuracy) => 100 * wilsonInterval(accuracy).high);
  return Math.min(100, Math.max(from, Math.ceil(Math.max(...ends))) + 1);
}
