/** The mean power of one window and how far it may be off. */
import type { Meter } from '../meters';
import { SampleFlag } from '../sampleBlock';
import type { SampleColumns } from '../sampleRing';
import { integrate, partsOf, type Bins, type PowerPart, type Span } from './bins';
import { straightLine, type StraightLine } from './straightLine';
import { combined, half95, rectangular, type Uncertainty } from './uncertainty';

/** What the samples of a window tell. */
export interface WindowPower {
  /** Page time, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Time-weighted mean, W. */
  readonly meanW: number;
  /** Noise, bursts, edges and gaps, W: another window has others. */
  readonly random: Uncertainty;
  /** Standard uncertainty by the meter's counts and by the window's end, W: the same in every window. */
  readonly sharedW: number;
  /** Limits of what the meter's maker leaves open: a share of every power, and watts on top. */
  readonly gainShare: number;
  readonly offsetW: number;
  /** Readings that were new. */
  readonly samples: number;
  /** Share of the trimmed window that lies between samples without a gap, 0 to 1. */
  readonly coveredShare: number;
  /** Straight-line change over the window, W. */
  readonly driftW: number;
  readonly meanVolts: number;
  readonly lowestVolts: number;
  /** Mean power of equal parts of the trimmed window, in order of time. */
  readonly parts: readonly PowerPart[];
}

/** What the window's reading depends on. */
export type MeterTraits = Pick<
  Meter,
  'settleMs' | 'resolution' | 'ratePerSecond' | 'pollEveryMs' | 'accuracy'
>;

const MOST_BATCHES = 8;
const LEAST_BATCHES = 4;
const SAMPLES_PER_BATCH = 2;
const MOST_BLOCKS = 100;

/** At each end: readings there may still belong to what was before. At most a quarter of the window. */
export function trimMs(meter: Pick<Meter, 'settleMs' | 'ratePerSecond'>, windowMs: number): number {
  return Math.min(meter.settleMs + 2000 / meter.ratePerSecond, windowMs / 4);
}

/**
 * @param samples in order of time; may begin before and end after the window. Those before it tell whether its
 * first readings are its own
 * @returns null where less than two samples lie inside
 */
export function windowPower(
  samples: SampleColumns,
  fromMs: number,
  toMs: number,
  meter: MeterTraits,
): WindowPower | null {
  const trim = trimMs(meter, toMs - fromMs);
  const inner = { fromMs: fromMs + trim, toMs: toMs - trim };
  const fresh = countFresh(samples, inner);
  const batches = Math.min(
    Math.max(Math.floor(fresh / SAMPLES_PER_BATCH), LEAST_BATCHES),
    MOST_BATCHES,
  );
  const bins = integrate(samples, inner, batches, meter);
  const known = sum(bins.ms);
  if (fresh < 2 || known === 0) return null;
  const parts = partsOf(bins, inner);
  const line = straightLine(parts);
  const volts = voltsOf(samples, inner);
  const counts = countsOf(line.at(fromMs), volts.mean, meter);
  const edges = edgesOf(samples, { fromMs, toMs }, trim, { line, counts }, meter);
  const meanW =
    (edges.wattMs + (sum(bins.wattMs) / known) * (inner.toMs - inner.fromMs)) / (toMs - fromMs);
  const batchMean = { standard: line.deviation / Math.sqrt(parts.length), freedom: line.freedom };
  return {
    fromMs,
    toMs,
    meanW,
    random: combined(batchMean, edges.random, bridged(samples, inner, bins, line)),
    sharedW: Math.hypot(counts, edges.endW),
    gainShare: meter.accuracy.share,
    offsetW: meter.accuracy.amps * (volts.mean > 0 ? volts.mean : 0),
    samples: fresh,
    coveredShare: (known - bins.bridgedMs) / (inner.toMs - inner.fromMs),
    driftW: line.slope * (toMs - fromMs),
    meanVolts: volts.mean,
    lowestVolts: volts.lowest,
    parts,
  };
}

/** Half of the 95 % interval of the mean, everything counted, W. */
export function powerHalfW({ random, sharedW, gainShare, offsetW, meanW }: WindowPower): number {
  const shared = { standard: sharedW, freedom: Infinity };
  return half95(combined(random, shared, rectangular(gainShare * meanW), rectangular(offsetW)));
}

function countFresh({ timeMs, flags }: SampleColumns, { fromMs, toMs }: Span): number {
  const useless = SampleFlag.duplicate | SampleFlag.invalid;
  return timeMs.reduce(
    (n, time, i) => n + (time >= fromMs && time <= toMs && !(flags[i] & useless) ? 1 : 0),
    0,
  );
}

/** Between the edges: the power, and its standard uncertainty by the meter's counts, W. */
interface Inside {
  readonly line: StraightLine;
  readonly counts: number;
}

interface Edges {
  /** Energy of both. */
  readonly wattMs: number;
  /** How far the window's mean may be off for bursts in them, W. */
  readonly random: Uncertainty;
  /** Standard uncertainty of what every window may have at its end, W. */
  readonly endW: number;
}

/**
 * The end is taken to go on as the line does. So is the beginning, unless the load ran before it: then the readings
 * there are the window's own and count, whatever the meter's lag. What an edge may differ by is what stretches as
 * long as an edge differ by elsewhere. Where the readings of the end differ from the line, they may be right, and a
 * meter that lags shows half of it or less.
 */
function edgesOf(
  samples: SampleColumns,
  { fromMs, toMs }: Span,
  trim: number,
  { line, counts }: Inside,
  meter: MeterTraits,
): Edges {
  const inner = { fromMs: fromMs + trim, toMs: toMs - trim };
  const count = Math.floor((inner.toMs - inner.fromMs) / trim);
  const blocks = integrate(samples, inner, Math.min(Math.max(count, 2), MOST_BLOCKS), meter);
  const block = straightLine(partsOf(blocks, inner));
  const lead = { fromMs, toMs: fromMs + trim };
  const tail = { fromMs: toMs - trim, toMs };
  const own = loadRanBefore(samples, { ...inner, line, counts }, fromMs)
    ? integrate(samples, lead, 1, meter)
    : null;
  const leadW = own && own.ms[0] > 0 ? own.wattMs[0] / own.ms[0] : null;
  const share = trim / (toMs - fromMs);
  const unread = leadW === null ? 2 : 1;
  const tailW = readingsIn(samples, tail).mean;
  const beyond = Number.isNaN(tailW) ? 0 : tailW - line.at(toMs - trim / 2);
  return {
    wattMs: trim * ((leadW ?? line.at(fromMs + trim / 2)) + line.at(toMs - trim / 2)),
    random: { standard: unread * share * block.deviation, freedom: block.freedom },
    endW: rectangular(UNSEEN * share * beyond).standard,
  };
}

/** A difference at the end is at most so many times what is seen of it. */
const UNSEEN = 2;
/** Means of readings differ by three standard deviations at most where nothing changes. */
const ALIKE = 3;

function loadRanBefore(
  samples: SampleColumns,
  { line, counts, ...inner }: Inside & Span,
  fromMs: number,
): boolean {
  const before = readingsIn(samples, { fromMs: -Infinity, toMs: fromMs });
  if (before.count === 0) return false;
  const { deviation } = readingsIn(samples, inner);
  const spread = Math.hypot(deviation / Math.sqrt(before.count), line.deviation, counts);
  return Math.abs(before.mean - line.at(fromMs)) <= ALIKE * spread;
}

/** In a gap the power may have been as different from the line as readings are. */
function bridged(
  samples: SampleColumns,
  inner: Span,
  { bridgedSquares }: Bins,
  line: StraightLine,
): Uncertainty {
  const { deviation } = readingsIn(samples, inner);
  const spread = Math.max(deviation, line.deviation);
  const share = Math.sqrt(bridgedSquares) / (inner.toMs - inner.fromMs);
  return { standard: share * spread, freedom: line.freedom };
}

function readingsIn({ timeMs, watts, flags }: SampleColumns, { fromMs, toMs }: Span) {
  let [count, total, squares] = [0, 0, 0];
  for (let i = 0; i < timeMs.length; i++) {
    if (timeMs[i] < fromMs || timeMs[i] >= toMs || flags[i] & SampleFlag.invalid) continue;
    count++;
    total += watts[i];
    squares += watts[i] ** 2;
  }
  const mean = total / count;
  const variance = Math.max(squares - count * mean ** 2, 0) / Math.max(count - 1, 1);
  return { count, mean, deviation: Math.sqrt(variance) };
}

/**
 * A meter that rounds is off by half a count, one that cuts digits off by a whole one, and nobody tells which: the
 * truth lies anywhere within a count on either side. Averaging does not help.
 */
function countsOf(meanW: number, volts: number, { resolution }: MeterTraits): number {
  if (!(volts > 0)) return 0;
  const byVolts = rectangular(meanW * (resolution.volts / volts));
  return combined(byVolts, rectangular(volts * resolution.amps)).standard;
}

function voltsOf({ timeMs, volts }: SampleColumns, { fromMs, toMs }: Span) {
  let total = 0;
  let n = 0;
  let lowest = Infinity;
  for (let i = 0; i < timeMs.length; i++) {
    if (timeMs[i] < fromMs || timeMs[i] > toMs || Number.isNaN(volts[i])) continue;
    total += volts[i];
    n++;
    lowest = Math.min(lowest, volts[i]);
  }
  return n > 0 ? { mean: total / n, lowest } : { mean: NaN, lowest: NaN };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
