/** Where everything of the live trace goes: power over time, as plain records. */
import type { Frame } from './frame';
import { area, line, scaleLinear, scaleTime, type ScaleLinear } from 'd3';
import type { Trace, TraceSpan, TraceWindow } from '../meter/trace';
import { linearTicks, type Tick } from './ticks';
import { local, timeOfDay } from '../words/numbers';

export interface TraceInput {
  /** What the picture shows; the trace may reach beyond it. */
  readonly view: TraceSpan;
  readonly trace: Trace | null;
  /** More than this between two readings is a gap, ms. */
  readonly gapMs: number;
  readonly idleW: number | null;
  readonly windows: readonly TraceWindow[];
  readonly selection: TraceSpan | null;
  readonly width: number;
  readonly height: number;
}

/** A stretch of time, in pixels. */
export interface Stretch {
  readonly left: number;
  readonly right: number;
}

export interface Shade extends Stretch {
  readonly window: TraceWindow;
}

export interface TraceLayout {
  readonly width: number;
  readonly height: number;
  readonly frame: Frame;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** From the lowest to the highest reading of each bin; one closed piece between two gaps. */
  readonly band: string;
  /** Mean of each bin, broken at gaps. */
  readonly mean: string;
  /** Height of the idle level; null where it is not known. */
  readonly idleY: number | null;
  readonly shades: readonly Shade[];
  readonly selection: Stretch | null;
  /** The latest reading in view, where it is drawn; null where there is none. */
  readonly latest: { readonly x: number; readonly y: number } | null;
}

/** One bin that holds a reading: its middle in page time, ms, and its watts. */
interface Point {
  readonly atMs: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

const LEFT = 34;
const RIGHT = 10;
const TOP = 24;
const BOTTOM = 22;
/** Least distance of two labels, px. */
const TIME_LABEL = 62;
const WATT_LABEL = 26;
/** Even an idle board, or none, is drawn against a whole watt. */
const LEAST_WATTS = 1;
const HEADROOM = 1.08;

export function traceLayout(input: TraceInput): TraceLayout {
  const { view, width, height } = input;
  const frame = { left: LEFT, right: width - RIGHT, top: TOP, bottom: height - BOTTOM };
  const pieces = piecesOf(pointsOf(input), input);
  const x = scaleLinear([view.fromMs, view.toMs], [frame.left, frame.right]);
  const y = scaleLinear(wattsOf(pieces, input.idleW), [frame.bottom, frame.top]).nice(4);
  const last = pieces.at(-1)?.at(-1);
  return {
    width,
    height,
    frame,
    xTicks: timeTicks(x),
    yTicks: linearTicks(y, WATT_LABEL),
    ...paths(pieces, x, y),
    idleY: input.idleW === null ? null : y(input.idleW),
    shades: input.windows.flatMap((window) => {
      const stretch = stretchOf(window, view, x);
      return stretch ? [{ ...stretch, window }] : [];
    }),
    selection: input.selection && stretchOf(input.selection, view, x),
    latest: last ? { x: x(last.atMs), y: y(last.mean) } : null,
  };
}

/** Page time at a place in the picture, ms. */
export function timeAt({ frame }: TraceLayout, view: TraceSpan, pixel: number): number {
  const share = (pixel - frame.left) / (frame.right - frame.left);
  return view.fromMs + share * (view.toMs - view.fromMs);
}

function pointsOf({ trace, view }: TraceInput): Point[] {
  if (!trace) return [];
  const { fromMs, binMs, lowW, highW, meanW } = trace;
  const points: Point[] = [];
  for (let i = 0; i < meanW.length; i++) {
    const atMs = fromMs + (i + 0.5) * binMs;
    if (Number.isNaN(meanW[i]) || atMs < view.fromMs || atMs > view.toMs) continue;
    points.push({ atMs, low: lowW[i], high: highW[i], mean: meanW[i] });
  }
  return points;
}

/** A reading may lie anywhere in its bin, so two of them may seem one bin further apart. */
function piecesOf(points: readonly Point[], { trace, gapMs }: TraceInput): Point[][] {
  const pieces: Point[][] = [];
  const furthest = gapMs + (trace?.binMs ?? 0);
  let before = -Infinity;
  for (const point of points) {
    if (point.atMs - before > furthest) pieces.push([]);
    pieces.at(-1)!.push(point);
    before = point.atMs;
  }
  return pieces;
}

function wattsOf(pieces: readonly Point[][], idleW: number | null): [number, number] {
  let [least, most] = [0, Math.max(LEAST_WATTS, idleW ?? 0)];
  for (const piece of pieces) {
    for (const { low, high } of piece) {
      least = Math.min(least, low);
      most = Math.max(most, high);
    }
  }
  return [least * HEADROOM, most * HEADROOM];
}

type Scale = ScaleLinear<number, number>;

/** A piece of one reading is a dot: a line of no length with round ends. */
function paths(pieces: readonly Point[][], x: Scale, y: Scale) {
  const across = ({ atMs }: Point) => x(atMs);
  const band = area<Point>(
    across,
    ({ low }) => y(low),
    ({ high }) => y(high),
  ).digits(1);
  const mean = line<Point>(across, ({ mean }) => y(mean)).digits(1);
  const path = (draw: (piece: Point[]) => string | null) =>
    pieces.map((piece) => draw(piece) ?? '').join('');
  return { band: path(band), mean: path(mean) };
}

function timeTicks(x: Scale): Tick[] {
  const [left, right] = x.range();
  const scale = scaleTime(x.domain(), [left, right]);
  let wanted = Math.max(1, Math.floor((right - left) / TIME_LABEL));
  // D3 takes the number as a hint only.
  while (wanted > 1 && areClose(scale.ticks(wanted), x)) wanted--;
  return scale
    .ticks(wanted)
    .map((date) => ({ at: x(date.getTime()), label: timeOfDay(date) + local(fraction(date)) }))
    .filter(({ at }) => at + TIME_LABEL / 2 <= right + RIGHT);
}

function areClose([first, second]: readonly Date[], x: Scale): boolean {
  return second !== undefined && x(second.getTime()) - x(first.getTime()) < TIME_LABEL;
}

function fraction(date: Date): string {
  const ms = date.getMilliseconds();
  return ms === 0 ? '' : `${ms / 1000}`.slice(1);
}

/** Null where nothing of it is in view. */
function stretchOf(span: TraceSpan, view: TraceSpan, x: Scale): Stretch | null {
  if (span.toMs < view.fromMs || span.fromMs > view.toMs) return null;
  return {
    left: x(Math.max(span.fromMs, view.fromMs)),
    right: x(Math.min(span.toMs, view.toMs)),
  };
}
