/** What stands behind the measured points for comparison: smaller networks, pruning by lot, and the literature. */
import { groupBy } from '../base/groupBy';
import { methodOf } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { lineName } from '../pruning/planName';
import { defaultPlan } from '../pruning/validatePlan';
import { LITERATURE } from '../study/literature';
import { finalAccuracy } from '../study/point';
import type { Axis } from './axes';
import type { ChartPoint } from './chartPoint';
import { placeOn } from './places';
import { bandPath, linePath, type Place } from './paths';
import type { Pixels } from './scale';
import { round } from './vertical';
import { words } from '../words/words';

const say = words.charts.baselines;

export type BaselineKind = 'widths' | 'random' | 'literature';

/** A dense network of another width, trained from scratch on the same data. */
export interface WidthPoint {
  readonly width: number;
  readonly macs: number;
  readonly denseBytes: number;
  /** On all test images, percent. */
  readonly top1: number;
}

export interface BaselineInput {
  readonly shown: ReadonlySet<BaselineKind>;
  /** Null until they have come, which keeps their place in the legend. */
  readonly widths: readonly WidthPoint[] | null;
}

export interface Baselines {
  /** Between the least and the most accurate seed, level by level. */
  readonly bands: readonly {
    readonly key: string;
    readonly path: string;
    readonly label: string;
  }[];
  readonly widths: { readonly path: string; readonly spots: readonly BaselineSpot[] };
  readonly literature: readonly BaselineSpot[];
}

export interface BaselineSpot {
  readonly x: number;
  readonly y: number;
  readonly title: string;
}

export const NO_BASELINES: Baselines = {
  bands: [],
  widths: { path: '', spots: [] },
  literature: [],
};

/** Fewer draws would not be a band. */
const LEAST_SEEDS = 3;

export function baselines(
  { shown, widths }: BaselineInput,
  points: readonly ChartPoint[],
  axis: Axis,
  x: Pixels,
  y: Pixels,
): Baselines {
  if (axis.vertical !== 'accuracy') return NO_BASELINES;
  const spots = shown.has('widths') && widths ? widthSpots(widths, axis, x, y) : [];
  const judged = points.filter((point) => finalAccuracy(point).total > 0);
  return {
    bands: shown.has('random') ? randomBands(judged, axis, x, y) : [],
    widths: { path: linePath(spots.map(({ x, y }) => [x, y])), spots },
    literature: shown.has('literature') ? literatureSpots(judged, axis, x, y) : [],
  };
}

function widthSpots(
  widths: readonly WidthPoint[],
  axis: Axis,
  x: Pixels,
  y: Pixels,
): BaselineSpot[] {
  const spots = widths.flatMap(({ width, macs, denseBytes, top1 }) => {
    const bytes = { dense: denseBytes, encoded: denseBytes, gzip: null };
    const plan = { ...defaultPlan(), level: 0 };
    const bare = { plan, nonZeros: 0, macs, bytes, latencyMs: {}, energy: null };
    const value = axis.widths ? axis.value(bare) : null;
    const title = say.width(width, top1);
    return value === null ? [] : [{ x: round(x(value)), y: round(y(top1)), title }];
  });
  return spots.sort((a, b) => a.x - b.x);
}

function percentOf(point: ChartPoint): number {
  const { correct, total } = finalAccuracy(point);
  return (100 * correct) / total;
}

function randomBands(
  points: readonly ChartPoint[],
  axis: Axis,
  x: Pixels,
  y: Pixels,
): Baselines['bands'] {
  const random = points.filter(({ plan }) => methodOf(plan.method).seeded && plan.level !== 0);
  const groups = groupBy(
    random,
    (point) => `${planKey({ ...withSeed(point.plan), level: 0.5 })} ${placeOn(axis, point)}`,
  );
  return [...groups].flatMap(([key, group]) => {
    const levels = bandLevels(group, axis);
    const through = (end: 'low' | 'high') =>
      levels.map((level): Place => [round(x(level.value)), round(y(level[end]))]);
    const label = say.band(lineName(withSeed(group[0].plan)));
    return levels.length > 1
      ? [{ key, path: bandPath(through('high'), through('low')), label }]
      : [];
  });
}

/** Whatever its own is: a band is of all seeds. */
function withSeed(plan: Plan): Plan {
  return { ...plan, seed: defaultPlan().seed };
}

interface Level {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Levels that were measured with enough seeds, in ascending order. */
function bandLevels(group: readonly ChartPoint[], axis: Axis): Level[] {
  const levels = [...new Set(group.map(({ plan }) => plan.level))].sort((a, b) => a - b);
  return levels.flatMap((level) => {
    const same = group.filter(({ plan }) => plan.level === level);
    const seeds = new Set(same.map(({ plan }) => plan.seed));
    const value = axis.value(same[0]);
    if (seeds.size < LEAST_SEEDS || value === null) return [];
    const percents = same.map(percentOf);
    return [{ value, low: Math.min(...percents), high: Math.max(...percents) }];
  });
}

/**
 * Their accuracy and multiplications as changes of their own dense network, carried over to ours: absolute figures of
 * other data would have no place on these axes.
 */
function literatureSpots(
  points: readonly ChartPoint[],
  axis: Axis,
  x: Pixels,
  y: Pixels,
): BaselineSpot[] {
  const dense = points.find(({ plan }) => plan.level === 0);
  if (!dense) return [];
  const start = percentOf(dense);
  return LITERATURE.flatMap((row) => {
    const value = axis.literature?.(row, dense) ?? null;
    if (value === null) return [];
    const change = row.top1 - row.denseTop1;
    const title = say.published(row.method, change, row.source);
    return [{ x: round(x(value)), y: round(y(start + change)), title }];
  });
}
