/** The card's rows: what the dense network has, what the plan will leave, what was measured. */
import type { Measurement } from '../state/measurer';
import type { PlannedFigures } from '../state/plannedFigures';
import type { LatencySummary } from '../study/latency';
import type { Energy } from '../study/energy';
import { finalAccuracy, RUNTIMES, type OperatingPoint } from '../study/record';
import { energyDetail, energyName, energyText, millijoules } from './energyWords';
import { bytes, change, count, difference, milliseconds, millions, percent } from './format';

export interface FigureRow {
  readonly name: string;
  readonly dense: string | null;
  readonly planned: string | null;
  /** Planned against dense; measured against dense where nothing is planned. */
  readonly change: string;
  readonly measured: string | null;
  /** The planned count to the last digit. */
  readonly exact: string | undefined;
  /** The measured count to the last digit, or how it compares. */
  readonly detail: string | undefined;
  /** What stands under `measured` is an estimate or a simulation. */
  readonly notMeasured?: boolean;
}

interface Sources {
  readonly planned: PlannedFigures | null;
  readonly plannedDense: PlannedFigures | null;
  readonly live: Measurement | null;
  readonly measured: OperatingPoint | null;
  /** The dense network, measured. */
  readonly dense: OperatingPoint | null;
}

type Numbers = Readonly<Record<'parameters' | 'nonZeros' | 'macs' | 'dense' | 'encoded', number>>;

export function figureRows({ planned, plannedDense, live, measured, dense }: Sources): FigureRow[] {
  const before = plannedDense && numbers(plannedDense);
  const after = planned && numbers(planned);
  const found = measured ? pointNumbers(measured) : liveNumbers(live);
  const row = (name: string, key: keyof Numbers, write: (value: number) => string): FigureRow => ({
    name,
    dense: before && write(before[key]),
    planned: after && write(after[key]),
    change: after && before ? change(after[key], before[key]) : '',
    exact: after ? count(after[key]) : undefined,
    measured: found && write(found[key]),
    detail: found ? count(found[key]) : undefined,
  });
  return [
    accuracyRow(dense, measured),
    row('Parameters', 'parameters', millions),
    row('Non-zeros', 'nonZeros', millions),
    row('Multiplications', 'macs', millions),
    row('Bytes, dense', 'dense', bytes),
    row('Bytes, encoded', 'encoded', bytes),
    measuredOnly(
      'Bytes, gzip',
      dense?.bytes.gzip,
      measured?.bytes.gzip ?? live?.accuracy?.size.gzipBytes,
      bytes,
    ),
    ...RUNTIMES.map(({ id, label }) =>
      latencyRow(`Latency, ${label}`, dense?.latencyMs[id], measured?.latencyMs[id]),
    ),
    energyRow('gross', dense?.energy ?? null, measured?.energy ?? null),
    energyRow('aboveIdle', dense?.energy ?? null, measured?.energy ?? null),
  ];
}

function latencyRow(
  name: string,
  dense: LatencySummary | undefined,
  measured: LatencySummary | undefined,
): FigureRow {
  const row = measuredOnly(name, dense?.median, measured?.median, milliseconds);
  return { ...row, detail: measured && spread(measured) };
}

function spread({ p25, p75, p95, runs }: LatencySummary): string {
  return `IQR ${p25.toFixed(2)}–${p75.toFixed(2)}, p95 ${p95.toFixed(2)} ms, ${runs} runs`;
}

/** Joules are compared where both come from the same source; then the name says from which. */
function energyRow(
  key: keyof Energy['perInferenceJ'],
  dense: Energy | null,
  measured: Energy | null,
): FigureRow {
  const joules = ({ perInferenceJ }: Energy) => perInferenceJ[key].mean;
  const apart = dense && measured && dense.source !== measured.source;
  const write = (energy: Energy | null) =>
    energy && (apart ? energyText(energy, key) : millijoules(joules(energy)));
  const compared = dense && measured && !apart && joules(dense) > 0;
  return {
    name: energyName(key, apart ? null : (measured ?? dense)),
    dense: write(dense),
    planned: null,
    change: compared ? change(joules(measured), joules(dense)) : '',
    exact: undefined,
    measured: write(measured),
    detail: measured ? energyDetail(measured) : undefined,
    notMeasured: measured !== null && measured.source !== 'measured',
  };
}

/** The accuracy that the point is judged by, against the dense network's. */
function accuracyRow(dense: OperatingPoint | null, measured: OperatingPoint | null): FigureRow {
  const share = (point: OperatingPoint) => {
    const { correct, total } = finalAccuracy(point);
    return correct / total;
  };
  return {
    name: 'Accuracy',
    dense: dense && percent(share(dense)),
    planned: null,
    change: dense && measured ? difference(share(measured) - share(dense)) : '',
    exact: undefined,
    measured: measured && percent(share(measured)),
    detail: 'Points of a per cent against the dense network',
  };
}

function measuredOnly(
  name: string,
  dense: number | undefined,
  value: number | undefined,
  write: (value: number) => string,
): FigureRow {
  return {
    name,
    dense: dense === undefined ? null : write(dense),
    planned: null,
    change: value !== undefined && dense !== undefined ? change(value, dense) : '',
    exact: undefined,
    measured: value === undefined ? null : write(value),
    detail: undefined,
  };
}

function numbers(figures: PlannedFigures): Numbers {
  const { parameters, nonZeros, macs, denseBytes, encodedBytes } = figures;
  return { parameters, nonZeros, macs, dense: denseBytes, encoded: encodedBytes };
}

function pointNumbers({ parameters, nonZeros, macs, bytes: { dense, encoded } }: OperatingPoint) {
  return { parameters, nonZeros, macs, dense, encoded };
}

function liveNumbers(live: Measurement | null): Numbers | null {
  if (!live?.accuracy) return null;
  const { parameters, nonZeros, macs, denseBytes, encodedBytes } = live.accuracy.size;
  return { parameters, nonZeros, macs, dense: denseBytes, encoded: encodedBytes };
}
