/** Which columns may be volts, amps, watts and time: by name, by unit, by size. */
import { LOG_TIME } from './textFields';
import { isForeign, roleOf, voltageRank } from './textNames';
import { UNIT_SCALES, type Role } from './textUnits';

/** What a Raspberry Pi's 5 V line shows, in the base unit: from, to. */
const USUAL: Readonly<Record<Exclude<Role, 'timeMs'>, readonly [number, number]>> = {
  volts: [4, 6],
  amps: [0.02, 3.5],
  watts: [0.1, 20],
};

export interface Candidate {
  readonly key: string;
  readonly unit: string | null;
  readonly values: readonly number[];
  readonly stamped: boolean;
}
export type Found = Partial<Record<Role, Candidate>>;

export function isTime({ key, unit, stamped }: Candidate): boolean {
  if (stamped) return true;
  return roleOf(key) === 'timeMs' && (unit === null || unit in UNIT_SCALES.timeMs);
}

export function byName(columns: readonly Candidate[]): Found {
  const times = columns.filter(isTime);
  const usable = columns.filter((column) => !isForeign(column.key) && !times.includes(column));
  const found: Found = { timeMs: bestTime(times) };
  for (const role of ['volts', 'amps', 'watts'] as const) {
    const fit = usable.filter((column) => mayBe(role, column));
    const called = fit.filter(({ key }) => roleOf(key) === role);
    const best = called.sort((a, b) => nameRank(role, a) - nameRank(role, b));
    found[role] = best[0] ?? fit.find(hasUnitAlone);
  }
  return found;
}

/** Known by its unit, not by its name. */
function hasUnitAlone({ key, unit }: Candidate): boolean {
  return unit !== null && roleOf(key) === null;
}

type Measured = Exclude<Role, 'timeMs'>;

/** Another column could be meant as well: `Vin` beside `Vout`. One that holds the same numbers is no other. */
export function hasRival(role: Measured, found: Found, columns: readonly Candidate[]): boolean {
  const chosen = found[role];
  if (!chosen) return false;
  const rank = (column: Candidate) => nameRank(role, column) >> 1;
  const taken = Object.values(found);
  return columns.some(
    (column) =>
      !taken.includes(column) &&
      !isForeign(column.key) &&
      mayBe(role, column) &&
      (hasUnitAlone(chosen) ? hasUnitAlone(column) : roleOf(column.key) === role) &&
      rank(column) === rank(chosen) &&
      column.values.some((value, i) => value !== chosen.values[i]),
  );
}

/**
 * Volts behind the shunt, watts that were measured before those that were calculated, then names with a unit, then
 * whole words before single letters.
 */
function nameRank(role: Role, { key, unit }: Candidate): number {
  const place = role === 'volts' ? voltageRank(key) : /calc/i.test(key) ? 1 : 0;
  const letter = /^\p{L}(?: \(\d\))?$/u.test(key);
  return 4 * place + (unit === null ? 2 : 0) + (letter ? 1 : 0);
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
export function byMagnitude(columns: readonly Candidate[], named: Found): Found {
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

/** The scale that makes the column's typical value usual, or null. */
export function scaleByMagnitude(
  role: Exclude<Role, 'timeMs'>,
  { values }: Candidate,
): number | null {
  const typical = Math.abs(median(values));
  const [low, high] = USUAL[role];
  if (typical >= low && typical <= high) return 1;
  return typical * 1e-3 >= low && typical * 1e-3 <= high ? 1e-3 : null;
}

export function median(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known.length === 0 ? NaN : known[known.length >> 1];
}
