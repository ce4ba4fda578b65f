/**
 * Geometry of the trade-off chart: points → places in pixels. Everything that is drawn is decided here, so
 * that the page, a file and a test see the same picture.
 */
import { curveStepAfter, line, scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3';
import { methodOf } from '../pruning/methods';
import type { MethodId } from '../pruning/plan';
import { paretoFront } from '../study/pareto';
import { finalAccuracy, type Proportion } from '../study/record';
import { wilsonInterval } from '../study/wilson';
import type { Axis } from './axes';
import { pointKey, type ChartPoint, type PlannedPoint } from './chartPoint';
import { levelText } from './describePoint';
import { placeLegend, type Legend } from './legend';
import { denseOf, linesOf, type Line, type Lines } from './lines';
import { linearTicks, logTicks, type Tick } from './ticks';

export interface TradeOffInput {
  readonly points: readonly ChartPoint[];
  readonly axis: Axis;
  readonly planned: PlannedPoint | null;
  /** Points that the axis has room for, drawn or not, so that it rests while the planned point moves. */
  readonly roomFor: readonly PlannedPoint[];
  /** Lowest accuracy on the chart, in percent. */
  readonly accuracyFrom: number;
  readonly width: number;
  readonly height: number;
}

/** An accuracy on the chart: its place and the ends of its 95 % interval. */
export interface Spot {
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

export interface Mark {
  readonly key: string;
  readonly point: ChartPoint;
  readonly method: MethodId;
  /** Key of its line; 'dense' for the uncut network. */
  readonly line: string;
  readonly x: number;
  /** The accuracy it is judged by; */
  readonly final: Spot;
  /** After repair, or the dense network; hollow is right after cutting. */
  readonly solid: boolean;
  /** Right after cutting, where a repair followed. */
  readonly cut: Spot | null;
  /** Another point costs no more and is no less accurate. */
  readonly dominated: boolean;
}

export interface DrawnLine {
  readonly key: string;
  readonly method: MethodId;
  readonly path: string;
  /** Through the values right after cutting; null where nothing was repaired. */
  readonly cutPath: string | null;
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TradeOffLayout {
  readonly width: number;
  readonly height: number;
  readonly frame: Frame;
  readonly axis: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly legend: Legend;
  readonly lines: readonly DrawnLine[];
  /** In the order of the keyboard: the dense network, then line after line in ascending level. */
  readonly marks: readonly Mark[];
  readonly front: string;
  /** The uncut network as it was trained. */
  readonly dense: { readonly y: number; readonly label: string } | null;
  readonly guide: { readonly x: number; readonly label: string } | null;
}

type Scale = ScaleContinuousNumeric<number, number>;

const MARGIN = { left: 40, right: 16, bottom: 40, gap: 26 } as const;
/** Key of the uncut network's line. */
export const DENSE = 'dense';
/** Most of the height that a legend may take; a small chart goes without. */
const LEGEND_SHARE = 0.25;
/** Distance of labels on the axes, in pixels. */
const LOG_GAP = 38;
const LINEAR_GAP = 44;

export function tradeOffLayout(input: TradeOffInput): TradeOffLayout {
  const { axis, width, height, planned, accuracyFrom } = input;
  const grouped = linesOf(input.points);
  const legend = placeLegend(
    grouped.lines,
    width - MARGIN.left - MARGIN.right,
    height * LEGEND_SHARE,
  );
  const frame: Frame = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: legend.height + MARGIN.gap,
    bottom: height - MARGIN.bottom,
  };
  const x = xScale(input, frame);
  const y = scaleLinear([accuracyFrom, highest(input)], [frame.bottom, frame.top]);
  const unjudged = marksOf(grouped, axis, x, y);
  const front = frontOf(unjudged, axis);
  const place = planned && axis.value(planned);
  return {
    width,
    height,
    frame,
    axis,
    xTicks: axis.scale === 'log' ? logTicks(x, LOG_GAP) : linearTicks(x, LINEAR_GAP),
    yTicks: linearTicks(y, LINEAR_GAP),
    legend,
    lines: grouped.lines.map((group) => drawnLine(group, grouped, unjudged)),
    marks: unjudged.map((mark) => ({ ...mark, dominated: !front.includes(mark) })),
    front: stepPath(front),
    dense: denseReference(grouped, y),
    guide: place === null ? null : { x: round(x(place)), label: levelText(planned!.plan.level) },
  };
}

/** Room for all values and a little more; sparsity always goes from 0 to 100 %. */
function xScale({ points, planned, roomFor, axis }: TradeOffInput, frame: Frame): Scale {
  const range = [frame.left, frame.right];
  if (axis.scale === 'linear') return scaleLinear().domain([0, 100]).range(range);
  const all = [...points, ...roomFor, ...(planned ? [planned] : [])];
  const values = all.map(axis.value).filter((value) => value !== null && value > 0) as number[];
  const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [1, 10];
  const room = low === high ? 2 : (high / low) ** 0.04;
  return scaleLog()
    .domain([low / room, high * room])
    .range(range);
}

/** A magnified chart ends above its best interval, a whole one at 100 %. */
function highest({ points, accuracyFrom }: TradeOffInput): number {
  if (accuracyFrom === 0 || points.length === 0) return 100;
  const ends = points.map((point) => 100 * wilsonInterval(finalAccuracy(point)).high);
  return Math.min(100, Math.max(accuracyFrom, Math.ceil(Math.max(...ends))) + 1);
}

type Unjudged = Omit<Mark, 'dominated'>;

function marksOf({ dense, lines }: Lines, axis: Axis, x: Scale, y: Scale): Unjudged[] {
  const all = [{ key: DENSE, points: dense }, ...lines];
  return all.flatMap(({ key, points }) => points.flatMap((point) => placed(point, key)));

  function placed(point: ChartPoint, lineKey: string): Unjudged[] {
    const value = axis.value(point);
    if (value === null) return [];
    const { afterCutting, afterRepair } = point.accuracy;
    const mark = {
      key: pointKey(point),
      point,
      method: point.plan.method,
      line: lineKey,
      x: round(x(value)),
      final: spot(finalAccuracy(point), y),
      solid: afterRepair !== null || lineKey === DENSE,
      cut: afterRepair && spot(afterCutting, y),
    };
    return [mark];
  }
}

function spot(accuracy: Proportion, y: Scale): Spot {
  const { low, high } = wilsonInterval(accuracy);
  const share = accuracy.correct / accuracy.total;
  return { y: round(y(100 * share)), low: round(y(100 * low)), high: round(y(100 * high)) };
}

function frontOf(marks: readonly Unjudged[], axis: Axis): Unjudged[] {
  const sign = axis.better === 'left' ? 1 : -1;
  const tradeoffs = marks.map((mark) => ({
    mark,
    cost: sign * axis.value(mark.point)!,
    gain: finalAccuracy(mark.point).correct / finalAccuracy(mark.point).total,
  }));
  return paretoFront(tradeoffs).map(({ mark }) => mark);
}

/** No network between two points was measured: the front steps, it does not slope. */
function stepPath(front: readonly Unjudged[]): string {
  const draw = line<Unjudged>()
    .x(({ x }) => x)
    .y(({ final }) => final.y)
    .curve(curveStepAfter);
  return draw(front) ?? '';
}

function denseReference({ dense }: Lines, y: Scale): TradeOffLayout['dense'] {
  if (dense.length === 0) return null;
  const { afterCutting } = dense[0].accuracy;
  const percent = ((100 * afterCutting.correct) / afterCutting.total).toFixed(1);
  return { y: spot(afterCutting, y).y, label: `${percent} %` };
}

function drawnLine(group: Line, lines: Lines, marks: readonly Unjudged[]): DrawnLine {
  const dense = denseOf(lines, group.points[0].plan);
  const own = [...(dense ? [dense] : []), ...group.points];
  const placed = own.flatMap((point) => marks.find((mark) => mark.point === point) ?? []);
  const draw = line<Unjudged>().x(({ x }) => x);
  // Nothing lies between the few levels of such a method.
  if (methodOf(group.method).levels)
    return { key: group.key, method: group.method, path: '', cutPath: null };
  const repaired = placed.some(({ cut }) => cut !== null);
  return {
    key: group.key,
    method: group.method,
    path: draw.y(({ final }) => final.y)(placed) ?? '',
    cutPath: repaired ? draw.y(({ cut, final }) => (cut ?? final).y)(placed) : null,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
