/** The mean power of one window and how far it may be off. */
import { longestIntervalMs } from '../gaps';
import type { Meter } from '../meters';
import { SampleFlag } from '../sampleBlock';
import type { SampleColumns } from '../sampleRing';
import { student95, Z95 } from './student';

/** What the samples of a window tell. */
export interface WindowPower {
  /** Page time, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Time-weighted mean between the trimmed edges, W. */
  readonly meanW: number;
  /** Half of the 95 % interval that comes from noise, bursts and edges, W. */
  readonly randomHalfW: number;
  /** Half of the 95 % interval that all windows share: the meter's counts, W. */
  readonly sharedHalfW: number;
  /** Readings that were new. */
  readonly samples: number;
  /** Share of the trimmed window that lies between samples without a gap, 0 to 1. */
  readonly coveredShare: number;
  /** Straight-line change over the window, W. */
  readonly driftW: number;
  readonly meanVolts: number;
  readonly lowestVolts: number;
}

/** What the window's reading depends on. */
export type MeterTraits = Pick<Meter, 'settleMs' | 'resolution' | 'ratePerSecond' | 'pollEveryMs'>;

const MOST_BATCHES = 8;
const LEAST_BATCHES = 4;
const SAMPLES_PER_BATCH = 2;

/** Cut off at each end: readings there still belong to what was before. At most a quarter of the window. */
export function trimMs(meter: MeterTraits, windowMs: number): number {
  return Math.min(meter.settleMs + 2000 / meter.ratePerSecond, windowMs / 4);
}

/**
 * @param samples in order of time; may begin before and end after the window
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
  const covered = sum(bins.ms);
  if (fresh < 2 || covered === 0) return null;
  const meanW = sum(bins.wattMs) / covered;
  const line = straightLine(bins);
  const volts = voltsOf(samples, inner);
  return {
    fromMs,
    toMs,
    meanW,
    randomHalfW: randomHalf(line, trim / (toMs - fromMs)),
    sharedHalfW: countsHalf(meanW, volts.mean, meter),
    samples: fresh,
    coveredShare: covered / (inner.toMs - inner.fromMs),
    driftW: (line.slope * (toMs - fromMs)) / (inner.toMs - inner.fromMs),
    meanVolts: volts.mean,
    lowestVolts: volts.lowest,
  };
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

function countFresh({ timeMs, flags }: SampleColumns, { fromMs, toMs }: Span): number {
  const useless = SampleFlag.duplicate | SampleFlag.invalid;
  return timeMs.reduce(
    (n, time, i) => n + (time >= fromMs && time <= toMs && !(flags[i] & useless) ? 1 : 0),
    0,
  );
}

/** Covered time and energy of equal parts of the span. */
interface Bins {
  readonly ms: Float64Array;
  readonly wattMs: Float64Array;
}

/**
 * Straight lines between neighbours; nothing across a gap or an invalid sample. Times count from the span's beginning:
 * page times are so large that their fractions would blur the bins' edges.
 */
function integrate(samples: SampleColumns, span: Span, count: number, meter: MeterTraits): Bins {
  const { timeMs, watts, flags } = samples;
  const lengthMs = span.toMs - span.fromMs;
  const bins = { ms: new Float64Array(count), wattMs: new Float64Array(count) };
  const longest = longestIntervalMs(meter);
  for (let i = 1; i < timeMs.length; i++) {
    const from = timeMs[i - 1] - span.fromMs;
    const to = timeMs[i] - span.fromMs;
    if (to <= 0 || from >= lengthMs || to - from > longest) continue;
    if ((flags[i] | flags[i - 1]) & SampleFlag.invalid || flags[i] & SampleFlag.afterGap) continue;
    addSegment(bins, lengthMs, { fromMs: from, toMs: to }, watts[i - 1], watts[i]);
  }
  return bins;
}

function addSegment(bins: Bins, lengthMs: number, piece: Span, first: number, last: number): void {
  const count = bins.ms.length;
  const binMs = lengthMs / count;
  const slope = (last - first) / (piece.toMs - piece.fromMs);
  let at = Math.max(piece.fromMs, 0);
  const end = Math.min(piece.toMs, lengthMs);
  while (at < end) {
    const bin = Math.min(Math.floor(at / binMs + 1e-9), count - 1);
    const stop = bin === count - 1 ? end : Math.min(end, (bin + 1) * binMs);
    if (stop <= at) break;
    bins.ms[bin] += stop - at;
    bins.wattMs[bin] += (stop - at) * (first + slope * ((at + stop) / 2 - piece.fromMs));
    at = stop;
  }
}

interface Line {
  /** Change from the first to the last part's outer edge, W. */
  readonly slope: number;
  /** Standard deviation of the parts' means about the line, W. */
  readonly deviation: number;
  readonly parts: number;
}

/** A slow drift is no noise: the parts are judged by their distance from a straight line. */
function straightLine({ ms, wattMs }: Bins): Line {
  const points = [...ms.keys()]
    .filter((i) => ms[i] > 0)
    .map((i) => ({ x: (i + 0.5) / ms.length, y: wattMs[i] / ms[i] }));
  const n = points.length;
  const meanX = points.reduce((total, { x }) => total + x, 0) / n;
  const meanY = points.reduce((total, { y }) => total + y, 0) / n;
  const xx = points.reduce((total, { x }) => total + (x - meanX) ** 2, 0);
  const xy = points.reduce((total, { x, y }) => total + (x - meanX) * (y - meanY), 0);
  const slope = xx > 0 ? xy / xx : 0;
  const squares = points.reduce(
    (total, { x, y }) => total + (y - meanY - slope * (x - meanX)) ** 2,
    0,
  );
  return { slope, deviation: Math.sqrt(squares / Math.max(n - 2, 1)), parts: n };
}

/** Standard error of the mean of the parts, and what the trimmed edges may differ by. */
function randomHalf({ deviation, parts }: Line, trimmedShare: number): number {
  const t = student95(Math.max(parts - 2, 1));
  const edges = Z95 * 2 * trimmedShare * deviation;
  return Math.hypot((t * deviation) / Math.sqrt(parts), edges);
}

/** A steady value may lie anywhere within a count, and averaging does not help. */
function countsHalf(meanW: number, volts: number, { resolution }: MeterTraits): number {
  if (!(volts > 0)) return 0;
  const half = Z95 / Math.sqrt(12);
  return Math.hypot(meanW * half * (resolution.volts / volts), volts * half * resolution.amps);
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
