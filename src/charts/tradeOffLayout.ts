/**
 * Geometry of the trade-off chart: points → places in pixels. Everything that is drawn is decided here, so
 * that the page, a file and a test see the same picture.
 */
import type { Frame } from './frame';
import { methodOf } from '../pruning/methods';
import { levelText, percentDigits } from '../words/numbers';
import type { MethodId } from '../pruning/plan';
import { paretoFront } from '../study/pareto';
import { finalAccuracy } from '../study/point';
import type { Axis } from './axes';
import { baselines, NO_BASELINES, type BaselineInput, type Baselines } from './baselines';
import { pointKey, type ChartPoint, type PlannedPoint } from './chartPoint';
import { bySource, comparable, energyNotice, isEstimated, showsEnergy } from './energyNotice';
import { accuracyNotice, imagesNotice } from './imagesNotice';
import { isoWatts, type IsoWatt } from './isoWatts';
import { boxOfLabel, endLabels, type Box, type EndLabel, type NamedLine } from './endLabels';
import { placeLegend, type Legend, type LegendKey } from './legend';
import { expectedLines, type ExpectedLine } from './expectedLines';
import { denseOf, linesOf, type Line, type Lines } from './lines';
import { latencyNotice } from './latencyNotice';
import { threadsNotice } from './threadsNotice';
import { LINE_HEIGHT, noticeLines, type NoticeLine } from './noticeLines';
import { placeOn, placeWords } from './places';
import { linePath, stepPath } from './paths';
import { linearScale, logScale, type Scale } from './scale';
import { linearTicks, logTicks, type Tick } from './ticks';
import { MOST_SPREAD, round, roomFor as room, spot, verticalOf, type Spot } from './vertical';
import { words } from '../words/words';

export interface TradeOffInput {
  readonly points: readonly ChartPoint[];
  readonly axis: Axis;
  /** Points that the axis has room for, drawn or not: the ends of the slider, so that it rests while the planned point moves. */
  readonly roomFor: readonly PlannedPoint[];
  /** Lowest accuracy on the chart, in percent. */
  readonly accuracyFrom: number;
  /** Left out: none. */
  readonly baselines?: BaselineInput;
  /** What somebody drew before it was measured; left out: nothing. */
  readonly expected?: readonly ExpectedLine[];
  /** Installation of the browser that draws; left out in a file. */
  readonly here?: string;
  readonly width: number;
  readonly height: number;
}

export interface Mark {
  readonly key: string;
  readonly point: ChartPoint;
  readonly method: MethodId;
  /** Key of its line; 'dense' for the uncut network. */
  readonly line: string;
  readonly x: number;
  /** Ends of the interval along the axis; null where it has none. */
  readonly across: { readonly from: number; readonly to: number } | null;
  /** The accuracy, or energy, that it is judged by. */
  readonly final: Spot;
  /** What is drawn was estimated, not measured. */
  readonly estimated: boolean;
  /** After repair, or the dense network; hollow is right after cutting. */
  readonly solid: boolean;
  /** Right after cutting, where a repair followed. */
  readonly cut: Spot | null;
  /** What sets its environment apart from that of other points; '' where there is nothing to tell apart. */
  readonly where: string;
  /** Another point costs no more and is no less accurate. */
  readonly dominated: boolean;
}

export interface DrawnLine {
  readonly key: string;
  readonly method: MethodId;
  readonly path: string;
  /** Through the values right after cutting; null where nothing was repaired. */
  readonly cutPath: string | null;
  /** SVG dashes; null: a whole line. */
  readonly dash: string | null;
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
  /** Names beside the ends of lines. */
  readonly endLabels: readonly EndLabel[];
  /** In the order of the keyboard: the dense network, then line after line in ascending level. */
  readonly marks: readonly Mark[];
  readonly front: string;
  /** The uncut network as it was trained. */
  readonly dense: { readonly y: number; readonly label: string } | null;
  /** What the axis makes of a value, in pixels. */
  readonly x: Scale;
  /** Behind energy against latency; empty otherwise. */
  readonly isoWatts: readonly IsoWatt[];
  readonly baselines: Baselines;
  readonly expected: readonly { readonly method: MethodId; readonly path: string }[];
  /** What has to be said of what is drawn; null where all is measured, on the same images. */
  readonly notice: string | null;
  readonly noticeLines: readonly NoticeLine[];
}

const MARGIN = { left: 40, right: 16, bottom: 40, gap: 26 } as const;
/** Key of the uncut network's line. */
export const DENSE = 'dense';
/** Most of the height that a legend may take; a small chart goes without. */
const LEGEND_SHARE = 0.25;
/** A lower chart does without a legend: its lines are named at their ends, and all of it in its tooltips. */
const LOWEST_WITH_LEGEND = 240;
/** Distance of labels on the axes, in pixels. */
const LOG_GAP = 38;
const LINEAR_GAP = 44;

/** In pixels, of the chart's height. */
function legendRoom(height: number): number {
  return height < LOWEST_WITH_LEGEND ? 0 : height * LEGEND_SHARE;
}

export function tradeOffLayout(input: TradeOffInput): TradeOffLayout {
  const { axis, width, height, accuracyFrom } = input;
  const grouped = linesOf(input.points, axis, input.here);
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const x = xScale(input, [left, right]);
  const keys = [...legendKeys(input.points, axis), ...baselineKeys(input, x)];
  const legend = placeLegend(grouped.lines, keys, right - left, legendRoom(height));
  const notice = noticeOf(axis, input.points, pointsIn(grouped, axis, x));
  const lines = notice === null ? [] : noticeLines(notice, legend.height, right - left);
  const top = legend.height + lines.length * LINE_HEIGHT + MARGIN.gap;
  const frame: Frame = { left, right, top, bottom: height - MARGIN.bottom };
  const vertical = verticalOf(axis);
  const y = vertical.scale(input.points, [frame.bottom, frame.top], accuracyFrom);
  const unjudged = marksOf(grouped, input, x, y);
  const competing = showsEnergy(axis) ? comparable(unjudged, ({ point }) => point) : unjudged;
  const fronts = axis.vertical === 'accuracy' ? frontsOf(competing, axis) : [];
  const front = new Set(fronts.flat());
  const isBeaten = (mark: Unjudged) => competing.includes(mark) && !front.has(mark);
  const dense = axis.vertical === 'accuracy' ? denseReference(grouped, y) : null;
  return {
    width,
    height,
    frame,
    axis,
    xTicks: axis.scale === 'log' ? logTicks(x, LOG_GAP) : linearTicks(x, LINEAR_GAP),
    yTicks: vertical.ticks(y),
    legend,
    lines: grouped.lines.map((group) => drawnLine(group, grouped, axis, unjudged)),
    marks: unjudged.map((mark) => ({ ...mark, dominated: front.size > 0 && isBeaten(mark) })),
    endLabels: namesOf(grouped, unjudged, frame, dense),
    front: fronts.map(frontPath).join(''),
    dense,
    x,
    isoWatts: axis.vertical === 'energy' ? isoWatts(x, y, frame) : [],
    baselines: input.baselines
      ? baselines(input.baselines, input.points, axis, x, y)
      : NO_BASELINES,
    expected: expectedLines(input.expected ?? [], axis, x, y),
    notice,
    noticeLines: lines,
  };
}

/** Where the planned network stands. */
export interface Guide {
  readonly x: number;
  readonly label: string;
}

/** Apart from the layout, which rests while the slider moves; null where the axis has no place for it. */
export function guideOf({ axis, x, frame }: TradeOffLayout, planned: PlannedPoint): Guide | null {
  const value = axis.value(planned);
  if (value === null) return null;
  const within = Math.max(frame.left, Math.min(x(value), frame.right));
  return { x: round(within), label: levelText(planned.plan.level) };
}

/** Points that have a place; whether they have one does not depend on the scale. */
function pointsIn({ dense, lines }: Lines, axis: Axis, scale: Scale): ChartPoint[] {
  const all = [...dense, ...lines.flatMap(({ points }) => points)];
  const { final } = verticalOf(axis);
  return all.filter((point) => axis.value(point) !== null && final(point, scale) !== null);
}

/** @param all of the chart's points; `points` those that have a place */
function noticeOf(
  axis: Axis,
  all: readonly ChartPoint[],
  points: readonly ChartPoint[],
): string | null {
  const notices = [
    showsEnergy(axis) ? energyNotice(points) : latencyNotice(axis, points),
    threadsNotice(axis, points),
    axis.vertical === 'accuracy' && (accuracyNotice(all) ?? imagesNotice(points)),
  ].filter((notice) => typeof notice === 'string');
  return notices.length > 0 ? words.charts.notices.list(notices) : null;
}

function legendKeys(points: readonly ChartPoint[], axis: Axis): LegendKey[] {
  const repaired = points.some(({ accuracy }) => accuracy.afterRepair);
  const own: LegendKey[] = repaired ? ['repaired', 'cut', 'front'] : ['cut', 'front'];
  const keys = axis.vertical === 'accuracy' ? own : [];
  return showsEnergy(axis) && points.some(isEstimated) ? [...keys, 'estimated'] : keys;
}

/** What stands behind the points; whether it has a place on the axis does not depend on the other one. */
function baselineKeys({ baselines: asked, points, axis }: TradeOffInput, x: Scale): LegendKey[] {
  const { widths, bands, literature } = asked ? baselines(asked, points, axis, x, x) : NO_BASELINES;
  const drawn = { widths: widths.spots, random: bands, literature };
  return (['widths', 'random', 'literature'] as const).filter((key) => drawn[key].length > 0);
}

/** Room for all values and a little more; sparsity always goes from 0 to 100 %. */
function xScale({ points, roomFor, axis }: TradeOffInput, range: readonly [number, number]): Scale {
  if (axis.scale === 'linear') return linearScale([0, 100], range);
  const all = [...points, ...roomFor];
  return logScale(room(all.flatMap((point) => valuesOf(point, axis))), range);
}

/** The value and its interval, unless that reaches far down: there it is cut off. */
function valuesOf(point: PlannedPoint, axis: Axis): number[] {
  const value = axis.value(point);
  if (value === null) return [];
  const ends = axis.interval?.(point);
  return ends ? [Math.max(ends.low, value / MOST_SPREAD), ends.high] : [value];
}

type Unjudged = Omit<Mark, 'dominated'>;

function marksOf(
  { dense, lines }: Lines,
  { axis, here }: TradeOffInput,
  x: Scale,
  y: Scale,
): Unjudged[] {
  const all = [{ key: DENSE, points: dense }, ...lines];
  const wordsOf = placeWords(
    axis,
    all.flatMap(({ points }) => points),
    here,
  );
  return all.flatMap(({ key, points }) => points.flatMap((point) => placed(point, key)));

  function placed(point: ChartPoint, lineKey: string): Unjudged[] {
    const value = axis.value(point);
    const vertical = verticalOf(axis);
    const final = vertical.final(point, y);
    if (value === null || final === null) return [];
    const estimated = showsEnergy(axis) && isEstimated(point);
    const whole = point.accuracy.afterRepair !== null || lineKey === DENSE;
    const mark = {
      key: pointKey(point),
      point,
      method: point.plan.method,
      line: lineKey,
      x: round(x(value)),
      across: acrossOf(point, axis, x),
      final,
      estimated,
      solid: !estimated && (whole || axis.vertical === 'energy'),
      cut: vertical.cut(point, y),
      where: wordsOf(point),
    };
    return [mark];
  }
}

function acrossOf(point: ChartPoint, axis: Axis, x: Scale): Mark['across'] {
  const ends = axis.interval?.(point);
  if (!ends) return null;
  const lowest = x.domain()[0] / MOST_SPREAD;
  return { from: round(x(Math.max(ends.low, lowest))), to: round(x(ends.high)) };
}

/** One for each place: no machine is measured by another's milliseconds. */
function frontsOf(marks: readonly Unjudged[], axis: Axis): Unjudged[][] {
  const places = new Set(marks.map(({ point }) => placeOn(axis, point)));
  return [...places].map((place) =>
    frontOf(
      marks.filter(({ point }) => placeOn(axis, point) === place),
      axis,
    ),
  );
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
function frontPath(front: readonly Unjudged[]): string {
  return stepPath(front.map(({ x, final }) => [x, final.y]));
}

function denseReference({ dense }: Lines, y: Scale): TradeOffLayout['dense'] {
  if (dense.length === 0) return null;
  const { afterCutting } = dense[0].accuracy;
  if (afterCutting.total === 0) return null;
  const percent = percentDigits(afterCutting.correct / afterCutting.total, 1);
  return { y: spot(afterCutting, y).y, label: `${percent} %` };
}

/** From the end that is cut most; a line's name tells its method, or its variant where the method has several. */
function namesOf(
  { lines }: Lines,
  marks: readonly Unjudged[],
  frame: Frame,
  dense: TradeOffLayout['dense'],
): EndLabel[] {
  const visible = marks.filter(({ final }) => final.y <= frame.bottom);
  const spots = visible.flatMap(({ x, final, cut }) => [
    { x, y: final.y },
    ...(cut ? [{ x, y: cut.y }] : []),
  ]);
  const named = lines.map(({ key, method, label, variant }): NamedLine => {
    const alone = lines.filter((other) => other.method === method).length === 1;
    const own = visible.filter(({ line }) => line === key);
    const ends = own.map(({ x, final }) => ({ x, y: final.y })).reverse();
    return { key, method, text: alone || variant === '' ? label : variant, ends };
  });
  return endLabels(named, spots, frame, dense ? [boxOfDense(dense, frame)] : []);
}

function boxOfDense({ y, label }: { y: number; label: string }, frame: Frame): Box {
  return boxOfLabel({ ...denseName(frame, y), text: words.charts.dense(label) });
}

/** Where the uncut network's accuracy is written. */
export function denseName({ right }: Frame, y: number) {
  return { x: right, y: y - 8, anchor: 'end' as const };
}

function drawnLine(group: Line, lines: Lines, axis: Axis, marks: readonly Unjudged[]): DrawnLine {
  const dense = denseOf(lines, group.points[0], axis);
  const own = [...(dense ? [dense] : []), ...group.points];
  const placed = own.flatMap((point) => marks.find((mark) => mark.point === point) ?? []);
  // Nothing lies between the few levels of such a method.
  const { key, method, dash } = group;
  if (methodOf(method).levels) return { key, method, dash, path: '', cutPath: null };
  const repaired = placed.some(({ cut }) => cut !== null);
  const pieces = showsEnergy(axis) ? bySource(placed, ({ point }) => point) : [placed];
  const through = (y: (mark: Unjudged) => number) =>
    pieces.map((piece) => linePath(piece.map((mark) => [mark.x, y(mark)]))).join('');
  return {
    ...{ key, method, dash },
    path: through(({ final }) => final.y),
    cutPath: repaired ? through(({ cut, final }) => (cut ?? final).y) : null,
  };
}
