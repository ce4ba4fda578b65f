/**
 * Geometry of the trade-off chart: what it says → places in pixels. Everything that is drawn is decided here, so
 * that the page, a file and a test see the same picture.
 */
import type { MethodId } from '../pruning/plan';
import { words } from '../words/words';
import type { Axis } from './axes';
import { baselines, NO_BASELINES, type Baselines } from './baselines';
import type { PlannedPoint } from './chartPoint';
import { boxOfLabel, endLabels, type Box, type EndLabel, type NamedLine } from './endLabels';
import { expectedLines } from './expectedLines';
import type { Frame } from './frame';
import { isoWatts, type IsoWatt } from './isoWatts';
import { placeLegend, type Legend } from './legend';
import { LINE_HEIGHT, noticeLines, type NoticeLine } from './noticeLines';
import { edgeArrows, isInside, type EdgeArrow } from './outside';
import { bandPath, linePath, stepPath, type Place } from './paths';
import { WHOLE, type Region } from './region';
import type { Scale } from './scale';
import { linearTicks, logTicks, type Tick } from './ticks';
import {
  tradeOffOf,
  type Entry,
  type JoinedLine,
  type TradeOff,
  type TradeOffInput,
} from './tradeOff';
import { makeScale, MOST_SPREAD, round, spotOf, type Spot, type Vertical } from './vertical';

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** What is seen of the chart; left out: all. */
  readonly window?: Region;
}

/** A point that has a place. */
export interface Mark extends Pick<
  Entry,
  'key' | 'point' | 'method' | 'line' | 'estimated' | 'solid' | 'where' | 'dominated'
> {
  readonly x: number;
  /** Ends of the interval along the axis; null where it has none. */
  readonly across: { readonly from: number; readonly to: number } | null;
  /** The accuracy, or energy, that it is judged by. */
  readonly final: Spot;
  /** Right after cutting, where a repair followed. */
  readonly cut: Spot | null;
  /** Within the frame. */
  readonly seen: boolean;
}

export interface DrawnLine {
  readonly key: string;
  readonly method: MethodId;
  readonly path: string;
  /** Through the values right after cutting; null where nothing was repaired. */
  readonly cutPath: string | null;
  /** Its intervals; '' where nobody asked for bands. */
  readonly band: string;
  /** SVG dashes; null: a whole line. */
  readonly dash: string | null;
}

export interface Dot extends Pick<Mark, 'x' | 'method'> {
  readonly y: number;
}

export interface TradeOffLayout {
  readonly width: number;
  readonly height: number;
  readonly frame: Frame;
  readonly axis: Axis;
  readonly vertical: Pick<Vertical, 'id'>;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly legend: Legend;
  readonly lines: readonly DrawnLine[];
  /** Intervals are bands, not bars. */
  readonly bands: boolean;
  /** Names beside the ends of lines. */
  readonly endLabels: readonly EndLabel[];
  /** In the order of the keyboard: the dense network, then line after line in ascending level. */
  readonly marks: readonly Mark[];
  /** Where points lie beyond the frame, and how many do. */
  readonly arrows: readonly EdgeArrow[];
  readonly outside: number;
  readonly repeats: readonly Dot[];
  readonly front: string;
  /** The uncut network as it was trained. */
  readonly dense: { readonly y: number; readonly label: string } | null;
  /** What the axis makes of a value, in pixels. */
  readonly x: Scale;
  /** Behind energy against latency; empty otherwise. */
  readonly isoWatts: readonly IsoWatt[];
  readonly baselines: Baselines;
  readonly expected: readonly { readonly method: MethodId; readonly path: string }[];
  readonly notice: string | null;
  readonly noticeLines: readonly NoticeLine[];
  /** Height of what is so many points of a per cent less accurate than dense, in the frame or not; null where none has a place. */
  readonly lossY: ((points: number) => number) | null;
  /** Foot of the line with the vertical axis's title. */
  readonly titleY: number;
}

const MARGIN = { left: 40, right: 16, bottom: 40, gap: 26, lowGap: 16 } as const;
/** Most of the height that a legend may take; a small chart goes without. */
const LEGEND_SHARE = 0.25;
/** A lower chart does without a legend: its lines are named at their ends, and all of it in its tooltips. */
const LOWEST_WITH_LEGEND = 240;
/** A still lower one has the vertical axis's title close above its frame. */
const LOWEST_WITH_GAP = 150;
/** Distance of labels on the axes, in pixels. */
const LOG_GAP = 38;
const LINEAR_GAP = 44;

/** In pixels, of the chart's height. */
function legendRoom(height: number): number {
  return height < LOWEST_WITH_LEGEND ? 0 : height * LEGEND_SHARE;
}

export function tradeOffLayout(input: TradeOffInput & ChartSize): TradeOffLayout {
  return layoutOf(tradeOffOf(input), input);
}

export function layoutOf(tradeOff: TradeOff, size: ChartSize): TradeOffLayout {
  const { input, vertical, entries, notice } = tradeOff;
  const { axis, points } = input;
  const { width, height, window = WHOLE } = size;
  const bands = input.extras?.includes('bands') ?? false;
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const x = seen(axis.scale, tradeOff.x, [left, right], window.left, window.right);
  const legend = placeLegend(tradeOff.lines, tradeOff.keys, right - left, legendRoom(height));
  const lines = notice === null ? [] : noticeLines(notice, legend.height, right - left);
  const low = height < LOWEST_WITH_GAP;
  const top = legend.height + lines.length * LINE_HEIGHT + (low ? MARGIN.lowGap : MARGIN.gap);
  const frame: Frame = { left, right, top, bottom: height - MARGIN.bottom };
  const upright = [frame.bottom, frame.top] as const;
  const y = seen(vertical.scale, tradeOff.y, upright, window.bottom, window.top);
  const marks = entries.map((entry) => markOf(entry, x, y, vertical, frame));
  const ofPercent = percentPlace(vertical, y);
  const dense = denseLine(tradeOff, ofPercent, frame);
  return {
    ...{ width, height, frame, axis, vertical, legend, marks, dense, x, notice },
    lossY: lossPlace(tradeOff, ofPercent),
    titleY: frame.top - (low ? 4 : 11),
    xTicks: axis.scale === 'log' ? logTicks(x, LOG_GAP) : linearTicks(x, LINEAR_GAP),
    yTicks: vertical.ticks(y),
    lines: tradeOff.lines.map((line) => drawnLine(line, marks, bands)),
    bands,
    endLabels: namesOf(tradeOff.lines, marks, frame, dense),
    arrows: edgeArrows(marks, frame),
    outside: marks.filter((mark) => !mark.seen).length,
    repeats: dotsOf(tradeOff, x, y, frame),
    front: tradeOff.fronts.map((front) => frontPath(front, marks)).join(''),
    isoWatts: axis.vertical === 'energy' ? isoWatts(x, y, frame) : [],
    baselines:
      input.baselines && ofPercent
        ? baselines(input.baselines, points, axis, x, ofPercent)
        : NO_BASELINES,
    expected: ofPercent ? expectedLines(input.expected ?? [], axis, x, ofPercent) : [],
    noticeLines: lines,
  };
}

type Pair = readonly [number, number];

/** The part of the domain that lies between two shares of the whole. */
function seen(kind: 'log' | 'linear', domain: Pair, range: Pair, from: number, to: number): Scale {
  const whole = makeScale(kind, domain, range);
  const at = (share: number) =>
    share === 0 || share === 1
      ? domain[share]
      : whole.invert(range[0] + share * (range[1] - range[0]));
  return makeScale(kind, [at(from), at(to)], range);
}

/** Of an accuracy in percent; null where none has a place. */
function percentPlace({ ofPercent }: Vertical, y: Scale): ((percent: number) => number) | null {
  return ofPercent && ((percent) => y(ofPercent(percent)));
}

function lossPlace(
  { dense }: TradeOff,
  place: ((percent: number) => number) | null,
): TradeOffLayout['lossY'] {
  return dense && place && ((points) => place(dense.percent - points));
}

function denseLine(
  { dense }: TradeOff,
  place: ((percent: number) => number) | null,
  frame: Frame,
): TradeOffLayout['dense'] {
  if (!dense || !place) return null;
  const y = round(place(dense.percent));
  return y >= frame.top - 0.1 && y <= frame.bottom + 0.1 ? { y, label: dense.label } : null;
}

/** Where the planned network stands, apart from the layout, which rests while the slider moves; null where the axis has no place for it. */
export function guideOf({ axis, x, frame }: TradeOffLayout, planned: PlannedPoint): number | null {
  const value = axis.value(planned);
  if (value === null) return null;
  const within = Math.max(frame.left, Math.min(x(value), frame.right));
  return round(within);
}

function markOf(entry: Entry, xScale: Scale, y: Scale, vertical: Vertical, frame: Frame): Mark {
  const { key, point, method, line, estimated, solid, where, dominated } = entry;
  const x = round(xScale(entry.value));
  const final = spotOf(entry.final, y, vertical.scale);
  return {
    ...{ key, point, method, line, estimated, solid, where, dominated, x, final },
    across: acrossOf(entry, xScale),
    cut: entry.cut && spotOf(entry.cut, y, vertical.scale),
    seen: isInside(x, final.y, frame),
  };
}

function acrossOf({ ends }: Entry, x: Scale): Mark['across'] {
  if (!ends) return null;
  const lowest = x.domain()[0] / MOST_SPREAD;
  return { from: round(x(Math.max(ends.low, lowest))), to: round(x(ends.high)) };
}

function dotsOf({ repeats, vertical }: TradeOff, x: Scale, y: Scale, frame: Frame): Dot[] {
  const placed = repeats.map(({ value, final, method }) => ({
    ...{ method, x: round(x(value)), y: spotOf(final, y, vertical.scale).y },
  }));
  return placed.filter((dot) => isInside(dot.x, dot.y, frame));
}

/** No network between two points was measured: the front steps, it does not slope. */
function frontPath(front: readonly number[], marks: readonly Mark[]): string {
  return stepPath(front.map((number): Place => [marks[number].x, marks[number].final.y]));
}

/** From the end that is cut most; a line's name tells its method, or its variant where the method has several. */
function namesOf(
  lines: readonly JoinedLine[],
  marks: readonly Mark[],
  frame: Frame,
  dense: TradeOffLayout['dense'],
): EndLabel[] {
  const visible = marks.filter(({ seen }) => seen);
  const spots = visible.flatMap(({ x, final, cut }) => [
    { x, y: final.y },
    ...(cut ? [{ x, y: cut.y }] : []),
  ]);
  const named = lines.map(({ key, method, name, own }): NamedLine => {
    const inside = own.map((number) => marks[number]).filter(({ seen }) => seen);
    const ends = inside.map(({ x, final }) => ({ x, y: final.y })).reverse();
    return { key, method, text: name, ends };
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

function drawnLine(line: JoinedLine, marks: readonly Mark[], bands: boolean): DrawnLine {
  const { key, method, dash, pieces, repaired } = line;
  const places = (piece: readonly number[], y: (mark: Mark) => number) =>
    piece.map((number): Place => [marks[number].x, y(marks[number])]);
  const through = (y: (mark: Mark) => number) =>
    pieces.map((piece) => linePath(places(piece, y))).join('');
  const band = (piece: readonly number[]) =>
    bandPath(
      places(piece, ({ final }) => final.high),
      places(piece, ({ final }) => final.low),
    );
  return {
    ...{ key, method, dash },
    path: through(({ final }) => final.y),
    cutPath: repaired && pieces.length > 0 ? through(({ cut, final }) => (cut ?? final).y) : null,
    band: bands ? pieces.map(band).join('') : '',
  };
}
