/** Which column of a board's text is volts, amps, watts and time, in what unit, and how its numbers are written. */
import { byMagnitude, byName, hasRival, isTime, median, scaleByMagnitude } from './textCandidates';
import type { Candidate, Found } from './textCandidates';
import type { Field } from './textFields';
import { channelOf } from './textNames';
import { decimalOf, readNumber, type Decimal } from './textNumbers';
import { normalUnit, UNIT_SCALES, type Role } from './textUnits';

/** value × scale = volts, amps, watts or milliseconds. */
export interface MappedColumn {
  readonly key: string;
  readonly scale: number;
  /** That `scale` is of, where the text tells one: a board may print 999.9 mA and then 1.002 A. */
  readonly unit?: string;
}

export type ColumnMapping = Readonly<Partial<Record<Role, MappedColumn>>> & {
  /** How numbers such as `1,234` are read; a point where nothing is said. */
  readonly decimal?: Decimal;
  /** The supply's volts, where the board prints current alone. */
  readonly constantVolts?: number;
};

export interface ChannelGuess {
  readonly name: string;
  readonly mapping: ColumnMapping;
}

export interface ColumnGuess {
  readonly mapping: ColumnMapping;
  /** False: names, magnitudes, decimal signs or channels leave a doubt, so the user must confirm before anything is measured. */
  readonly sure: boolean;
  /** Of a board that measures several supplies: each with its columns; otherwise none. */
  readonly channels: readonly ChannelGuess[];
}

export type TextRecord = ReadonlyMap<string, Field>;

/** @param records the first few records, at least one, all with the same keys */
export function guessColumns(records: readonly TextRecord[]): ColumnGuess {
  const texts = records.flatMap((record) =>
    [...record.values()].flatMap(({ text }) => (text === undefined ? [] : [text])),
  );
  const decimal = decimalOf(texts);
  if (decimal !== 'either') return guessWith(records, decimal);
  const both = [guessWith(records, 'point'), guessWith(records, 'comma')];
  const likely = both.filter(({ mapping }) => isLikely(records, mapping));
  if (likely.length === 1) return likely[0];
  return { ...(likely[0] ?? both[0]), sure: false };
}

/**
 * Lines of other kinds may be other supplies: then all are channels to choose from.
 * @param kinds records of every kind that has come, alike within each
 */
export function guessOfKinds(
  records: readonly TextRecord[],
  kinds: readonly (readonly TextRecord[])[],
): ColumnGuess {
  const guess = guessColumns(records);
  if (!isPower(guess.mapping)) return guess;
  const own = new Set(records[0].keys());
  const others = kinds
    .filter(({ length }) => length >= OFTEN)
    .map((kind) => guessColumns(kind).mapping)
    .filter((mapping) => isPower(mapping) && valueKeys(mapping).some((key) => !own.has(key)));
  if (others.length === 0) return guess;
  const channels = guess.channels.length > 0 ? guess.channels : [guess.mapping].map(channelGuess);
  const all = [...channels, ...others.map(channelGuess)];
  return { ...guess, sure: false, channels: all.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** A line that came once may be a damaged one. */
const OFTEN = 2;

function channelGuess(mapping: ColumnMapping): ChannelGuess {
  const keys = valueKeys(mapping);
  const [name = keys[0]] = keys.flatMap((key) => channelOf(key) ?? []);
  return { name, mapping };
}

/** The columns that one sample needs. */
export function valueKeys({ volts, amps, watts }: ColumnMapping): string[] {
  return [volts, amps, watts].flatMap((column) => (column ? [column.key] : []));
}

function isPower({ volts, amps, watts }: ColumnMapping): boolean {
  return watts !== undefined || (volts !== undefined && amps !== undefined);
}

/** In its own unit, or by magnitude. */
export function valueOf(record: TextRecord, column: MappedColumn, decimal?: Decimal): number {
  const field = record.get(column.key);
  if (!field) return NaN;
  const value = field.text === undefined ? field.value : readNumber(field.text, decimal ?? 'point');
  return value * column.scale * changeOf(field.unit, column.unit);
}

/** What a reading's own unit is in the column's; NaN where it is of another kind. */
function changeOf(own: string | null, unit: string | undefined): number {
  if (own === null || unit === undefined || own === unit) return 1;
  const known = normalUnit(own);
  const scales = Object.values(UNIT_SCALES).find((units) => unit in units);
  return scales ? (scales[known] ?? NaN) / scales[unit] : 1;
}

/** No supply of a board has less or more. */
const SUPPLY_VOLTS = [0.5, 60] as const;

/** Whether this way to read `1,234` gives watts that are volts × amps, or at least volts that a supply may have. */
function isLikely(records: readonly TextRecord[], mapping: ColumnMapping): boolean {
  const { volts, amps, watts, decimal } = mapping;
  const typical = (column: MappedColumn) =>
    Math.abs(median(records.map((record) => valueOf(record, column, decimal))));
  if (volts && amps && watts) {
    const power = typical(watts);
    return Math.abs(typical(volts) * typical(amps) - power) <= AGREES * power;
  }
  return (
    volts !== undefined && typical(volts) >= SUPPLY_VOLTS[0] && typical(volts) <= SUPPLY_VOLTS[1]
  );
}

function guessWith(records: readonly TextRecord[], decimal: Decimal): ColumnGuess {
  const columns = columnsOf(records, decimal);
  const channels = channelsOf(columns, decimal);
  if (channels.length > 1) return { mapping: channels[0].mapping, sure: false, channels };
  return { ...guessOf(columns, decimal), channels: [] };
}

function columnsOf(records: readonly TextRecord[], decimal: Decimal): Candidate[] {
  return [...records[0].values()].map(({ key, unit, resolutionMs }) => ({
    key,
    unit: unit === null ? null : normalUnit(unit),
    values: records.map((record) => valueOf(record, inUnit(key, unit), decimal)),
    stamped: resolutionMs !== undefined,
  }));
}

function inUnit(key: string, unit: string | null): MappedColumn {
  return { key, scale: 1, ...(unit !== null && { unit: normalUnit(unit) }) };
}

/** Channels whose columns are enough for a power of their own, in the order of their names. */
function channelsOf(columns: readonly Candidate[], decimal: Decimal): ChannelGuess[] {
  const names = [...new Set(columns.map(({ key }) => channelOf(key)))].filter(
    (name) => name !== null,
  );
  const shared = columns.filter(({ key }) => channelOf(key) === null);
  const first = columns.some(({ key }) => /\(\d\)$/.test(key)) ? shared : [];
  if (first.length > 0 && !names.includes('1')) names.push('1');
  const sets = names
    .sort()
    .map((name): [string, Candidate[]] => [
      name,
      columns.filter(
        (column) => channelOf(column.key) === name || (name === '1' && first.includes(column)),
      ),
    ]);
  const times = shared.filter(isTime);
  return sets.flatMap(([name, own]) => {
    const { mapping } = guessOf([...times, ...own], decimal);
    const enough = mapping.watts ?? (mapping.amps && mapping.volts);
    return enough ? [{ name, mapping }] : [];
  });
}

function guessOf(columns: readonly Candidate[], decimal: Decimal): Omit<ColumnGuess, 'channels'> {
  const named = byName(columns);
  const { mapping, sure } = withScales({ ...named, ...byMagnitude(columns, named) }, columns);
  return { mapping: { ...mapping, ...(decimal === 'comma' && { decimal }) }, sure };
}

function withScales(found: Found, columns: readonly Candidate[]): Omit<ColumnGuess, 'channels'> {
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
  const mapping = mappingOf(found, scales);
  const rivals = (['volts', 'amps'] as const).some((role) => hasRival(role, found, columns));
  sure =
    ((sure && !rivals && isSupply(found, scales)) || powerSettles(found, scales)) &&
    isPower(mapping);
  sure &&= !hasRival('watts', found, columns) && isPossible(found, scales);
  return { mapping, sure };
}

function mappingOf(found: Found, scales: ReadonlyMap<Role, number>): ColumnMapping {
  return Object.fromEntries(
    [...scales].map(([role, scale]) => [role, { ...mappedUnit(role, found[role]!), scale }]),
  );
}

function mappedUnit(role: Role, { key, unit }: Candidate): Omit<MappedColumn, 'scale'> {
  return unit !== null && unit in UNIT_SCALES[role] ? { key, unit } : { key };
}

/** No board that runs this page lives on less: such volts may be a current sensor's output. */
const LEAST_SUPPLY_VOLTS = 3;

function isSupply({ volts }: Found, scales: ReadonlyMap<Role, number>): boolean {
  if (!volts) return true;
  return size('volts', volts, scales) >= LEAST_SUPPLY_VOLTS;
}

function timeScale({ key }: Candidate): number {
  return /micros|^us/i.test(key) ? 1e-3 : 1;
}

const AGREES = 0.05;

/** Watts that are volts × amps settle all three units. */
function powerSettles({ volts, amps, watts }: Found, scales: ReadonlyMap<Role, number>): boolean {
  if (!volts || !amps || !watts) return false;
  const product = size('volts', volts, scales) * size('amps', amps, scales);
  const power = size('watts', watts, scales);
  return power > 0 && Math.abs(product - power) <= AGREES * power;
}

/** Alternating current may give less than volts × amps; nothing gives more: then a unit is printed wrong. */
function isPossible({ volts, amps, watts }: Found, scales: ReadonlyMap<Role, number>): boolean {
  if (!volts || !amps || !watts) return true;
  const product = size('volts', volts, scales) * size('amps', amps, scales);
  return size('watts', watts, scales) <= MOST_OVER * product + ROUNDING_W;
}

const MOST_OVER = 1.25;
const ROUNDING_W = 0.5;

function size(role: Role, column: Candidate, scales: ReadonlyMap<Role, number>): number {
  return Math.abs(median(column.values)) * (scales.get(role) ?? 1);
}
