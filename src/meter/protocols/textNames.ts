/** What the names of columns mean: whole words of several languages, never parts of words. */
import type { Role } from './textUnits';

/** Any script: a word may be Cyrillic or Chinese. */
const WORDS: Readonly<Record<Role, readonly string[]>> = {
  volts:
    'v u volt volts voltage voltages millivolt millivolts mv vbus busv vin vout vcc vdd vload loadv vsys vsupply ubus uin uout spannung tension voltaje voltaggio tensione tensão tensao spanning napięcie napiecie напряжение 电压 電壓 電圧'.split(
      ' ',
    ),
  amps: 'i a amp amps ampere amperes amperage milliamp milliamps ma current curr cur ibus iin iout iload strom stromstärke stromstaerke courant intensité intensite corriente corrente stroom prąd prad ток 电流 電流'.split(
    ' ',
  ),
  watts:
    'p w watt watts milliwatt milliwatts mw power pwr pbus pin pout pload leistung puissance potencia potência potenza vermogen moc мощность 功率 電力'.split(
      ' ',
    ),
  timeMs:
    't time timestamp timestamps datetime date clock millis micros milliseconds microseconds ms us ts uptime elapsed sec secs second seconds s unixtime epoch zeit zeitstempel uhrzeit datum sekunden millisekunden mikrosekunden temps heure secondes millisecondes tiempo hora segundos milisegundos tempo ora secondi millisecondi tijd tijdstip seconden milliseconden czas дата время 时间 時間 時刻'.split(
      ' ',
    ),
};
/** Endings of compounds such as `Busspannung`, long enough to stand in no other word by chance. */
const ENDINGS: Readonly<Record<Role, RegExp>> = {
  volts: /(?:voltage|spannung|spanning)$/,
  amps: /(?:current|strom|stroom)$/,
  watts: /(?:power|leistung|vermogen)$/,
  timeMs: /(?:timestamp|zeitstempel|millis|micros)$/,
};
/** A name with one of these is neither the supply's voltage, current nor power. */
const STRANGERS = new Set(
  'shunt shu vsh vshunt temp temps2 temperature temperatur température temperatura tc humidity pressure energy energie capacity charge accumulated accum total today yesterday min max minimum maximum peak pk set setpoint ref offset zero adc limit threshold over under resistance ohm ohms dp dn dplus dminus data cc cc1 cc2 duty raw gain error err freq frequency factor pf apparent reactive phase std stdev dev variance samples sample count index id status state mode battery bat rssi mah wh mwh ah'.split(
    ' ',
  ),
);
/** May stand beside a single letter without changing what it means. */
const NEUTRAL =
  /^(?:\d+|avg|mean|average|rms|in|out|bus|load|supply|usb|ch|channel|chan|dc|now|value|val|the|sensor|ina\w*|reading|measured)$/;
/** `Imax`, `Vset`: a letter and what makes it a stranger. */
const STRANGE_LETTER = /^[vuip](?:min|max|peak|pk|set|lim|limit|ref|off|offset|zero|adc|raw)$/;
/** `Vrms`, `Idc`: a letter and what changes nothing. */
const PLAIN_LETTER = /^([vuip])(?:rms|dc|avg|mean|eff)$/;
const SHUNT = /^(?:shunt|shu|vsh|vshu|vshunt|shuntv|shuv)$/;

/** `BusVoltage_mV` → bus, voltage, m, v: lower-case words. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter((word) => word !== '');
}

/** Volts over the shunt are a few millivolts that stand for the current: never the supply. */
export function isShuntVoltage(name: string): boolean {
  const words = wordsOf(name);
  /* What flows through the shunt is the current. */
  if (words.some((word) => word.length > 1 && isOf('amps', word))) return false;
  return words.some((word) => SHUNT.test(word) || word.startsWith('shunt'));
}

/** Names something else than the supply's voltage, current or power. */
export function isForeign(name: string): boolean {
  const words = wordsOf(ownName(name)).filter((word) => !SHUNT.test(word));
  const strange = words.some((word) => STRANGERS.has(word) || STRANGE_LETTER.test(word));
  return strange || isShuntVoltage(name);
}

/** The end of a JSON path, where that is a name by itself: `ENERGY.Power` is a power. */
function ownName(name: string): string {
  const end = name.slice(name.lastIndexOf('.') + 1);
  return wordsOf(end).every((word) => NEUTRAL.test(word)) ? name : end;
}

/** What a name says it is; null: nothing that is looked for. */
export function roleOf(path: string): Role | null {
  const name = ownName(path);
  const words = wordsOf(name);
  if (isForeign(path)) return null;
  if (words.length === 1 && words[0] === 'bus') return 'volts';
  const roles = new Set(words.flatMap((word) => roleOfWord(word, words)));
  return roles.size === 1 ? [...roles][0] : null;
}

function isOf(role: Role, word: string): boolean {
  return WORDS[role].includes(word) || ENDINGS[role].test(word);
}

const ROLES = ['volts', 'amps', 'watts', 'timeMs'] as const;

function roleOfWord(word: string, all: readonly string[]): readonly Role[] {
  if (NEUTRAL.test(word)) return [];
  const plain = PLAIN_LETTER.exec(word)?.[1] ?? word;
  const role = ROLES.find((each) => isOf(each, plain));
  if (!role) return [];
  const letter = word.length === 1 && word.charCodeAt(0) < 128;
  const alone = all.every((other) => other === word || NEUTRAL.test(other));
  return letter && !alone ? [] : [role];
}

/**
 * An INA219 measures its bus behind the shunt, at the board; the "load voltage" of its library's example adds the
 * shunt's own and is really the supply's. So the bus (pin VIN−) comes first, the load's later; a supply's or PSU's
 * beside it stands before the shunt.
 */
export function voltageRank(name: string): number {
  const words = wordsOf(name);
  const pin = /vin\s*([+-])/i.exec(name)?.[1];
  if (pin) return pin === '-' ? 0 : 2;
  if (words.some((word) => word === 'psu' || word === 'supply')) return 3;
  if (words.some((word) => /^(?:v?load|loadv|vload)$/.test(word) || word.startsWith('load')))
    return 2;
  return words.some((word) => /bus/.test(word)) ? 0 : 1;
}

/** `2` of `ch2 V`, `i2`, `2.voltage` and `Bus Voltage (2)`; null: no channel is named. */
export function channelOf(name: string): string | null {
  const match =
    /(?:^|[^\p{L}])(?:ch|chan|channel|kanal|canal)[\s_#.-]*(\d+)/iu.exec(name) ??
    /^\p{L}[\p{L} _]*?[ _]?(\d)$/u.exec(name.replace(/\.(?:avg|mean)$/, '')) ??
    /\((\d)\)$/.exec(name) ??
    /(?:^|\.)(\d+)\./.exec(name);
  return match?.[1] ?? null;
}
