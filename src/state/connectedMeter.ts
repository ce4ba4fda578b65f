import type { Meter } from '../meter/meters';
import type { EnergyMeter } from './energyRun';
import type { MeterState } from './meterState.svelte';
import { asWritten } from '../words/rows';

/** A meter as an energy run takes it, and what it can do. */
export interface ConnectedMeter extends EnergyMeter {
  /** With the pace that was measured. */
  readonly row: Meter;
}

const EXCHANGED = { connection: 'closed', losses: NaN, problem: null } as const;

/** Null where no meter is connected. A run that began with one meter does not go on with another. */
export function connectedMeter(state: MeterState): ConnectedMeter | null {
  const { meter, measured: row, kind } = state;
  const source = state.source();
  if (!meter || !row || !source) return null;
  const isSame = () => state.meter === meter && state.kind === kind && state.source() !== null;
  return {
    row,
    source,
    name: nameOf(state, row),
    status: async () => (isSame() ? state.api.status() : EXCHANGED),
    windowPower: (fromMs, toMs) => state.api.windowPower(fromMs, toMs),
    setQuiet: (quiet) => (state.quiet = quiet),
  };
}

/** Whatever is doubtful about all of its readings goes with its name into every record. */
function nameOf({ kind, status, options, played }: MeterState, meter: Meter): string {
  const assumed = status?.checks.some(({ code }) => code === 'calibration-assumed');
  return [
    kind === 'replay' && played ? `${played.format} log` : asWritten('meters', meter).name,
    ...(kind === 'replay' ? ['recording'] : []),
    ...(options.turned ? ['current’s sign turned'] : []),
    ...(options.accuracyPercent === null
      ? []
      : [`accuracy ±${options.accuracyPercent} % of the reading as entered`]),
    ...(assumed ? ['calibrated in part by the maker’s defaults'] : []),
  ].join(', ');
}
