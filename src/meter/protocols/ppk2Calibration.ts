/** The PPK2's calibration: text that it sends on request, one `KEY: value` a line, ended by `END`. */

/** Indexed by range, 0 to 4. */
export interface Ppk2Calibration {
  /** Ohms of the shunt. */
  readonly R: readonly number[];
  readonly GS: readonly number[];
  readonly GI: readonly number[];
  readonly O: readonly number[];
  readonly S: readonly number[];
  readonly I: readonly number[];
  /** Gain that the owner has set. */
  readonly UG: readonly number[];
}

const MEASURED = ['R', 'GS', 'GI', 'O', 'S', 'I'] as const;
const RANGES = [0, 1, 2, 3, 4];

/**
 * Null while the text is not complete. Anything may stand in front of it: samples that were on their way.
 * Without real values there is no calibration: defaults are off by far at high currents.
 */
export function parseCalibration(text: string): Ppk2Calibration | null {
  const end = text.lastIndexOf('END');
  if (end < 0) return null;
  const values = new Map<string, number>();
  for (const [, key, value] of text
    .slice(0, end)
    .matchAll(/([A-Z]+\d?): *(-?[\d.]+(?:e[+-]?\d+)?)/gi))
    values.set(key, Number(value));
  const row = (name: string) => RANGES.map((range) => values.get(`${name}${range}`) ?? NaN);
  const rows = MEASURED.map(row);
  if (!rows.flat().every(Number.isFinite) || rows[0].some((ohms) => ohms <= 0)) return null;
  const [R, GS, GI, O, S, I] = rows;
  const UG = row('UG').map((gain) => (gain > 0 ? gain : 1));
  return { R, GS, GI, O, S, I, UG };
}

/** Volts of one count of the 16-bit converter. */
export const PPK2_VOLTS_PER_COUNT = 1.8 / 163840;

/**
 * @param adc 14-bit converter value
 * @param range 0 to 4
 * @param supplyVolts set, not measured
 */
export function ppk2Amps(
  { R, GS, GI, O, S, I, UG }: Ppk2Calibration,
  adc: number,
  range: number,
  supplyVolts: number,
): number {
  const x = ((4 * adc - O[range]) * PPK2_VOLTS_PER_COUNT) / R[range];
  return UG[range] * (x * (GS[range] * x + GI[range]) + S[range] * supplyVolts + I[range]);
}
