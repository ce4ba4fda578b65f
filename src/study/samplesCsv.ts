/** samples.csv: one row for each timed run and each energy window behind a study's points, units in the header. */
import { formatRepair } from '../pruning/repairText';
import { precisionOf } from '../pruning/repairs';
import { csvText, type Cell } from './csvText';
import { environmentId } from './environment';
import { energyOrigin, latencyOrigin, type OperatingPoint, type Origin, type Study } from './point';
import { RUNTIMES } from './runtimes';

type Row = Readonly<Record<string, Cell>>;

const COLUMNS = [
  ...['point', 'method', 'level', 'repair', 'precision', 'seed', 'environment', 'measured_at'],
  ...['sample', 'runtime', 'threads', 'number', 'latency_ms', 'dense_latency_ms'],
  ...['energy_source', 'seconds', 'inferences', 'mean_power_w', 'idle_power_w', 'mean_v'],
  ...['lowest_v', 'readings', 'covered_share', 'latency_drift', 'spoiled', 'troubles'],
] as const;

export function samplesCsv({ points }: Pick<Study, 'points'>): string {
  const rows = points.flatMap((point, i) =>
    [...latencyRows(point), ...windowRows(point)].map((row) => ({ ...nameOf(point, i), ...row })),
  );
  return csvText([COLUMNS, ...rows.map((row: Row) => COLUMNS.map((column) => row[column]))]);
}

/** Whether there is anything to write. */
export function hasSamples({ points }: Pick<Study, 'points'>): boolean {
  return points.some((point) => latencyRows(point).length + windowRows(point).length > 0);
}

/** The number is that of the row in study.csv. */
function nameOf({ plan }: OperatingPoint, at: number): Row {
  const { method, level, repair, seed } = plan;
  const written = { repair: formatRepair(repair), precision: precisionOf(plan) };
  return { point: at + 1, method, level, ...written, seed };
}

function latencyRows(point: OperatingPoint): Row[] {
  return RUNTIMES.flatMap(({ id: runtime }) => {
    const { samples, threads = 1 } = point.latencyMs[runtime] ?? {};
    return (samples?.ms ?? []).map((ms, i) => ({
      ...placeOf(latencyOrigin(point)),
      ...{ sample: 'latency', runtime, threads, number: i + 1 },
      ...{ latency_ms: ms, dense_latency_ms: samples?.denseMs?.[i] },
    }));
  });
}

function windowRows(point: OperatingPoint): Row[] {
  const { energy } = point;
  return (energy?.windows ?? []).map((window, i) => ({
    ...placeOf(energyOrigin(point)),
    ...{ sample: 'energy-window', runtime: energy?.runtime, threads: energy?.threads ?? 1 },
    ...{ number: i + 1, energy_source: energy?.source, seconds: window.seconds },
    ...{ inferences: window.inferences, mean_power_w: window.meanW, idle_power_w: window.idleW },
    ...{ mean_v: window.meanVolts, lowest_v: window.lowestVolts, readings: window.samples },
    ...{ covered_share: window.coveredShare, latency_drift: window.latencyDrift },
    ...{ spoiled: window.spoiled, troubles: window.troubles?.join(' ') },
  }));
}

function placeOf(origin: Origin | null): Row {
  return {
    environment: origin && environmentId(origin.environment),
    measured_at: origin?.measuredAt,
  };
}
