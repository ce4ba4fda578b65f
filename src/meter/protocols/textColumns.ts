/** Which column of a board's text is volts, amps, watts and time, and in what unit. */
import type { Field } from './textFields';

export type Role = 'volts' | 'amps' | 'watts' | 'timeMs';

/** value × scale = volts, amps, watts or milliseconds. */
export interface MappedColumn {
  readonly key: string;
  readonly scale: number;
}
export type ColumnMapping = Readonly<Partial<Record<Role, MappedColumn>>>;

export interface ColumnGuess {
  readonly mapping: ColumnMapping;
  /** False: names or magnitudes leave a doubt, so the user must confirm before anything is measured. */
  readonly sure: boolean;
}

export type TextRecord = ReadonlyMap<string, Field>;

/** Volts over the shunt are a few millivolts that stand for the current: never the supply. */
const SHUNT = /shunt|\bshu\b|shu_?v|v_?shu?\b|^vsh/i;

export function isShuntVoltage(key: string): boolean {
  return SHUNT.test(key);
}

const EXTREME = /\.(min|max)$/i;

/** By preference: the load's voltage is what the board gets; the bus is before the shunt. */
const NAMES: Readonly<Record<Role, readonly RegExp[]>> = {
  volts: [
    /load.*(v|volt)|v.*load/i,
    /bus.*v|v.*bus/i,
    /volt/i,
    /^[vu](\.avg)?$/i,
    /^v(in|cc|dd|out)$/i,
  ],
  amps: [/^i.*(load|bus)$/i, /cur(r|$|\b|_)|current|amp/i, /^[ia](\.avg)?$/i],
  watts: [/pow|watt/i, /^[pw](\.avg)?$/i],
  timeMs: [/^(time|timestamp|millis|micros|uptime|ms|us|ts|t)\b/i],
};

export const UNIT_SCALES: Readonly<Record<Role, Readonly<Record<string, number>>>> = {
  volts: { V: 1, mV: 1e-3, uV: 1e-6 },
  amps: { A: 1, mA: 1e-3, uA: 1e-6, nA: 1e-9 },
  watts: { W: 1, mW: 1e-3, uW: 1e-6 },
  timeMs: { s: 1000, ms: 1, us: 1e-3 },
};

/** What a Raspberry Pi's 5 V line shows, in the base unit: from, to. */
const USUAL: Readonly<Record<Exclude<Role, 'timeMs'>, readonly [number, number]>> = {
  volts: [4, 6],
  amps: [0.02, 3.5],
  watts: [0.1, 20],
};

/** @param records the first few records, at least one, all with the same keys */
export function guessColumns(records: readonly TextRecord[]): ColumnGuess {
  const columns = columnsOf(records);
  const named = byName(columns);
  const found = { ...named, ...byMagnitude(columns, named) };
  return withScales(found);
}

interface Candidate {
  readonly key: string;
  readonly unit: string | null;
  readonly values: readonly number[];
}
type Found = Partial<Record<Role, Candidate>>;

function columnsOf(records: readonly TextRecord[]): Candidate[] {
  return [...records[0].values()].map(({ key, unit }) => ({
    key,
    unit: normalUnit(unit),
    values: records.map((record) => record.get(key)?.value ?? NaN),
  }));
}

function normalUnit(unit: string | null): string | null {
  const text = unit?.replace(/[µμ]/, 'u') ?? null;
  if (text === null) return null;
  if (/^volts?$/i.test(text)) return 'V';
  if (/^amps?$/i.test(text)) return 'A';
  if (/^watts?$/i.test(text)) return 'W';
  return /^sec$/i.test(text) ? 's' : text.replace(/^([munk]?)([vaws])$/, caseOfUnit);
}

function caseOfUnit(_: string, prefix: string, unit: string): string {
  return prefix + (unit === 's' ? 's' : unit.toUpperCase());
}

function byName(columns: readonly Candidate[]): Found {
  const usable = columns.filter(({ key }) => !isShuntVoltage(key) && !EXTREME.test(key));
  const found: Found = {};
  for (const role of ['volts', 'amps', 'watts', 'timeMs'] as const) {
    const free = usable.filter((column) => !Object.values(found).includes(column));
    found[role] =
      firstNamed(
        free.filter((column) => mayBe(role, column)),
        NAMES[role],
      ) ?? free.find(({ unit }) => unit !== null && unit in UNIT_SCALES[role]);
  }
  return found;
}

/** A unit of another kind speaks against a name. */
function mayBe(role: Role, { unit }: Candidate): boolean {
  return unit === null || unit in UNIT_SCALES[role];
}

function firstNamed(
  columns: readonly Candidate[],
  names: readonly RegExp[],
): Candidate | undefined {
  for (const name of names) {
    const column = columns.find(({ key }) => name.test(key));
    if (column) return column;
  }
  return undefined;
}

/** Columns without a name: volts by their size, then the first that can be a current. */
function byMagnitude(columns: readonly Candidate[], named: Found): Found {
  const free = columns.filter(
    (column) => /^\d+$/.test(column.key) && !Object.values(named).includes(column),
  );
  const take = (accept: (column: Candidate) => boolean) => {
    const index = free.findIndex(accept);
    return index < 0 ? undefined : free.splice(index, 1)[0];
  };
  const found: Found = {};
  found.timeMs = named.timeMs ?? take(isCounting);
  found.volts = named.volts ?? take((column) => scaleByMagnitude('volts', column) !== null);
  found.amps = named.amps ?? take((column) => scaleByMagnitude('amps', column) !== null);
  found.watts = named.watts ?? take((column) => scaleByMagnitude('watts', column) !== null);
  return found;
}

function isCounting({ values }: Candidate): boolean {
  return (
    values.length > 2 &&
    values.every((value, i) => Number.isInteger(value) && (i === 0 || value > values[i - 1]))
  );
}

function withScales(found: Found): ColumnGuess {
  const scales = new Map<Role, number>();
  let sure = true;
  for (const [role, column] of Object.entries(found) as [Role, Candidate | undefined][]) {
    if (!column) continue;
    const byUnit = column.unit === null ? undefined : UNIT_SCALES[role][column.unit];
    const scale =
      byUnit ?? (role === 'timeMs' ? timeScale(column) : scaleByMagnitude(role, column));
    scales.set(role, scale ?? 1);
    if (role !== 'timeMs' && byUnit === undefined) sure = false;
  }
  sure = (sure || powerSettles(found, scales)) && isEnough(found);
  const mapping: Partial<Record<Role, MappedColumn>> = {};
  for (const [role, scale] of scales) mapping[role] = { key: found[role]!.key, scale };
  return { mapping, sure };
}

function isEnough({ volts, amps, watts }: Found): boolean {
  return watts !== undefined || (volts !== undefined && amps !== undefined);
}

function timeScale({ key }: Candidate): number {
  return /micros|^us/i.test(key) ? 1e-3 : 1;
}

/** The scale that makes the column's typical value usual, or null. */
function scaleByMagnitude(role: Exclude<Role, 'timeMs'>, { values }: Candidate): number | null {
  const typical = Math.abs(median(values));
  const [low, high] = USUAL[role];
  if (typical >= low && typical <= high) return 1;
  return typical * 1e-3 >= low && typical * 1e-3 <= high ? 1e-3 : null;
}

/** Watts that are volts × amps settle all three units. */
function powerSettles({ volts, amps, watts }: Found, scales: ReadonlyMap<Role, number>): boolean {
  if (!volts || !amps || !watts) return false;
  const of = (role: Role, column: Candidate) => median(column.values) * (scales.get(role) ?? 1);
  const product = Math.abs(of('volts', volts) * of('amps', amps));
  const power = Math.abs(of('watts', watts));
  return power > 0 && Math.abs(product - power) <= 0.05 * power;
}

function median(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known.length === 0 ? NaN : known[known.length >> 1];
}
