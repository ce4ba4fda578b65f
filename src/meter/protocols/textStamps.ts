/** Times of day and dates as logs print them, alone or before a line. */

export interface Stamp {
  /** Since 1970, or since midnight where no date stands there; ms. */
  readonly ms: number;
  /** One count of its last digit, ms. */
  readonly resolutionMs: number;
  readonly dated: boolean;
}

/** Year first, or year last by the separator's custom: `/` month first, `.` and `-` day first. */
const DATE =
  '(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})|(\\d{1,2})([-/.])(\\d{1,2})[-/.](\\d{4}|\\d{2})';
/** A comma before milliseconds only where no column can follow it; Zephyr prints `01.234,567`. */
const FRACTION = '[.:](\\d{1,9})(?:,(\\d{3}))?|,(\\d{3}|\\d{6})(?=[\\s\\]]|$)';
const TIME = `(?:(\\d+)\\.)?(\\d{1,4}):(\\d{2}):(\\d{2})(?:${FRACTION})?(?:\\s*([ap]m))?`;
const ZONE = '\\s*(?:Z|UTC|([+-]\\d{2}):?(\\d{2}))?';
const STAMP = `(?:(?:${DATE})(?:T|[ \\t]+|,\\s*))?${TIME}${ZONE}`;
const WHOLE = new RegExp(`^(?:${STAMP})$`, 'i');
const LEADING = new RegExp(
  `^(\\[?)(?:${STAMP})(?![\\w.:,;\\t])(\\]?)\\s*(?:->|[-|>:](?=\\s))?\\s*`,
  'i',
);
/** ESP-IDF: `I (12345) tag: `; the kernel's: `[    1.234567] `. */
const COUNTED: readonly [RegExp, number][] = [
  [/^[EWIDV] \((\d+)\) [\w.-]+:\s*/, 1],
  [/^\[\s*(\d+\.\d{3,9})\]\s*/, 1000],
];
/** What loggers put between the time and the text: `[D][sensor:094]: `, `<inf> ina219: `. */
const DECORATION = /^(?:(?:\[[A-Za-z][\w:. -]*\])+:?|<\w+>\s+[\w.-]+:)\s*/;

/** @returns null where the text is nothing but a time */
export function readStamp(text: string): Stamp | null {
  const match = WHOLE.exec(text.replace(/^="?|"$/g, '').trim());
  return match && stampOf(match.slice(1));
}

/** Takes the time and the logger's marks from a line's beginning. */
export function withoutLead(line: string): { readonly stamp: Stamp | null; readonly rest: string } {
  const clock = LEADING.exec(line);
  if (clock && (clock[1] === '[') === (clock.at(-1) === ']')) {
    const rest = line.slice(clock[0].length).replace(DECORATION, '');
    return { stamp: stampOf(clock.slice(2, -1)), rest };
  }
  for (const [lead, scale] of COUNTED) {
    const match = lead.exec(line);
    if (!match) continue;
    const decimals = match[1].split('.')[1]?.length ?? 0;
    const stamp = {
      ms: Number(match[1]) * scale,
      resolutionMs: scale * 10 ** -decimals,
      dated: true,
    };
    return { stamp, rest: line.slice(match[0].length).replace(DECORATION, '') };
  }
  return { stamp: null, rest: line.replace(DECORATION, '') };
}

function stampOf(parts: readonly (string | undefined)[]): Stamp | null {
  const [, , , , , , , days = '0', hours, minutes, seconds] = parts;
  const [fraction, more = '', comma] = parts.slice(11, 14);
  const [half, zoneHours, zoneMinutes] = parts.slice(14, 17);
  const date = dateOf(parts);
  if (date === null) return null;
  const digits = comma ?? (fraction ?? '') + more;
  const hour = half ? (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hours);
  const secondsOfDay = (hour * 60 + Number(minutes)) * 60 + Number(`${seconds}.${digits || '0'}`);
  const zone = zoneHours
    ? (Number(zoneHours) * 60 + Math.sign(Number(zoneHours)) * Number(zoneMinutes)) * 60
    : 0;
  return {
    ms: date.ms + Number(days) * DAY_MS + 1000 * (secondsOfDay - zone),
    resolutionMs: 1000 * 10 ** -digits.length,
    dated: date.dated,
  };
}

export const DAY_MS = 86_400_000;

function dateOf(parts: readonly (string | undefined)[]) {
  const [year, month, day, first, separator, second, lastYear] = parts;
  if (year === undefined && lastYear === undefined) return { ms: 0, dated: false };
  const monthFirst = separator === '/' && Number(first) <= 12;
  const [m, d] = year !== undefined ? [month, day] : monthFirst ? [first, second] : [second, first];
  const y = Number(year ?? (lastYear!.length === 2 ? `20${lastYear}` : lastYear));
  const valid = Number(m) >= 1 && Number(m) <= 12 && Number(d) >= 1 && Number(d) <= 31;
  return valid ? { ms: Date.UTC(y, Number(m) - 1, Number(d)), dated: true } : null;
}
