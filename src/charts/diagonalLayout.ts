/** One quantity against another of the same kind, both on one logarithmic scale, with the line on which they are equal. */
import { extent, scaleLog } from 'd3';
import type { Frame } from './frame';
import { logTicks, type Tick } from './ticks';

export interface Dot {
  /** Equal for dots of one point; a series has one of each. */
  readonly key: string;
  /** Above 0. */
  readonly x: number;
  readonly y: number;
  /** 95 % interval of `y`. */
  readonly low: number;
  readonly high: number;
}

export interface DotSeries {
  readonly id: string;
  readonly label: string;
  /** Told apart without colour. */
  readonly mark: 'round' | 'diamond';
  readonly dots: readonly Dot[];
}

export interface PlacedDot {
  readonly key: string;
  readonly series: string;
  readonly mark: DotSeries['mark'];
  readonly x: number;
  readonly y: number;
  /** Ends of the interval. */
  readonly from: number;
  readonly to: number;
}

export interface DiagonalLayout {
  readonly width: number;
  readonly height: number;
  readonly frame: Frame;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** SVG path of the line on which both are equal. */
  readonly diagonal: string;
  readonly dots: readonly PlacedDot[];
}

const MARGIN = { top: 22, right: 12, bottom: 38, left: 40 } as const;
const GAP = 30;
/** Room around what is drawn, as a factor. */
const ROOM = 1.12;

/**
 * @param holds values that the scale reaches in any case; at least one where there is no dot
 * @param width pixels; as `height` more than its margins
 */
export function diagonalLayout(
  series: readonly DotSeries[],
  holds: readonly number[],
  width: number,
  height: number,
): DiagonalLayout {
  const all = series.flatMap(({ dots }) => dots);
  const [low, high] = ends([...holds, ...all.flatMap((dot) => [dot.x, dot.y])]);
  const frame: Frame = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const x = scaleLog([low, high], [frame.left, frame.right]);
  const y = scaleLog([low, high], [frame.bottom, frame.top]).clamp(true);
  return {
    ...{ width, height, frame },
    xTicks: logTicks(x, GAP),
    yTicks: logTicks(y, GAP),
    diagonal: `M${frame.left},${frame.bottom}L${frame.right},${frame.top}`,
    dots: series.flatMap(({ id, mark, dots }) =>
      dots.map((dot) => ({
        ...{ key: dot.key, series: id, mark, x: x(dot.x), y: y(dot.y) },
        ...{ from: y(dot.low), to: y(dot.high) },
      })),
    ),
  };
}

function ends(values: readonly number[]): [number, number] {
  const [least = 1, most = 1] = extent(values);
  return [least / ROOM, most * ROOM];
}

/** All of these as one path: thousands of dots cost no more than one. @param size radius in pixels */
export function dotsPath(dots: readonly PlacedDot[], size: number): string {
  return dots.map((dot) => dotPath(dot, size)).join('');
}

function dotPath({ mark, x, y }: PlacedDot, size: number): string {
  const [a, b] = [x, y].map((value) => Math.round(100 * value) / 100);
  if (mark === 'round') {
    return `M${a - size},${b}a${size},${size} 0 1 0 ${2 * size},0a${size},${size} 0 1 0 ${-2 * size},0Z`;
  }
  const r = 1.25 * size;
  return `M${a},${b - r}l${r},${r}l${-r},${r}l${-r},${-r}Z`;
}

/** As far as a finger misses, in pixels. */
const REACH = 24;

export function nearestDot(dots: readonly PlacedDot[], x: number, y: number): PlacedDot | null {
  let [nearest, distance]: [PlacedDot | null, number] = [null, REACH];
  for (const dot of dots) {
    const away = Math.hypot(dot.x - x, dot.y - y);
    if (away < distance) [nearest, distance] = [dot, away];
  }
  return nearest;
}
