/** Units as boards and logs write them, and what they are in volts, amps, watts and milliseconds. */

export type Role = 'volts' | 'amps' | 'watts' | 'timeMs';

/** value × scale = volts, amps, watts or milliseconds. */
export const UNIT_SCALES: Readonly<Record<Role, Readonly<Record<string, number>>>> = {
  volts: { V: 1, mV: 1e-3, uV: 1e-6, kV: 1e3 },
  amps: { A: 1, mA: 1e-3, uA: 1e-6, nA: 1e-9 },
  watts: { W: 1, mW: 1e-3, uW: 1e-6, kW: 1e3 },
  timeMs: { s: 1000, ms: 1, us: 1e-3, ns: 1e-6, min: 60_000, h: 3_600_000 },
};

const PREFIX = '(?:micro|milli|nano|kilo)';
/** Of another kind than volts, amps, watts and time: a column that has one is none of them. */
const OTHERS =
  '[mkuµμ]?(?:Ah|Wh|VA|VAR|As|Ws|Hz|Ohms?|Ω)|°?[CF]|°|K|%|J|mJ|kJ|rpm|dBm?|bits?|bytes?|lux|hPa|Pa';

/** Source of a regular expression without groups of its own; matched without regard to case. */
export const UNIT = `[mkuµμn]?(?:V|A|W|s)|${PREFIX}?(?:volts?|amp(?:ere)?s?|watts?|sec(?:ond)?s?)|msecs?|usecs?|${OTHERS}`;

const WORDS: readonly [RegExp, string][] = [
  [/volts?$/i, 'V'],
  [/amp(?:ere)?s?$/i, 'A'],
  [/watts?$/i, 'W'],
  [/sec(?:ond)?s?$/i, 's'],
];
const PREFIXES: Readonly<Record<string, string>> = {
  '': '',
  micro: 'u',
  milli: 'm',
  nano: 'n',
  kilo: 'k',
  m: 'm',
  u: 'u',
};

/** `milliamps`, `MA` and `µA` as `UNIT_SCALES` names them; others as they are. */
export function normalUnit(unit: string): string {
  const text = unit.trim().replace(/[µμ]/, 'u');
  for (const [word, short] of WORDS) {
    const prefix = PREFIXES[text.replace(word, '').toLowerCase()];
    if (word.test(text) && prefix !== undefined) return prefix + short;
  }
  if (/^min(?:utes)?$/i.test(text)) return 'min';
  if (/^h(?:(?:ou)?rs?)?$/i.test(text)) return 'h';
  return text.replace(/^([munk]?)([vaws])$/i, caseOfUnit);
}

/** Nobody means mega. */
function caseOfUnit(_: string, prefix: string, unit: string): string {
  return prefix.toLowerCase() + (/s/i.test(unit) ? 's' : unit.toUpperCase());
}
