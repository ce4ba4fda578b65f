/** What a study keeps about the energy of one operating point; plain data, as it is written to study.json. */
import type { WindowRecord } from '../measuring/measuringRun';
import { baselineOf, type Interval, inferenceEnergy } from './inferenceEnergy';

/** `estimated`: latency × documented power; no meter took part. */
export type EnergySource = 'measured' | 'simulated' | 'estimated';

export interface EnergyWindow {
  /** Seconds from the first to the last inference. */
  readonly seconds: number;
  readonly inferences: number;
  /** Null where the meter told nothing. */
  readonly meanW: number | null;
  /** Between the idle windows around it; null where there was none. */
  readonly idleW: number | null;
  /** |after − before| / mean of the two idle levels. */
  readonly idleDriftShare: number | null;
  /** Volts are null where the meter tells none. */
  readonly idleVolts: number | null;
  readonly meanVolts: number | null;
  readonly lowestVolts: number | null;
  /** New readings inside the trimmed edges. */
  readonly samples: number;
  readonly coveredShare: number;
  /** Latency at the end over latency at the beginning; above 1 hints at throttling. */
  readonly latencyDrift: number;
  /** Why the window does not count, or null. */
  readonly spoiled: string | null;
}

export interface EnergyRecord {
  readonly source: EnergySource;
  /** Name of the meter; null where there was none. */
  readonly meter: string | null;
  /** Joules and their 95 % intervals; of an estimate, the documented range. */
  readonly perInferenceJ: { readonly gross: Interval; readonly aboveIdle: Interval };
  readonly windows: readonly EnergyWindow[];
}

/** @returns null where no window was sound */
export function energyRecord(
  source: 'measured' | 'simulated',
  meter: string,
  windows: readonly WindowRecord[],
): EnergyRecord | null {
  const sound = windows.flatMap(({ measured }) => (measured ? [measured] : []));
  if (sound.length === 0) return null;
  return {
    source,
    meter,
    perInferenceJ: inferenceEnergy(sound),
    windows: windows.map(energyWindow),
  };
}

function energyWindow({ result, measured }: WindowRecord): EnergyWindow {
  const { power } = result;
  const baseline = measured ? baselineOf(measured) : null;
  return {
    seconds: (result.toMs - result.fromMs) / 1000,
    inferences: result.inferences,
    meanW: known(power?.meanW),
    idleW: known(baseline?.meanW),
    idleDriftShare: known(baseline?.driftShare),
    idleVolts: known(measured?.idleBefore.meanVolts),
    meanVolts: known(power?.meanVolts),
    lowestVolts: known(power?.lowestVolts),
    samples: power?.samples ?? 0,
    coveredShare: power?.coveredShare ?? 0,
    latencyDrift: result.latencyDrift,
    spoiled: result.spoiled ?? (measured ? null : 'no-baseline'),
  };
}

/** JSON has no NaN. */
function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
