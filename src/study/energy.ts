/** What an operating point keeps about its energy, and what follows from it. */
import { BOARD_TROUBLES, type BoardTrouble } from '../base/boardTroubles';
import { RUNTIMES, type RuntimeId } from './runtimes';
import type { Energy, OperatingPoint } from './point';
import type { EnergyRecord, EnergyWindow } from '../meter/energy/energyRecord';
import { estimatedEnergy } from '../meter/simulation/piPower';

/** Latency × documented power of a Raspberry Pi 4B with as many busy cores as it had threads; null before latency was timed. */
export function estimateOf(
  { latencyMs, latencyOrigin }: Pick<OperatingPoint, 'latencyMs' | 'latencyOrigin'>,
  runtime: RuntimeId,
): Energy | null {
  const timed = latencyMs[runtime];
  if (!timed) return null;
  const perInferenceJ = estimatedEnergy(timed.median, timed.threads ?? 1);
  const origin = latencyOrigin && { origin: latencyOrigin };
  return {
    source: 'estimated',
    meter: null,
    perInferenceJ,
    windows: [],
    runtime,
    cores: 1,
    ...(timed.threads && { threads: timed.threads }),
    ...origin,
  };
}

/** A point that no meter has measured, with its estimate; others stay as they are. */
export function withEstimate(point: OperatingPoint, runtime: RuntimeId): OperatingPoint {
  if (point.energy && point.energy.source !== 'estimated') return point;
  return { ...point, energy: estimateOf(point, runtime) ?? point.energy };
}

/** The dense network as it was timed beside the point: an estimate of it is then of the same moment. */
export function timedBeside(dense: OperatingPoint, { latencyMs }: OperatingPoint): OperatingPoint {
  const beside = { ...dense.latencyMs };
  for (const { id } of RUNTIMES) {
    const [own, denseMs] = [dense.latencyMs[id], latencyMs[id]?.vsDense?.denseMedian];
    if (own && denseMs !== undefined) beside[id] = { ...own, median: denseMs };
  }
  return { ...dense, latencyMs: beside };
}

/** A newer latency makes an older estimate void. */
export function withoutEstimate(energy: Energy | null): Energy | null {
  return energy?.source === 'estimated' ? null : energy;
}

/** Of the windows that count, or of the timed runs where there are none; null where neither is known. */
export function secondsPerInference({
  energy,
  latencyMs,
}: Pick<OperatingPoint, 'energy' | 'latencyMs'>): number | null {
  const used = energy ? usedWindows(energy) : [];
  if (used.length > 0) return mean(used.map(({ seconds, inferences }) => seconds / inferences));
  const timed = energy?.runtime && latencyMs[energy.runtime];
  return timed ? timed.median / 1000 : null;
}

/** The windows that the joules are made of: sound ones, or disturbed ones where there is no other. */
export function usedWindows({ windows, disturbed }: EnergyRecord): readonly EnergyWindow[] {
  return windows.filter(({ spoiled, idleW }) => (disturbed ? idleW !== null : spoiled === null));
}

/** What the windows behind a measurement's joules tell beside them. */
export interface EnergyFigures {
  readonly meanW: number;
  readonly idleW: number;
  /** How far the supply fell from idle to its lowest reading under load; null where the meter has no volts. */
  readonly droopVolts: number | null;
  readonly inferencesPerWattHour: number;
  /** Latency at the end over latency at the beginning, of the worst window. */
  readonly latencyDrift: number;
  /** Of any of the windows. */
  readonly troubles: readonly BoardTrouble[];
  readonly soundWindows: number;
  readonly spoiledWindows: number;
}

/** Null where no window counts, as of an estimate. */
export function energyFigures(energy: Energy): EnergyFigures | null {
  const { windows, perInferenceJ } = energy;
  const used = usedWindows(energy);
  if (used.length === 0) return null;
  const droops = used.flatMap(droopOf);
  const sound = windows.filter(({ spoiled }) => spoiled === null).length;
  return {
    meanW: mean(used.flatMap(({ meanW }) => meanW ?? [])),
    idleW: mean(used.flatMap(({ idleW }) => idleW ?? [])),
    droopVolts: droops.length > 0 ? Math.max(...droops) : null,
    inferencesPerWattHour: 3600 / perInferenceJ.gross.mean,
    latencyDrift: Math.max(...used.map(({ latencyDrift }) => latencyDrift)),
    troubles: BOARD_TROUBLES.filter((id) => used.some(({ troubles }) => troubles?.includes(id))),
    soundWindows: sound,
    spoiledWindows: windows.length - sound,
  };
}

function droopOf({ idleVolts, lowestVolts }: EnergyWindow): number[] {
  return idleVolts === null || lowestVolts === null ? [] : [Math.max(0, idleVolts - lowestVolts)];
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
