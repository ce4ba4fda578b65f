/** What a study keeps about the energy of one operating point; plain data, as it is written to study.json. */
import type { BoardTrouble } from '../../base/boardTroubles';
import type { Meter } from '../meters';
import { causeOf, decisive, type WindowRecord } from '../measuring/windowRecord';
import type { AccuracyRow } from '../meter';
import type { Baseline, IdleModel } from './idleModel';
import { type Interval, inferenceEnergy, type MeasuredWindow } from './inferenceEnergy';
import { asWritten } from '../../words/rows';

/** `estimated`: latency × documented power; no meter took part. */
export type EnergySource = 'measured' | 'simulated' | 'estimated';

export interface EnergyWindow {
  /** Seconds from the first to the last inference. */
  readonly seconds: number;
  readonly inferences: number;
  /** Null where the meter told nothing. */
  readonly meanW: number | null;
  /** As it was in the window's middle; null where there was no idle window before or after. */
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
  /** What the board told of itself meanwhile; the window counts nevertheless. Absent where it told of nothing. */
  readonly troubles?: readonly BoardTrouble[];
}

/** Joules with their 95 % interval and, where a meter took part, what it is made of (`Joules`). */
export interface EnergyInterval extends Interval {
  readonly random?: number;
  readonly systematic?: number;
  readonly gain?: number;
}

/** As the meter's row says it; older records have no id. */
export type RecordedAccuracy = Omit<AccuracyRow, 'id'> & Partial<Pick<AccuracyRow, 'id'>>;

export interface EnergyRecord {
  readonly source: EnergySource;
  /** Name of the meter; null where there was none. */
  readonly meter: string | null;
  /** Joules and their 95 % intervals; of an estimate, the documented range. */
  readonly perInferenceJ: { readonly gross: EnergyInterval; readonly aboveIdle: EnergyInterval };
  readonly windows: readonly EnergyWindow[];
  /** No window was clean: the joules come from disturbed ones. Why they were, each once. */
  readonly disturbed?: readonly string[];
  /** Of the meter, as it went into the interval. */
  readonly accuracy?: RecordedAccuracy;
  /** What no interval tells: one sentence each. */
  readonly notes?: readonly string[];
}

/** What is told of the meter. */
export interface RecordedMeter {
  readonly source: 'measured' | 'simulated';
  readonly name: string;
  readonly row: Pick<Meter, 'accuracy' | 'averages' | 'ratePerSecond'>;
}

/**
 * @param windows of one network, in order
 * @param idle the board at rest during the whole run
 * @returns null where no window tells anything
 */
export function energyRecord(
  { source, name, row }: RecordedMeter,
  windows: readonly WindowRecord[],
  idle: () => IdleModel,
): EnergyRecord | null {
  const used = decisive(windows);
  if (used.length === 0) return null;
  const model = idle();
  const causes = windows.filter(({ disturbed }) => disturbed).flatMap((own) => causeOf(own) ?? []);
  const notes = notesOf(row);
  return {
    source,
    meter: name,
    perInferenceJ: inferenceEnergy(used, model),
    windows: windows.map((window) => energyWindow(window, model)),
    ...(used.some(({ disturbed }) => disturbed) && { disturbed: [...new Set(causes)] }),
    accuracy: asWritten('accuracies', row.accuracy),
    ...(notes.length > 0 && { notes }),
  };
}

function notesOf({ averages, ratePerSecond }: RecordedMeter['row']): string[] {
  if (averages) return [];
  const rate = +ratePerSecond.toPrecision(2);
  return [
    `each of the meter’s ${rate} readings a second may show an instant: a load that ripples in step with them is read wrong, and no interval tells`,
  ];
}

function energyWindow(window: WindowRecord, idle: IdleModel): EnergyWindow {
  const { result, measured, disturbed } = window;
  const { power } = result;
  const known = measured ?? disturbed;
  const baseline = known && baselineIn(known, idle);
  return {
    seconds: (result.toMs - result.fromMs) / 1000,
    inferences: result.inferences,
    meanW: finite(power?.meanW),
    idleW: finite(baseline?.meanW),
    idleDriftShare: finite(baseline?.driftShare),
    idleVolts: finite(known?.idleBefore.meanVolts),
    meanVolts: finite(power?.meanVolts),
    lowestVolts: finite(power?.lowestVolts),
    samples: power?.samples ?? 0,
    coveredShare: power?.coveredShare ?? 0,
    latencyDrift: result.latencyDrift,
    spoiled: causeOf(window),
    ...(result.troubles && { troubles: result.troubles }),
  };
}

function baselineIn({ active, idleBefore, idleAfter }: MeasuredWindow, idle: IdleModel): Baseline {
  return idle.baselineOf(active, idleBefore, idleAfter);
}

/** JSON has no NaN. */
function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
