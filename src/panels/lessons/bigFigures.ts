/** What is read from the last row: planned where it follows the slider, measured where only a measurement tells. */
import type { RuntimeId } from '../../study/runtimes';
import type { FigureId, FigureRow } from '../figures/figureRow';

export interface BigFigure {
  readonly id: 'right' | 'size' | 'time' | 'energy';
  /** Null before it is known. */
  readonly value: string | null;
  readonly dense: string | null;
  /** Its whole name where it was not measured; null for nothing. */
  readonly note: string | null;
}

/** @param rows of the card @param runtime whose milliseconds are told */
export function bigFigures(rows: readonly FigureRow[], runtime: RuntimeId): BigFigure[] {
  const big = (id: BigFigure['id'], figure: FigureId, value: 'planned' | 'measured') => {
    const row = rows.find((candidate) => candidate.id === figure)!;
    const note = row.notMeasured ? row.name : null;
    return { id, value: row[value], dense: row.dense, note };
  };
  return [
    big('right', 'accuracy', 'measured'),
    big('size', 'bytes-encoded', 'planned'),
    big('time', `latency-${runtime}`, 'measured'),
    big('energy', 'energy-gross', 'measured'),
  ];
}
