/** What a PPK2 would send for a current: its calibration, turned round. For the simulated kit and the tests. */
import { PPK2_VOLTS_PER_COUNT, type Ppk2Calibration } from './ppk2Calibration';

/**
 * One PPK2 word. The range is the kit's own choice by the size of the current.
 * @param counter of the sample, any whole number
 */
export function ppk2Word(
  calibration: Ppk2Calibration,
  amps: number,
  supplyVolts: number,
  counter: number,
): number {
  const range = rangeFor(amps);
  const adc = ppk2Adc(calibration, amps, range, supplyVolts);
  return ((adc & 0x3fff) | (range << 14) | ((counter & 63) << 18)) >>> 0;
}

export const RANGE_AMPS = [50e-6, 500e-6, 5e-3, 50e-3];

export function rangeFor(amps: number): number {
  const range = RANGE_AMPS.findIndex((limit) => amps < limit);
  return range < 0 ? 4 : range;
}

/** Inverts the calibration's quadratic. */
export function ppk2Adc(
  { R, GS, GI, O, S, I, UG }: Ppk2Calibration,
  amps: number,
  range: number,
  supplyVolts: number,
): number {
  const target = amps / UG[range] - S[range] * supplyVolts - I[range];
  const root = Math.sqrt(GI[range] ** 2 + 4 * GS[range] * target);
  const x = (2 * target) / (GI[range] + root);
  const adc = Math.round(((x * R[range]) / PPK2_VOLTS_PER_COUNT + O[range]) / 4);
  return Math.min(Math.max(adc, 0), 0x3fff);
}

export function ppk2Metadata(calibration: Ppk2Calibration, supplyVolts: number): Uint8Array {
  const rows = Object.entries(calibration).flatMap(([name, values]: [string, readonly number[]]) =>
    values.map((value, range) => `${name}${range}: ${value}`),
  );
  const text = ['Calibrated: 0', ...rows, `VDD: ${supplyVolts * 1000}`, 'HW: 9173', 'END'];
  return new TextEncoder().encode(`${text.join('\n')}\n`);
}
