/** What the chart can draw: accuracy, or energy, against one of these axes. One row each. */
import type { RuntimeId } from '../study/runtimes';
import type { Interval } from '../meter/energy/inferenceEnergy';
import { isDense } from '../pruning/repairs';
import { secondsPerInference } from '../study/energy';
import { SAME } from '../study/latencyRatio';
import type { PlannedPoint } from './chartPoint';

export type AxisId =
  | 'bytes-encoded'
  | 'bytes-dense'
  | 'bytes-gzip'
  | 'macs'
  | 'sparsity'
  | 'latency-tfjs'
  | 'latency-kernels'
  | 'ratio-tfjs'
  | 'ratio-kernels'
  | 'energy-gross'
  | 'energy-above-idle'
  | 'energy-latency';

export interface Axis {
  readonly id: AxisId;
  readonly label: string;
  /** Unit of `value`, as it is written behind a number; '' where there is none. */
  readonly unit: string;
  readonly scale: 'log' | 'linear';
  /** Which end of the axis costs less. */
  readonly better: 'left' | 'right';
  /** Null while the point does not have it. */
  readonly value: (point: PlannedPoint) => number | null;
  /** The ends of the 95 % interval of `value`; left out where it has none. */
  readonly interval?: (point: PlannedPoint) => Ends | null;
  /** What stands against it. */
  readonly vertical: 'accuracy' | 'energy';
}

export interface Ends {
  readonly low: number;
  readonly high: number;
}

export const AXES: readonly Axis[] = [
  {
    id: 'bytes-encoded',
    label: 'Size, sparse-encoded',
    unit: 'MB',
    scale: 'log',
    better: 'left',
    vertical: 'accuracy',
    value: ({ bytes }) => bytes.encoded / 1e6,
  },
  {
    id: 'bytes-dense',
    label: 'Size, dense',
    unit: 'MB',
    scale: 'log',
    better: 'left',
    vertical: 'accuracy',
    value: ({ bytes }) => bytes.dense / 1e6,
  },
  {
    id: 'bytes-gzip',
    label: 'Size, gzip',
    unit: 'MB',
    scale: 'log',
    better: 'left',
    vertical: 'accuracy',
    value: ({ bytes }) => (bytes.gzip === null ? null : bytes.gzip / 1e6),
  },
  {
    id: 'macs',
    label: 'Multiplications',
    unit: 'M',
    scale: 'log',
    better: 'left',
    vertical: 'accuracy',
    value: ({ macs }) => macs / 1e6,
  },
  {
    id: 'sparsity',
    label: 'Sparsity',
    unit: '%',
    scale: 'linear',
    better: 'right',
    vertical: 'accuracy',
    value: ({ plan }) => plan.level * 100,
  },
  {
    id: 'latency-tfjs',
    label: 'Latency, TF.js',
    unit: 'ms',
    scale: 'log',
    better: 'left',
    vertical: 'accuracy',
    value: ({ latencyMs }) => latencyMs.tfjs?.median ?? null,
  },
  {
    id: 'latency-kernels',
    label: 'Latency, lab kernels',
    unit: 'ms',
    scale: 'log',
    better: 'left',
    vertical: 'accuracy',
    value: ({ latencyMs }) => latencyMs.kernels?.median ?? null,
  },
  ratioAxis('ratio-tfjs', 'Latency ÷ dense, TF.js', 'tfjs'),
  ratioAxis('ratio-kernels', 'Latency ÷ dense, lab kernels', 'kernels'),
  energyAxis('energy-gross', 'Energy per inference', 'gross'),
  energyAxis('energy-above-idle', 'Energy above idle', 'aboveIdle'),
  {
    id: 'energy-latency',
    // The window's own time: timed at another moment it would not fit the joules.
    label: 'Time per inference',
    unit: 'ms',
    scale: 'log',
    better: 'left',
    vertical: 'energy',
    value(point) {
      const seconds = secondsPerInference(point);
      return seconds === null ? null : 1000 * seconds;
    },
  },
];

/** Of the same rounds: it compares points of different moments, which milliseconds do not. */
function ratioAxis(id: AxisId, label: string, runtime: RuntimeId): Axis {
  const ratio = ({ plan, latencyMs }: PlannedPoint) =>
    latencyMs[runtime]?.vsDense ?? (latencyMs[runtime] && isDense(plan) ? SAME : null);
  return {
    ...{ id, label, unit: '× dense', scale: 'log', better: 'left', vertical: 'accuracy' },
    value: (point) => ratio(point)?.ratio ?? null,
    interval: ratio,
  };
}

function energyAxis(id: AxisId, label: string, key: 'gross' | 'aboveIdle'): Axis {
  const joules = ({ energy }: PlannedPoint) => energy?.perInferenceJ[key] ?? null;
  return {
    ...{ id, label, unit: 'mJ', scale: 'log', better: 'left', vertical: 'accuracy' },
    // A logarithmic axis has no place for a load that the meter cannot tell from idle.
    value: (point) => positive(joules(point)?.mean ?? null),
    interval: (point) => millijoules(joules(point)),
  };
}

/** Of the energy axes and of the vertical one alike. */
export function millijoules(joules: Interval | null): Interval | null {
  return joules && { mean: 1e3 * joules.mean, low: 1e3 * joules.low, high: 1e3 * joules.high };
}

function positive(joules: number | null): number | null {
  return joules !== null && joules > 0 ? 1e3 * joules : null;
}

/** @throws RangeError on an id without a row */
export function axisOf(id: string): Axis {
  const axis = AXES.find((row) => row.id === id);
  if (!axis) throw new RangeError(`unknown axis: ${id}`);
  return axis;
}
