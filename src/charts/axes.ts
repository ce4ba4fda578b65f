/** What the chart can draw: accuracy, or energy, against one of these axes. One row each. */
import { RUNTIMES, type Runtime, type RuntimeId } from '../study/runtimes';
import type { Interval } from '../meter/energy/inferenceEnergy';
import { isDense } from '../pruning/repairs';
import { secondsPerInference } from '../study/energy';
import { SAME } from '../study/latencyRatio';
import type { LiteraturePoint } from '../study/literature';
import type { PlannedPoint } from './chartPoint';
import { inWords } from '../words/inWords';
import type { Unsaid } from '../words/rows';

export interface AxisRow {
  readonly id: string;
  readonly label: string;
  /** Unit of `value`, as it is written behind a number; '' where there is none. */
  readonly unit: string;
  readonly scale: 'log' | 'linear';
  /** Which end of the axis costs less. */
  readonly better: 'left' | 'right';
  /** What the value belongs to: the network, wherever it was measured, or the machine that timed or metered it. */
  readonly of: 'network' | 'latency' | 'energy';
  /** Null while the point does not have it. */
  readonly value: (point: PlannedPoint) => number | null;
  /** The ends of the 95 % interval of `value`; left out where it has none. */
  readonly interval?: (point: PlannedPoint) => Ends | null;
  /** What stands against it. */
  readonly vertical: 'accuracy' | 'energy';
  /** It shows the times of this runtime, or their ratios. */
  readonly timed?: RuntimeId;
  /** The milliseconds of this runtime, which compare by their ratio to dense alone. */
  readonly milliseconds?: RuntimeId;
  /** A point's description tells it in another row. */
  readonly saidElsewhere?: true;
  /** Smaller networks, of which the size alone is known, have a place on it. */
  readonly widths?: true;
  /** Where a published network stands whose dense network is `dense`; left out where none has a place. */
  readonly literature?: (published: LiteraturePoint, dense: PlannedPoint) => number | null;
}

export interface Ends {
  readonly low: number;
  readonly high: number;
}

const cost = { scale: 'log', better: 'left', vertical: 'accuracy' } as const;
const ofNetwork = { ...cost, of: 'network' } as const;
const bytes = { ...ofNetwork, unit: 'MB' } as const;

const ROWS = [
  {
    ...{ ...bytes, id: 'bytes-encoded', label: 'Size, sparse-encoded', widths: true },
    value: ({ bytes }) => bytes.encoded / 1e6,
  },
  {
    ...{ ...bytes, id: 'bytes-dense', label: 'Size, dense', widths: true },
    value: ({ bytes }) => bytes.dense / 1e6,
  },
  {
    ...{ ...bytes, id: 'bytes-gzip', label: 'Size, gzip' },
    value: ({ bytes }) => (bytes.gzip === null ? null : bytes.gzip / 1e6),
  },
  {
    ...{ ...ofNetwork, id: 'macs', label: 'Multiplications', unit: 'M', widths: true },
    value: ({ macs }) => macs / 1e6,
    literature: ({ macsShare }, dense) => macsShare && (macsShare * dense.macs) / 1e6,
  },
  {
    ...{ ...ofNetwork, id: 'sparsity', label: 'Sparsity', unit: '%', saidElsewhere: true },
    scale: 'linear',
    better: 'right',
    value: ({ plan }) => plan.level * 100,
    literature: ({ zeros }) => zeros && 100 * zeros,
  },
  ...RUNTIMES.filter(({ tellsMemory }) => tellsMemory).map(memoryAxis),
  ...RUNTIMES.map(latencyAxis),
  ...RUNTIMES.map(ratioAxis),
  energyAxis('energy-gross', 'Energy per inference', 'gross'),
  energyAxis('energy-above-idle', 'Energy above idle', 'aboveIdle'),
  {
    ...{ ...cost, id: 'energy-latency', label: 'Time per inference', unit: 'ms', of: 'energy' },
    vertical: 'energy',
    // The window's own time: timed at another moment it would not fit the joules.
    value(point) {
      const seconds = secondsPerInference(point);
      return seconds === null ? null : 1000 * seconds;
    },
  },
] as const satisfies readonly AxisRow[];

export type AxisId = (typeof ROWS)[number]['id'];
/** In words by `inWords('axes', axis)`. */
export type Axis = Unsaid<'axes', AxisRow> & { readonly id: AxisId };
export const AXES: readonly Axis[] = ROWS;

/** Of the program that was timed, which is not the same on every machine: one way to multiply bytes reads them as 16 bits. */
function memoryAxis(runtime: Runtime) {
  const { id } = runtime;
  const { label } = inWords('runtimes', runtime);
  return {
    ...{ ...cost, id: `memory-${id}`, label: `Peak memory, ${label}`, unit: 'MB', of: 'latency' },
    value({ latencyMs }) {
      const memory = latencyMs[id]?.memoryBytes;
      return memory === undefined ? null : memory / 1e6;
    },
  } as const satisfies AxisRow;
}

function latencyAxis(runtime: Runtime) {
  const { id } = runtime;
  const { label } = inWords('runtimes', runtime);
  return {
    ...{ ...cost, id: `latency-${id}`, label: `Latency, ${label}`, unit: 'ms', of: 'latency' },
    ...{ timed: id, milliseconds: id },
    value: ({ latencyMs }) => latencyMs[id]?.median ?? null,
  } as const satisfies AxisRow;
}

/** Of the same rounds: it compares points of different moments, which milliseconds do not. */
function ratioAxis(runtime: Runtime) {
  const { id } = runtime;
  const { label } = inWords('runtimes', runtime);
  const ratio = ({ plan, latencyMs }: PlannedPoint) =>
    latencyMs[id]?.vsDense ?? (latencyMs[id] && isDense(plan) ? SAME : null);
  return {
    ...{ ...cost, id: `ratio-${id}`, label: `Latency ÷ dense, ${label}`, unit: '× dense' },
    ...{ of: 'latency', timed: id },
    saidElsewhere: true,
    value: (point) => ratio(point)?.ratio ?? null,
    interval: ratio,
  } as const satisfies AxisRow;
}

function energyAxis<Id extends string>(id: Id, label: string, key: 'gross' | 'aboveIdle') {
  const joules = ({ energy }: PlannedPoint) => energy?.perInferenceJ[key] ?? null;
  return {
    ...{ ...cost, id, label, unit: 'mJ', of: 'energy' },
    // A logarithmic axis has no place for a load that the meter cannot tell from idle.
    value: (point) => positive(joules(point)?.mean ?? null),
    interval: (point) => millijoules(joules(point)),
  } as const satisfies AxisRow;
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
