/** The axes that accuracy can be drawn against, one row each. */
import type { PlannedPoint } from './chartPoint';

export type AxisId =
  | 'bytes-encoded'
  | 'bytes-dense'
  | 'bytes-gzip'
  | 'macs'
  | 'sparsity'
  | 'latency-tfjs'
  | 'latency-kernels';

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
}

export const AXES: readonly Axis[] = [
  {
    id: 'bytes-encoded',
    label: 'Size, sparse-encoded',
    unit: 'MB',
    scale: 'log',
    better: 'left',
    value: ({ bytes }) => bytes.encoded / 1e6,
  },
  {
    id: 'bytes-dense',
    label: 'Size, dense',
    unit: 'MB',
    scale: 'log',
    better: 'left',
    value: ({ bytes }) => bytes.dense / 1e6,
  },
  {
    id: 'bytes-gzip',
    label: 'Size, gzip',
    unit: 'MB',
    scale: 'log',
    better: 'left',
    value: ({ bytes }) => (bytes.gzip === null ? null : bytes.gzip / 1e6),
  },
  {
    id: 'macs',
    label: 'Multiplications',
    unit: 'M',
    scale: 'log',
    better: 'left',
    value: ({ macs }) => macs / 1e6,
  },
  {
    id: 'sparsity',
    label: 'Sparsity',
    unit: '%',
    scale: 'linear',
    better: 'right',
    value: ({ plan }) => plan.level * 100,
  },
  {
    id: 'latency-tfjs',
    label: 'Latency, TF.js',
    unit: 'ms',
    scale: 'log',
    better: 'left',
    value: ({ latencyMs }) => latencyMs.tfjs?.median ?? null,
  },
  {
    id: 'latency-kernels',
    label: 'Latency, lab kernels',
    unit: 'ms',
    scale: 'log',
    better: 'left',
    value: ({ latencyMs }) => latencyMs.kernels?.median ?? null,
  },
];

/** @throws RangeError on an id without a row */
export function axisOf(id: AxisId): Axis {
  const axis = AXES.find((row) => row.id === id);
  if (!axis) throw new RangeError(`unknown axis: ${id}`);
  return axis;
}
