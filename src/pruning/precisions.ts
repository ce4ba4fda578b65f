/**
 * Numbers that a network's weights are kept in, and computed with, one row each. Page, command line, files and tests read
 * this table; what each does to a network stands in workers/repair/store.ts.
 */
import type { Unsaid } from '../words/rows';

interface PrecisionRow {
  readonly id: string;
  readonly label: string;
  /** One sentence for the person who chooses. */
  readonly summary: string;
  /** Training images on which ranges are measured. */
  readonly calibrationImages: number;
}

const ROWS = [
  {
    id: 'float32',
    label: 'float32',
    summary: 'Four bytes a weight: what training leaves.',
    calibrationImages: 0,
  },
  {
    id: 'float16',
    label: 'float16 storage',
    summary: 'Two bytes a weight in the file; computed in float32.',
    calibrationImages: 0,
  },
  {
    id: 'int8',
    label: 'int8',
    summary:
      'One byte a weight and a value, computed in whole numbers; calibrated on training images.',
    calibrationImages: 64,
  },
] as const satisfies readonly PrecisionRow[];

export type Precision = (typeof ROWS)[number]['id'];
/** In words by `inWords('precisions', row)`. */
export const PRECISIONS: readonly (Unsaid<'precisions', PrecisionRow> & {
  readonly id: Precision;
})[] = ROWS;

/** Taken where a plan does not say. */
export const USUAL_PRECISION = 'float32' satisfies Precision;

/** Precisions whose weights stay real numbers. */
export type FloatPrecision = Exclude<Precision, 'int8'>;

export function precisionRow(id: Precision) {
  return PRECISIONS.find((row) => row.id === id)!;
}
