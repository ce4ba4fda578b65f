/** The legend's places: entries in rows, as many a row as fit. */
import type { MethodId } from '../pruning/plan';
import type { Line } from './lines';

export interface LegendEntry {
  readonly key: string;
  readonly kind: 'method' | 'repaired' | 'cut' | 'front';
  readonly method: MethodId | null;
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface Legend {
  readonly entries: readonly LegendEntry[];
  readonly height: number;
}

const ROW = 18;
/** Room for the drawn sample before a label, and between two entries. */
const SAMPLE = 26;
const GAP = 16;

/** @param width pixels to fill */
export function placeLegend(lines: readonly Line[], width: number): Legend {
  const methods = lines.map(
    ({ key, method, label }) => ({ key, kind: 'method', method, label }) as const,
  );
  const repaired = lines.some(({ points }) => points.some(({ accuracy }) => accuracy.afterRepair));
  const keys = [
    ...(repaired
      ? [{ key: 'repaired', kind: 'repaired', method: null, label: 'after repair' } as const]
      : []),
    { key: 'cut', kind: 'cut', method: null, label: 'right after cutting' } as const,
    { key: 'front', kind: 'front', method: null, label: 'Pareto front' } as const,
  ];
  let [x, row] = [0, 0];
  const entries = (lines.length > 0 ? [...methods, ...keys] : []).map((entry): LegendEntry => {
    const needed = SAMPLE + textWidth(entry.label);
    // The keys begin a row of their own: they hold for every method.
    if (x > 0 && (x + needed > width || entry.key === keys[0].key)) [x, row] = [0, row + 1];
    const placed = { ...entry, x, y: row * ROW + ROW / 2 };
    x += needed + GAP;
    return placed;
  });
  return { entries, height: entries.length > 0 ? (row + 1) * ROW : 0 };
}

/** An estimate for 12-pixel sans-serif text: a file has no browser to measure in. */
export function textWidth(text: string): number {
  return text.length * 6.4;
}
