/** Samples → energy of equal parts of a span. */
import type { Meter } from '../meters';
import { longestIntervalMs } from '../gaps';
import { SampleFlag } from '../sampleBlock';
import type { SampleColumns } from '../sampleRing';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Energy of equal parts of a span, and over how much time of each it is known. */
export interface Bins {
  readonly ms: Float64Array;
  readonly wattMs: Float64Array;
  /** Time in gaps that a straight line bridges; part of `ms`. */
  bridgedMs: number;
  /** Sum of the squared lengths of those gaps. */
  bridgedSquares: number;
}

/** What tells a gap from the meter's own pace. */
export type Pace = Pick<Meter, 'ratePerSecond' | 'pollEveryMs'>;

/** Nobody knows what happened in a longer gap: it is left out. Share of the span. */
const LONGEST_BRIDGE = 0.1;

/**
 * Straight lines between neighbours, across short gaps too; an invalid sample is a lost one. Times count from the
 * span's beginning: page times are so large that their fractions would blur the bins' edges.
 */
export function integrate(samples: SampleColumns, span: Span, count: number, pace: Pace): Bins {
  const { timeMs, watts, flags } = samples;
  const lengthMs = span.toMs - span.fromMs;
  const known = { ms: new Float64Array(count), wattMs: new Float64Array(count) };
  const bins: Bins = { ...known, bridgedMs: 0, bridgedSquares: 0 };
  const longest = longestIntervalMs(pace);
  let last = -1;
  let broken = false;
  for (let i = 0; i < timeMs.length; i++) {
    broken ||= (flags[i] & (SampleFlag.invalid | SampleFlag.afterGap)) !== 0;
    if (flags[i] & SampleFlag.invalid) continue;
    const piece = { fromMs: timeMs[last] - span.fromMs, toMs: timeMs[i] - span.fromMs };
    if (last >= 0 && piece.toMs > 0 && piece.fromMs < lengthMs) {
      const isGap = broken || piece.toMs - piece.fromMs > longest;
      if (!isGap || bridge(bins, piece, lengthMs))
        addSegment(bins, lengthMs, piece, watts[last], watts[i]);
    }
    last = i;
    broken = false;
  }
  return bins;
}

/** @returns whether the gap is short enough to be bridged; then it is counted */
function bridge(bins: Bins, piece: Span, lengthMs: number): boolean {
  const inside = Math.min(piece.toMs, lengthMs) - Math.max(piece.fromMs, 0);
  if (inside > LONGEST_BRIDGE * lengthMs) return false;
  bins.bridgedMs += inside;
  bins.bridgedSquares += inside ** 2;
  return true;
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

/** The part's mean power at its middle. */
export interface PowerPart {
  /** Page time, ms. */
  readonly atMs: number;
  readonly watts: number;
}

/** Parts of which nothing is known are left out. */
export function partsOf({ ms, wattMs }: Bins, { fromMs, toMs }: Span): PowerPart[] {
  const partMs = (toMs - fromMs) / ms.length;
  return [...ms.keys()]
    .filter((i) => ms[i] > 0)
    .map((i) => ({ atMs: fromMs + (i + 0.5) * partMs, watts: wattMs[i] / ms[i] }));
}
