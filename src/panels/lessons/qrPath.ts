/** An address as a square of dots that a phone reads. */
import { encode } from 'uqr';

/** Modules around it that stay light, without which readers do not find it (ISO/IEC 18004). */
const QUIET = 4;
/** Bytes that the largest square holds with the least correction. */
export const MOST_BYTES = 2953;

export interface QrPath {
  /** Modules a side, quiet zone included. */
  readonly size: number;
  /** Of all dark modules: one run after the other, one unit a module. */
  readonly path: string;
}

/** Null where the text is longer than a QR code can be. */
export function qrPath(text: string): QrPath | null {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
  const { size, data } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET });
  return { size, path: data.flatMap(rowRuns).join('') };
}

function rowRuns(row: readonly boolean[], y: number): string[] {
  return row.flatMap((dark, x) => {
    if (!dark || row[x - 1]) return [];
    const end = row.indexOf(false, x);
    return [`M${x},${y}h${end - x}v1h${x - end}z`];
  });
}
