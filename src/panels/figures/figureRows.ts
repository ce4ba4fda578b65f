/** The card's rows: what the dense network has, what the plan will leave, what was measured. */
import { type Energy, type OperatingPoint } from '../../study/point';
import { RUNTIMES } from '../../study/runtimes';
import type { FigureId, FigureRow } from './figureRow';
import type { Measurement } from '../../state/measurer';
import type { PlannedFigures } from '../../pruning/plannedFigures';
import { accuracyRow, latencyRow, ratioChange } from './comparedRows';
import { energyDetail, energyName, energyText } from '../energy/joules';
import { bytes, change, count, millijoules, millions, percent } from '../../words/numbers';
import { words } from '../../words/words';
import { inWords } from '../../words/inWords';

const say = words.figures;

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
  const row = (
    id: FigureId,
    name: string,
    key: keyof Numbers,
    write: (value: number) => string,
  ): FigureRow => ({
    id,
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
    row('parameters', say.rows.parameters, 'parameters', millions),
    row('non-zeros', say.rows.nonZeros, 'nonZeros', millions),
    row('macs', say.rows.macs, 'macs', millions),
    row('bytes-dense', say.rows.bytesDense, 'dense', bytes),
    row('bytes-encoded', say.rows.bytesEncoded, 'encoded', bytes),
    bytesRow(
      ...(['bytes-gzip', say.rows.bytesGzip] as const),
      dense?.bytes.gzip ?? null,
      measured?.bytes.gzip ?? live?.accuracy?.size.gzipBytes ?? null,
    ),
    ...RUNTIMES.filter(({ tellsMemory }) => tellsMemory).map((runtime) =>
      bytesRow(
        `memory-${runtime.id}`,
        say.rows.memory(inWords('runtimes', runtime).label),
        dense?.latencyMs[runtime.id]?.memoryBytes ?? null,
        measured?.latencyMs[runtime.id]?.memoryBytes ?? null,
      ),
    ),
    ...RUNTIMES.map((runtime) =>
      latencyRow(runtime, dense?.latencyMs[runtime.id], measured?.latencyMs[runtime.id]),
    ),
    energyRow('gross', dense, measured),
    energyRow('aboveIdle', dense, measured),
    ...saturatedRows(measured),
  ];
}

/**
 * Joules are compared where both come from the same source; then the name says from which. An estimate is a latency
 * under another name: it is compared as that is.
 */
function energyRow(
  key: keyof Energy['perInferenceJ'],
  densePoint: OperatingPoint | null,
  point: OperatingPoint | null,
): FigureRow {
  const [dense, measured] = [densePoint?.energy ?? null, point?.energy ?? null];
  const joules = ({ perInferenceJ }: Energy) => perInferenceJ[key].mean;
  const apart = dense && measured && dense.source !== measured.source;
  const write = (energy: Energy | null) =>
    energy && (apart ? energyText(energy, key) : millijoules(joules(energy)));
  const compared = dense && measured && !apart && joules(dense) > 0;
  const timed = measured?.runtime && point?.latencyMs[measured.runtime];
  const estimated = measured?.source === 'estimated';
  return {
    id: `energy-${key}`,
    noted: key === 'gross',
    name: energyName(key, apart ? null : (measured ?? dense)),
    dense: write(dense),
    planned: null,
    change: compared && !estimated ? change(joules(measured), joules(dense)) : '',
    ...(compared && estimated && timed && ratioChange(timed)),
    exact: undefined,
    measured: write(measured),
    detail: measured ? energyDetail(measured) : undefined,
    notMeasured: measured !== null && measured.source !== 'measured',
  };
}

/** Of an int8 network. */
function saturatedRows(measured: OperatingPoint | null): FigureRow[] {
  if (!measured?.saturated) return [];
  const { share, images } = measured.saturated;
  const empty = { dense: null, planned: null, change: '', exact: undefined };
  const row = { id: 'saturated', name: say.rows.saturated, ...empty } as const;
  return [{ ...row, measured: percent(share, 4), detail: say.saturatedOf(images) }];
}

/** What is known of measured networks alone. */
function bytesRow(
  id: FigureId,
  name: string,
  dense: number | null,
  value: number | null,
): FigureRow {
  return {
    ...{ id, name },
    dense: dense === null ? null : bytes(dense),
    planned: null,
    change: value !== null && dense !== null ? change(value, dense) : '',
    exact: undefined,
    measured: value === null ? null : bytes(value),
    detail: value === null ? undefined : count(value),
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
