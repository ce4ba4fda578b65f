/** What stands upright in the chart: accuracy, on one of three scales, or millijoules per inference. */
import { isDense } from '../pruning/repairs';
import { finalAccuracy } from '../study/point';
import type { Proportion } from '../study/proportion';
import { proportionDifference, type Difference } from '../study/proportionDifference';
import { wilsonInterval } from '../study/wilson';
import type { AccuracyScale } from './accuracyScales';
import { millijoules, type Axis } from './axes';
import type { ChartPoint } from './chartPoint';
import { linearScale, logScale, type Scale } from './scale';
import { linearTicks, logTicks, type Tick } from './ticks';

/** A value and the ends of its 95 % interval, in the unit of the scale; `high` is the end that is drawn higher. */
export interface Reading {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The same in pixels. */
export interface Spot {
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

export interface Vertical {
  /** What it is called, in words by `charts.verticals`. */
  readonly id: AccuracyScale | 'energy';
  readonly scale: 'log' | 'linear';
  /** What it shows unless somebody zooms, from bottom to top. @param readings all that are drawn */
  readonly domain: (readings: readonly Reading[]) => readonly [number, number];
  readonly ticks: (scale: Scale) => Tick[];
  /** What the point is judged by; null where it has none. */
  readonly final: (point: ChartPoint) => Reading | null;
  /** Right after cutting, where a repair followed. */
  readonly cut: (point: ChartPoint) => Reading | null;
  /** Of an accuracy in percent that stands behind the points; null where it has no place. */
  readonly ofPercent: ((percent: number) => number) | null;
}

const GAP = 44;
const LOG_GAP = 24;
/** An interval may begin at so small a share of its value; beyond, its bar is cut off. */
export const MOST_SPREAD = 3;
/** Where decisions fall: points of a per cent against the dense network. */
const DECISION = [-5, 1] as const;
/** Of no error at all, percent: a logarithmic scale has no place for none. */
const LEAST_ERROR = 0.01;

const percent: Vertical = {
  ...{ id: 'percent', scale: 'linear' },
  domain: () => [0, 100],
  ticks: (scale) => linearTicks(scale, GAP),
  final: (point) => shareReading(finalAccuracy(point)),
  cut: ({ accuracy }) => accuracy.afterRepair && shareReading(accuracy.afterCutting),
  ofPercent: (value) => value,
};

const error: Vertical = {
  ...{ id: 'error', scale: 'log' },
  domain(readings) {
    const [least, most] = roomFor(readings.flatMap(({ value, low }) => [value, low]));
    return [most, least];
  },
  ticks: (scale) => logTicks(scale, LOG_GAP),
  final: (point) => errorReading(percent.final(point)),
  cut: (point) => errorReading(percent.cut(point)),
  ofPercent: errorOf,
};

const energy: Vertical = {
  ...{ id: 'energy', scale: 'log' },
  domain: (readings) => roomFor(readings.flatMap(reachOf)),
  ticks: (scale) => logTicks(scale, LOG_GAP).filter(({ label }) => label !== ''),
  final: grossOf,
  cut: () => null,
  ofPercent: null,
};

/** @param points all of the chart's: the dense network among them is what losses are counted from */
export function verticalOf(
  axis: Axis,
  scale: AccuracyScale,
  points: readonly ChartPoint[],
): Vertical {
  if (axis.vertical === 'energy') return energy;
  if (scale === 'loss') return lossVertical(points);
  return scale === 'error' ? error : percent;
}

/** Points of a per cent against the dense network of the same study, on the same pictures where both answered them. */
function lossVertical(points: readonly ChartPoint[]): Vertical {
  const denses = denseByStudy(points);
  const first = points.find((point) => isDense(point.plan) && finalAccuracy(point).total > 0);
  const start = first && percent.final(first)!.value;
  const against = (point: ChartPoint, own: Proportion) => {
    const dense = denses.get(point.study ?? '');
    return dense ? pointsReading(proportionDifference(dense, own)) : null;
  };
  return {
    ...{ id: 'loss', scale: 'linear' },
    domain: () => DECISION,
    ticks: (scale) =>
      linearTicks(scale, GAP).map(({ at, label }) => ({ at, label: signed(label) })),
    final(point) {
      const own = finalAccuracy(point);
      if (own.total === 0) return null;
      if (isDense(point.plan)) return NO_LOSS;
      return point.accuracyVsDense ? pointsReading(point.accuracyVsDense) : against(point, own);
    },
    cut: (point) => point.accuracy.afterRepair && against(point, point.accuracy.afterCutting),
    ofPercent: start === undefined ? null : (value) => value - start,
  };
}

const NO_LOSS: Reading = { value: 0, low: 0, high: 0 };

/** By name of the study; of several dense networks the one with most images. */
function denseByStudy(points: readonly ChartPoint[]): ReadonlyMap<string, Proportion> {
  const found = new Map<string, Proportion>();
  for (const { plan, study = '', accuracy } of points) {
    const own = accuracy.afterCutting;
    if (isDense(plan) && own.total > (found.get(study)?.total ?? 0)) found.set(study, own);
  }
  return found;
}

function pointsReading(found: Difference | null): Reading | null {
  return found && { value: 100 * found.difference, low: 100 * found.low, high: 100 * found.high };
}

function signed(label: string): string {
  return label.startsWith('-') ? `−${label.slice(1)}` : label === '0' ? label : `+${label}`;
}

/** Null of no images. */
function shareReading(accuracy: Proportion): Reading | null {
  if (accuracy.total === 0) return null;
  const { low, high } = wilsonInterval(accuracy);
  return { value: (100 * accuracy.correct) / accuracy.total, low: 100 * low, high: 100 * high };
}

function errorReading(reading: Reading | null): Reading | null {
  if (!reading) return null;
  const { value, low, high } = reading;
  return { value: errorOf(value), low: errorOf(low), high: errorOf(high) };
}

function errorOf(value: number): number {
  return Math.max(LEAST_ERROR, 100 - value);
}

/** Room for positive values and a little more, on a logarithmic scale. */
export function roomFor(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, 0];
  for (const value of values)
    if (value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (high === 0) return [1, 10];
  const room = low === high ? 2 : (high / low) ** 0.04;
  return [low / room, high * room];
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function makeScale(
  kind: 'log' | 'linear',
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  return kind === 'log' ? logScale(domain, range) : linearScale(domain, range);
}

/** @param reading on this scale */
export function spotOf({ value, low, high }: Reading, scale: Scale, kind: 'log' | 'linear'): Spot {
  const lowest = kind === 'log' ? Math.min(...scale.domain()) / MOST_SPREAD : -Infinity;
  const place = (at: number) => round(scale(Math.max(at, lowest)));
  return { y: place(value), low: place(low), high: place(high) };
}

function reachOf({ value, low, high }: Reading): number[] {
  return [Math.max(low, value / MOST_SPREAD), high];
}

function grossOf({ energy: joules }: ChartPoint): Reading | null {
  const gross = millijoules(joules?.perInferenceJ.gross ?? null);
  return gross && gross.mean > 0 ? { value: gross.mean, low: gross.low, high: gross.high } : null;
}
