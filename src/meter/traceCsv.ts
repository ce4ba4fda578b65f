/** The samples that are kept, as a file for spreadsheets: what it is and where it comes from first, one line a sample. */
import type { Meter } from './meters';
import type { MeterOptions } from './meter';
import { SampleFlag } from './sampleBlock';
import type { SampleRing } from './sampleRing';
import type { MeterTotals } from './totals';
import { asWritten } from '../words/rows';

export interface TraceProvenance {
  /** With the pace that was measured. */
  readonly meter: Meter;
  readonly options: MeterOptions;
  readonly source: 'measured' | 'simulated' | 'recording';
  readonly totals: MeterTotals;
  /** What the decoder holds for doubtful, as a sentence; or null. */
  readonly beware: string | null;
}

const COLUMNS = 'time,seconds,voltage_V,current_A,power_W,gap,marks';
const MARKS = [
  ['repeat', SampleFlag.duplicate, 'the meter had no new reading yet'],
  ['mismatch', SampleFlag.powerMismatch, 'power is not voltage times current'],
  ['invalid', SampleFlag.invalid, 'beyond what the meter can carry; never averaged'],
  ['backwards', SampleFlag.backwards, 'the current flows the wrong way'],
  ['assumed-voltage', SampleFlag.voltageAssumed, 'the meter measures no voltage'],
] as const;

/** @returns UTF-8, lines ended by LF; null where there is no sample */
export function traceCsv(ring: SampleRing, provenance: TraceProvenance): Uint8Array | null {
  const samples = ring.slice(0, ring.length);
  const { timeMs, volts, amps, watts, flags } = samples;
  if (timeMs.length === 0) return null;
  const lines = [...headOf(ring, timeMs, flags, provenance), COLUMNS];
  for (let i = 0; i < timeMs.length; i++)
    lines.push(
      [
        new Date(timeMs[i]).toISOString(),
        ((timeMs[i] - timeMs[0]) / 1000).toFixed(6),
        ...[volts[i], amps[i], watts[i]].map(digits),
        flags[i] & SampleFlag.afterGap ? 1 : 0,
        MARKS.flatMap(([name, bit]) => (flags[i] & bit ? [name] : [])).join(' '),
      ].join(','),
    );
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

function headOf(
  ring: SampleRing,
  timeMs: Float64Array,
  flags: Uint8Array,
  { meter, options, source, totals, beware }: TraceProvenance,
): string[] {
  const iso = (ms: number) => new Date(ms).toISOString();
  const gaps = flags.reduce((n, flag) => n + (flag & SampleFlag.afterGap ? 1 : 0), 0);
  const voltageAssumed = flags.some((flag) => flag & SampleFlag.voltageAssumed);
  return [
    'Pruning Lab: trace of a power meter',
    `meter: ${asWritten('meters', meter).name}`,
    `source: ${SOURCES[source]}`,
    `from ${iso(timeMs[0])} to ${iso(timeMs[timeMs.length - 1])} (UTC); seconds count from the first line`,
    `samples: ${timeMs.length}, ${meter.averaged > 1 ? `each the mean of ${meter.averaged} of the meter's` : 'as the meter gave them'}; new readings per second: ${+meter.ratePerSecond.toPrecision(4)}`,
    ring.dropped > 0
      ? `the latest ${ring.capacity} are kept: ${ring.dropped} older ones are gone`
      : `complete since the meter was connected (the latest ${ring.capacity} would be kept)`,
    `gaps: ${gaps}; gap 1: readings are missing between this line and the one before`,
    `integrated since ${iso(totals.sinceMs)}: ${sums(totals)} in ${totals.seconds.toFixed(1)} s; gaps left out: ${totals.leftOutSeconds.toFixed(1)} s`,
    ...(voltageAssumed ? [`voltage: ${options.supplyVolts} V, assumed`] : []),
    ...(beware ? [`beware: ${beware}`] : []),
    `marks: ${MARKS.map(([name, , meaning]) => `${name} (${meaning})`).join(', ')}`,
  ].map((line) => `# ${line}`);
}

const SOURCES = {
  measured: 'measured',
  simulated: 'simulated, nothing was measured',
  recording: 'a recording that was played, not live; times are those of playing',
} as const;

function sums({ milliwattHours, milliampHours }: MeterTotals): string {
  const charge = Number.isNaN(milliampHours) ? '' : `, ${digits(milliampHours)} mAh`;
  return `${digits(milliwattHours)} mWh${charge}`;
}

/** As many as a 32-bit number has; nothing where the meter tells nothing. */
function digits(value: number): string {
  return Number.isNaN(value) ? '' : String(+value.toPrecision(7));
}
