/** Which column of a board's text is volts, amps, watts and time, in what unit, and how its numbers are written. */
import { LOG_TIME, type Field } from './textFields';
import { channelOf, isForeign, roleOf, voltageRank } from './textNames';
import { decimalOf, readNumber, type Decimal } from './textNumbers';
import { normalUnit, UNIT_SCALES, type Role } from './textUnits';

/** value × scale = volts, amps, watts or milliseconds. */
export interface MappedColumn {
  readonly key: string;
  readonly scale: number;
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

/** What a Raspberry Pi's 5 V line shows, in the base unit: from, to. */
const USUAL: Readonly<Record<Exclude<Role, 'timeMs'>, readonly [number, number]>> = {
  volts: [4, 6],
  amps: [0.02, 3.5],
  watts: [0.1, 20],
};

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

/** In its own unit, or by magnitude. */
export function valueOf(record: TextRecord, column: MappedColumn, decimal?: Decimal): number {
  const field = record.get(column.key);
  if (!field) return NaN;
  const value = field.text === undefined ? field.value : readNumber(field.text, decimal ?? 'point');
  return value * column.scale;
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

interface Candidate {
  readonly key: string;
  readonly unit: string | null;
  readonly values: readonly number[];
  readonly stamped: boolean;
}
type Found = Partial<Record<Role, Candidate>>;

function columnsOf(records: readonly TextRecord[], decimal: Decimal): Candidate[] {
  return [...records[0].values()].map(({ key, unit, resolutionMs }) => ({
    key,
    unit: unit === null ? null : normalUnit(unit),
    values: records.map((record) => valueOf(record, { key, scale: 1 }, decimal)),
    stamped: resolutionMs !== undefined,
  }));
}

/** Channels whose columns are enough for a power of their own, in the order of their names. */
function channelsOf(columns: readonly Candidate[], decimal: Decimal): ChannelGuess[] {
  const names = [...new Set(columns.map(({ key }) => channelOf(key)))].filter(
    (name) => name !== null,
  );
  const shared = columns.filter(({ key }) => channelOf(key) === null);
  const first = columns.some(({ key }) => /\(\d\)$/.test(key)) ? shared : [];
  const sets = names
    .sort()
    .map((name): [string, Candidate[]] => [
      name,
      columns.filter(({ key }) => channelOf(key) === name),
    ]);
  if (first.length > 0) sets.unshift(['1', first]);
  const times = shared.filter(isTime);
  return sets.flatMap(([name, own]) => {
    const { mapping } = guessOf([...times, ...own], decimal);
    const enough = mapping.watts ?? (mapping.amps && mapping.volts);
    return enough ? [{ name, mapping }] : [];
  });
}

function guessOf(columns: readonly Candidate[], decimal: Decimal): Omit<ColumnGuess, 'channels'> {
  const named = byName(columns);
  const { mapping, sure } = withScales({ ...named, ...byMagnitude(columns, named) });
  return { mapping: { ...mapping, ...(decimal === 'comma' && { decimal }) }, sure };
}

function isTime({ key, unit, stamped }: Candidate): boolean {
  if (stamped) return true;
  return roleOf(key) === 'timeMs' && (unit === null || unit in UNIT_SCALES.timeMs);
}

function byName(columns: readonly Candidate[]): Found {
  const times = columns.filter(isTime);
  const usable = columns.filter((column) => !isForeign(column.key) && !times.includes(column));
  const found: Found = { timeMs: bestTime(times) };
  for (const role of ['volts', 'amps', 'watts'] as const) {
    const fit = usable.filter((column) => mayBe(role, column));
    const called = fit.filter(({ key }) => roleOf(key) === role);
    const best = called.sort((a, b) => nameRank(role, a) - nameRank(role, b));
    found[role] = best[0] ?? fit.find(({ key, unit }) => unit !== null && roleOf(key) === null);
  }
  return found;
}

/** Volts behind the shunt, then names with a unit, then whole words before single letters. */
function nameRank(role: Role, { key, unit }: Candidate): number {
  const place = role === 'volts' ? voltageRank(key) : 0;
  return 4 * place + (unit === null ? 2 : 0) + (key.length === 1 ? 1 : 0);
}

/** A board's own fine clock before a time of day, and that before what the logger wrote on arrival. */
function bestTime(times: readonly Candidate[]): Candidate | undefined {
  const rank = ({ key, unit, stamped }: Candidate) =>
    key === LOG_TIME
      ? 3
      : stamped
        ? 2
        : unit === 'ms' || unit === 'us' || /milli|micro/i.test(key)
          ? 0
          : 1;
  return [...times].sort((a, b) => rank(a) - rank(b))[0];
}

/** A unit of another kind speaks against a name. */
function mayBe(role: Role, { unit }: Candidate): boolean {
  return unit === null || unit in UNIT_SCALES[role];
}

/** Columns without a name: volts by their size, then the first that can be a current. */
function byMagnitude(columns: readonly Candidate[], named: Found): Found {
  const free = columns.filter(
    (column) => /(?:^|\s)\d+$/.test(column.key) && !Object.values(named).includes(column),
  );
  const take = (accept: (column: Candidate) => boolean) => {
    const index = free.findIndex(accept);
    return index < 0 ? undefined : free.splice(index, 1)[0];
  };
  const isUsual = (role: Exclude<Role, 'timeMs'>) => (column: Candidate) =>
    scaleByMagnitude(role, column) !== null;
  const found: Found = {};
  found.timeMs = named.timeMs ?? take(isCounting);
  found.volts = named.volts ?? take(isUsual('volts'));
  found.amps = named.amps ?? take(isUsual('amps'));
  found.watts = named.watts ?? take(isUsual('watts'));
  return found;
}

function isCounting({ values }: Candidate): boolean {
  return (
    values.length > 2 &&
    values.every((value, i) => Number.isInteger(value) && (i === 0 || value > values[i - 1]))
  );
}

function withScales(found: Found): Omit<ColumnGuess, 'channels'> {
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

const AGREES = 0.05;

/** Watts that are volts × amps settle all three units. */
function powerSettles({ volts, amps, watts }: Found, scales: ReadonlyMap<Role, number>): boolean {
  if (!volts || !amps || !watts) return false;
  const of = (role: Role, column: Candidate) => median(column.values) * (scales.get(role) ?? 1);
  const product = Math.abs(of('volts', volts) * of('amps', amps));
  const power = Math.abs(of('watts', watts));
  return power > 0 && Math.abs(product - power) <= AGREES * power;
}

function median(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known.length === 0 ? NaN : known[known.length >> 1];
}
