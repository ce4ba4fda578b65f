import type { SampleColumns } from './sampleRing';
import { SampleFlag } from './sampleBlock';

/** Page time, ms. */
export interface TraceSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stretch of the trace that the measuring protocol used. */
export interface TraceWindow extends TraceSpan {
  readonly kind: 'idle' | 'window';
  /** Disturbed: its joules do not count. */
  readonly spoiled: boolean;
  /** A few words, such as the plan's. */
  readonly label: string;
}

/** Power over time, folded to the width of a picture; NaN where there was no sample. */
export interface Trace {
  /** Page time of the first bin's beginning, ms. */
  readonly fromMs: number;
  readonly binMs: number;
  readonly lowW: Float32Array;
  readonly highW: Float32Array;
  readonly meanW: Float32Array;
}

/** From the first to the last reading in view; all of the view where there is none. */
export function seenOf(trace: Trace | null, view: TraceSpan): TraceSpan {
  const seen = [...(trace?.meanW ?? [])].flatMap((watts, i) => (Number.isNaN(watts) ? [] : i));
  if (!trace || seen.length === 0) return view;
  const fromMs = Math.max(trace.fromMs + seen[0] * trace.binMs, view.fromMs);
  const toMs = Math.min(trace.fromMs + (seen[seen.length - 1] + 1) * trace.binMs, view.toMs);
  return fromMs < toMs ? { fromMs, toMs } : view;
}

/** A slow meter leaves bins empty: fewer bins than samples are the caller's choice. */
export function foldTrace(
  samples: SampleColumns,
  fromMs: number,
  toMs: number,
  bins: number,
): Trace {
  const binMs = (toMs - fromMs) / bins;
  const lowW = new Float32Array(bins).fill(NaN);
  const highW = new Float32Array(bins).fill(NaN);
  const meanW = new Float32Array(bins).fill(NaN);
  const counts = new Uint32Array(bins);
  for (let i = 0; i < samples.timeMs.length; i++) {
    const bin = Math.floor((samples.timeMs[i] - fromMs) / binMs);
    if (bin < 0 || bin >= bins || samples.flags[i] & SampleFlag.invalid) continue;
    const watts = samples.watts[i];
    const n = counts[bin]++;
    lowW[bin] = n === 0 ? watts : Math.min(lowW[bin], watts);
    highW[bin] = n === 0 ? watts : Math.max(highW[bin], watts);
    meanW[bin] = n === 0 ? watts : meanW[bin] + (watts - meanW[bin]) / (n + 1);
  }
  return { fromMs, binMs, lowW, highW, meanW };
}
