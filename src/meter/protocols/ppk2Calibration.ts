/** The PPK2's calibration: text that it sends on request, one `KEY: value` a line, ended by `END`. */

const RANGES = [0, 1, 2, 3, 4] as const;

/**
 * What the maker's own program assumes where the kit tells no number: ohms of the shunts, gains and offsets by range.
 * Zero is none for ohms and GI there, and here.
 */
const DEFAULTS = {
  R: [1031.64, 101.65, 10.15, 0.94, 0.043],
  GS: [1, 1, 1, 1, 1],
  GI: [1, 1, 1, 1, 1],
  O: [0, 0, 0, 0, 0],
  S: [0, 0, 0, 0, 0],
  I: [0, 0, 0, 0, 0],
  /** Gain that the owner has set; old firmware has none. */
  UG: [1, 1, 1, 1, 1],
} as const;
type Row = keyof typeof DEFAULTS;
const ROWS = Object.keys(DEFAULTS) as Row[];

/** Indexed by range, 0 to 4. */
export type Ppk2Calibration = Readonly<Record<Row, readonly number[]>>;

/** No kit differs from the maker's defaults by more than this factor. */
const MOST_RATIO = 10;

/** Reads the text as it comes, in memory and time that do not grow with what came before. */
export class Ppk2Metadata {
  /** By key; what is no number as NaN. */
  private readonly values = new Map<string, number>();
  private line = '';
  /** The text's end has come. */
  ended = false;

  receive(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) this.endLine();
      else this.line = (this.line + String.fromCharCode(byte)).slice(-MOST_LINE);
      if (byte === LAST_OF_END && this.line.endsWith('END')) this.ended = true;
    }
  }

  /** Every value has been told, be it a number or not. */
  get complete(): boolean {
    const told = (row: Row) => row === 'UG' || RANGES.every((r) => this.values.has(`${row}${r}`));
    return this.ended && ROWS.every(told);
  }

  /** Shunts that are known; without one the text is no calibration. */
  get hasShunts(): boolean {
    return RANGES.some((range) => isSound('R', range, this.values.get(`R${range}`)));
  }

  /** The maker's defaults stand in for what the kit does not tell. */
  get calibration(): Ppk2Calibration {
    const value = (row: Row, range: number) => {
      const told = this.values.get(`${row}${range}`);
      return isSound(row, range, told) ? told : DEFAULTS[row][range];
    };
    const rows = ROWS.map((row) => [row, RANGES.map((range) => value(row, range))] as const);
    return Object.fromEntries(rows) as unknown as Ppk2Calibration;
  }

  /** `R4`, `GS0` … for which a default stands in. */
  get assumed(): readonly string[] {
    return ROWS.filter((row) => row !== 'UG').flatMap((row) =>
      RANGES.filter((range) => !isSound(row, range, this.values.get(`${row}${range}`))).map(
        (range) => `${row}${range}`,
      ),
    );
  }

  /** Samples that were on their way may stand in front of a line; a number told once is not taken back. */
  private endLine(): void {
    const [, key, text] = /((?:GS|GI|UG|[ROSI])[0-4])\s*:\s*(\S*)\s*$/i.exec(this.line) ?? [];
    this.line = '';
    if (key === undefined) return;
    const name = key.toUpperCase();
    const value = text === '' ? NaN : Number(text);
    if (Number.isFinite(value) || !this.values.has(name)) this.values.set(name, value);
  }
}

function isSound(row: Row, range: number, told: number | undefined): told is number {
  if (told === undefined || !Number.isFinite(told)) return false;
  if (row !== 'R' && row !== 'GI' && row !== 'UG') return true;
  const ratio = told / DEFAULTS[row][range];
  return ratio >= 1 / MOST_RATIO && ratio <= MOST_RATIO;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const LAST_OF_END = 'D'.charCodeAt(0);
/** The longest line is a key, a colon and a number. */
const MOST_LINE = 48;

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
