/**
 * What the trade-off chart says, before anything has a place in pixels: values, lines, fronts, notices. It rests while somebody
 * zooms, which then costs no more than the places.
 */
import { groupBy } from '../base/groupBy';
import type { MethodId } from '../pruning/plan';
import { methodOf } from '../pruning/methods';
import { paretoFront } from '../study/pareto';
import { finalAccuracy } from '../study/point';
import { percentDigits } from '../words/numbers';
import { words } from '../words/words';
import type { AccuracyScale } from './accuracyScales';
import type { Axis, Ends } from './axes';
import { baselines, NO_BASELINES, type BaselineInput } from './baselines';
import type { ChartExtra } from './chartExtras';
import { pointKey, type ChartPoint, type PlannedPoint } from './chartPoint';
import { bySource, comparable, energyNotice, isEstimated, showsEnergy } from './energyNotice';
import type { ExpectedLine } from './expectedLines';
import { accuracyNotice, imagesNotice } from './imagesNotice';
import { latencyNotice } from './latencyNotice';
import type { LegendKey } from './legend';
import { denseOf, linesOf, type Line, type Lines } from './lines';
import { placeOn, placeWords } from './places';
import { threadsNotice } from './threadsNotice';
import { MOST_SPREAD, roomFor, verticalOf } from './vertical';
import type { Reading, Vertical } from './vertical';

export interface TradeOffInput {
  readonly points: readonly ChartPoint[];
  readonly axis: Axis;
  /** Left out: accuracy in percent. */
  readonly accuracyScale?: AccuracyScale;
  /** Points that the axis has room for, drawn or not: the ends of the slider, so that it rests while the planned point moves. */
  readonly roomFor: readonly PlannedPoint[];
  /** Left out: none. */
  readonly baselines?: BaselineInput;
  /** What somebody drew before it was measured; left out: nothing. */
  readonly expected?: readonly ExpectedLine[];
  /** Left out: none. */
  readonly extras?: readonly ChartExtra[];
  /** Installation of the browser that draws; left out in a file. */
  readonly here?: string;
}

/** A point that has both values. */
export interface Entry {
  readonly key: string;
  readonly point: ChartPoint;
  readonly method: MethodId;
  /** Key of its line; 'dense' for the uncut network. */
  readonly line: string;
  /** On the axis. */
  readonly value: number;
  /** Of the interval of `value`; null where it has none. */
  readonly ends: Ends | null;
  /** The accuracy, or energy, that it is judged by. */
  readonly final: Reading;
  /** Right after cutting, where a repair followed. */
  readonly cut: Reading | null;
  /** What is drawn was estimated, not measured. */
  readonly estimated: boolean;
  /** After repair, or the dense network; hollow is right after cutting. */
  readonly solid: boolean;
  /** What sets its environment apart from that of other points; '' where there is nothing to tell apart. */
  readonly where: string;
  /** Another point costs no more and is no less accurate. */
  readonly dominated: boolean;
}

/** Of a line: what is joined, from left to right. */
export interface JoinedLine extends Line {
  readonly name: string;
  /** Numbers of `entries`; empty where nothing lies between its levels. */
  readonly pieces: readonly (readonly number[])[];
  /** Of its own points, in ascending level. */
  readonly own: readonly number[];
  readonly repaired: boolean;
}

export interface TradeOff {
  readonly input: TradeOffInput;
  readonly vertical: Vertical;
  readonly grouped: Lines;
  /** In the order of the keyboard: the dense network, then line after line in ascending level. */
  readonly entries: readonly Entry[];
  readonly lines: readonly JoinedLine[];
  /** Measured once more of what is drawn, on fewer pictures or elsewhere, and its timed runs; empty where nobody asked. */
  readonly repeats: readonly {
    readonly value: number;
    readonly final: Reading;
    readonly method: MethodId;
  }[];
  /** Numbers of `entries` by ascending cost, one front a place. */
  readonly fronts: readonly (readonly number[])[];
  /** Of the axes, unless somebody zooms. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** The uncut network as it was trained: its accuracy in percent, and as the chart writes it. */
  readonly dense: { readonly percent: number; readonly label: string } | null;
  readonly keys: readonly LegendKey[];
  /** What has to be said of what is drawn; null where all is measured, on the same images. */
  readonly notice: string | null;
}

/** Key of the uncut network's line. */
export const DENSE = 'dense';

type Unjudged = Omit<Entry, 'dominated'>;

export function tradeOffOf(input: TradeOffInput): TradeOff {
  const { points, axis } = input;
  const grouped = linesOf(points, axis, input.here);
  const vertical = verticalOf(axis, input.accuracyScale ?? 'percent', points);
  const unjudged = entriesOf(grouped, input, vertical);
  const fronts = axis.vertical === 'accuracy' ? frontsOf(unjudged, axis) : [];
  const entries = judged(unjudged, fronts, axis);
  const numbers = new Map(entries.map(({ point }, number) => [point, number]));
  const own = entries.map(({ point }) => point);
  return {
    ...{ input, vertical, grouped, entries },
    lines: grouped.lines.map((line) => joined(line, grouped, axis, entries, numbers)),
    repeats: input.extras?.includes('repeats')
      ? [...repeatsOf(grouped.others, axis, vertical), ...runsOf(points, axis, vertical)]
      : [],
    fronts: fronts.map((front) => front.map(({ point }) => numbers.get(point)!)),
    x: axisDomain(input),
    y: vertical.domain(points.flatMap((point) => vertical.final(point) ?? [])),
    dense: axis.vertical === 'accuracy' ? denseReference(grouped) : null,
    keys: [...legendKeys(points, axis), ...baselineKeys(input)],
    notice: noticeOf(axis, points, own),
  };
}

function entriesOf(
  { dense, lines }: Lines,
  { axis, here }: TradeOffInput,
  vertical: Vertical,
): Unjudged[] {
  const all = [{ key: DENSE, points: dense }, ...lines];
  const wordsOf = placeWords(
    axis,
    all.flatMap(({ points }) => points),
    here,
  );
  return all.flatMap(({ key, points }) => points.flatMap((point) => entry(point, key)));

  function entry(point: ChartPoint, line: string): Unjudged[] {
    const value = axis.value(point);
    const final = vertical.final(point);
    if (value === null || final === null) return [];
    const estimated = showsEnergy(axis) && isEstimated(point);
    const whole = point.accuracy.afterRepair !== null || line === DENSE;
    const solid = !estimated && (whole || axis.vertical === 'energy');
    const ends = axis.interval?.(point) ?? null;
    const read = { value, ends, final, cut: vertical.cut(point) };
    const { method } = point.plan;
    return [
      {
        key: pointKey(point),
        point,
        method,
        line,
        ...read,
        estimated,
        solid,
        where: wordsOf(point),
      },
    ];
  }
}

/** One for each place: no machine is measured by another's milliseconds. */
function frontsOf(entries: readonly Unjudged[], axis: Axis): Unjudged[][] {
  const places = groupBy(competing(entries, axis), ({ point }) => placeOn(axis, point));
  return [...places.values()].map((own) => frontOf(own, axis));
}

function competing(entries: readonly Unjudged[], axis: Axis): readonly Unjudged[] {
  return showsEnergy(axis) ? comparable(entries, ({ point }) => point) : entries;
}

function frontOf(entries: readonly Unjudged[], axis: Axis): Unjudged[] {
  const sign = axis.better === 'left' ? 1 : -1;
  const tradeoffs = entries.map((entry) => {
    const { correct, total } = finalAccuracy(entry.point);
    return { entry, cost: sign * entry.value, gain: correct / total };
  });
  return paretoFront(tradeoffs).map(({ entry }) => entry);
}

function judged(entries: readonly Unjudged[], fronts: readonly Unjudged[][], axis: Axis): Entry[] {
  const front = new Set(fronts.flat());
  const rivals = new Set(front.size > 0 ? competing(entries, axis) : []);
  return entries.map((entry) => ({ ...entry, dominated: rivals.has(entry) && !front.has(entry) }));
}

function joined(
  line: Line,
  grouped: Lines,
  axis: Axis,
  entries: readonly Entry[],
  numbers: ReadonlyMap<ChartPoint, number>,
): JoinedLine {
  const dense = denseOf(grouped, line.points[0], axis);
  const known = (points: readonly ChartPoint[]) =>
    points.flatMap((point) => numbers.get(point) ?? []);
  const own = known(line.points);
  const all = [...(dense ? known([dense]) : []), ...own];
  // Nothing lies between the few levels of such a method.
  const apart = Boolean(methodOf(line.method).levels);
  const pieces = showsEnergy(axis) ? bySource(all, (number) => entries[number].point) : [all];
  const alone = grouped.lines.filter(({ method }) => method === line.method).length === 1;
  return {
    ...line,
    name: alone || line.variant === '' ? line.label : line.variant,
    pieces: apart ? [] : pieces,
    own,
    repaired: all.some((number) => entries[number].cut !== null),
  };
}

function repeatsOf(others: readonly ChartPoint[], axis: Axis, vertical: Vertical) {
  return others.flatMap((point) => {
    const [value, final] = [axis.value(point), vertical.final(point)];
    return value === null || final === null ? [] : [{ value, final, method: point.plan.method }];
  });
}

/** Of all points together: more are no longer told apart. */
const MOST_RUNS = 1200;

/** Each timed run of each point, where the axis shows these milliseconds; of many points the first runs. */
function runsOf(points: readonly ChartPoint[], { milliseconds }: Axis, vertical: Vertical) {
  if (!milliseconds) return [];
  const most = Math.floor(MOST_RUNS / points.length);
  return points.flatMap((point) => {
    const [runs, final] = [point.latencyMs[milliseconds]?.samples?.ms ?? [], vertical.final(point)];
    const { method } = point.plan;
    return final === null ? [] : runs.slice(0, most).map((value) => ({ value, final, method }));
  });
}

/** Room for all values and a little more; sparsity always goes from 0 to 100 %. */
function axisDomain({ points, roomFor: others, axis }: TradeOffInput): readonly [number, number] {
  if (axis.scale === 'linear') return [0, 100];
  return roomFor([...points, ...others].flatMap((point) => valuesOf(point, axis)));
}

/** The value and its interval, unless that reaches far down: there it is cut off. */
function valuesOf(point: PlannedPoint, axis: Axis): number[] {
  const value = axis.value(point);
  if (value === null) return [];
  const ends = axis.interval?.(point);
  return ends ? [Math.max(ends.low, value / MOST_SPREAD), ends.high] : [value];
}

function denseReference({ dense }: Lines): TradeOff['dense'] {
  const { correct, total } = dense.at(0)?.accuracy.afterCutting ?? { correct: 0, total: 0 };
  if (total === 0) return null;
  return { percent: (100 * correct) / total, label: `${percentDigits(correct / total, 1)} %` };
}

function legendKeys(points: readonly ChartPoint[], axis: Axis): LegendKey[] {
  const repaired = points.some(({ accuracy }) => accuracy.afterRepair);
  const own: LegendKey[] = repaired ? ['repaired', 'cut', 'front'] : ['cut', 'front'];
  const keys = axis.vertical === 'accuracy' ? own : [];
  return showsEnergy(axis) && points.some(isEstimated) ? [...keys, 'estimated'] : keys;
}

/** What stands behind the points; whether it has a place does not depend on where that is. */
function baselineKeys({ baselines: asked, points, axis }: TradeOffInput): LegendKey[] {
  const anywhere = (value: number) => value;
  const { widths, bands, literature } = asked
    ? baselines(asked, points, axis, anywhere, anywhere)
    : NO_BASELINES;
  const awaited = asked?.widths === null && asked.shown.has('widths') && axis.widths === true;
  const drawn = {
    ...{ widths: awaited || widths.spots.length > 0 },
    ...{ random: bands.length > 0, literature: literature.length > 0 },
  };
  return (['widths', 'random', 'literature'] as const).filter((key) => drawn[key]);
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
