/** What the page says about the power meter. */
import type { Meter } from '../../meter/meters';
import { powerHalfW, type WindowPower } from '../../meter/energy/windowPower';
import type { Accuracy } from '../../meter/meter';
import type { MeterFigures } from '../../meter/session';
import type { MeterTotals } from '../../meter/totals';
import type { TraceSpan } from '../../meter/trace';
import type { MeterStatus } from '../../protocol/meter';
import { fixed } from '../../base/percent';
import type { BrowserOffers, MeterPhase, MeterState } from '../../state/meterState.svelte';
import { bytes, count, duration } from '../../words/numbers';
import { words } from '../../words/words';

/** The parts of the meter's state that words depend on. */
export type MeterFacts = Pick<
  MeterState,
  'phase' | 'meter' | 'kind' | 'status' | 'refusal' | 'mustChooseAgain'
> &
  Partial<Pick<MeterState, 'played'>>;

/** `±0.19 % of the reading and ±0.4 mA` */
export function accuracyText(accuracy: Accuracy): string {
  return words.meter.accuracy(accuracy);
}

/** Without the names of its sisters: `RDTech TC66`. */
export function shortName({ name }: Pick<Meter, 'name'>): string {
  return name.split(/ or |,| \(/)[0];
}

/** `Simulated RDTech UM25C`: what is not measured says so wherever it is named. */
export function sourceName({ meter, kind }: Pick<MeterFacts, 'meter' | 'kind'>): string {
  if (!meter) return 'Power meter';
  if (kind === 'simulated') return `Simulated ${shortName(meter)}`;
  return kind === 'replay' ? `${shortName(meter)}, recorded` : shortName(meter);
}

/** Drawn into every picture of samples that no meter measured; null where one did. */
export function traceNotice(kind: MeterFacts['kind']): string | null {
  if (kind === 'simulated') return 'simulated';
  return kind === 'replay' ? 'recording, not live' : null;
}

export interface Reading {
  readonly volts: string;
  readonly amps: string;
  readonly watts: string;
}

/** Null before the first sample. */
export function readingOf(figures: MeterFigures | null): Reading | null {
  if (!figures || Number.isNaN(figures.watts)) return null;
  const digits = (value: number, places: number) =>
    Number.isNaN(value) ? '–' : fixed(value, places);
  return {
    volts: `${digits(figures.volts, 2)} V`,
    amps: `${digits(figures.amps, 2)} A`,
    watts: `${digits(figures.watts, 2)} W`,
  };
}

/** New readings a second as they come; slow meters in seconds per reading. */
export function rateText({ rateHz, stalled }: Pick<MeterFigures, 'rateHz' | 'stalled'>): string {
  if (stalled) return 'none now';
  if (Number.isNaN(rateHz)) return 'counting …';
  if (rateHz < 0.95) return `1 in ${trimmed(1 / rateHz)} s`;
  return `${rateHz < 9.5 ? trimmed(rateHz) : rateHz.toFixed(0)} Hz`;
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

/** What follows the name in the header. */
export function chipText(facts: MeterFacts): string {
  const { phase, status } = facts;
  if (phase !== 'connected') return CHIP_WORDS[phase];
  const reading = readingOf(status?.figures ?? null);
  if (!reading) return 'no reading yet';
  const { volts, amps, watts } = reading;
  return `${volts} ${amps} ${watts} · ${rateText(status!.figures!)}`;
}

const CHIP_WORDS: Readonly<Record<Exclude<MeterPhase, 'connected'>, string>> = {
  none: 'Connect meter',
  connecting: 'connecting …',
  lost: 'lost',
  refused: 'not connected',
};

/** The state of the connection, as a sentence. */
export function connectionSentence(facts: MeterFacts): string {
  const { phase, meter, status, refusal, mustChooseAgain } = facts;
  const name = sourceName(facts);
  switch (phase) {
    case 'none':
      return mustChooseAgain && meter ? chooseAgainSentence(meter) : 'No meter is connected.';
    case 'connecting':
      return `${name}: waiting for the browser and the meter …`;
    case 'refused':
      return sentence(refusal?.message ?? 'the meter did not connect: try again');
    case 'lost':
      return `${name}: ${sentence(status?.problem?.message ?? 'it was unplugged', false)} Looking for it …`;
    case 'connected':
      return connectedSentence(facts);
  }
}

function connectedSentence(facts: MeterFacts): string {
  const { kind, status } = facts;
  const name = sourceName(facts);
  if (status?.problem) return `${name}: ${sentence(status.problem.message, false)}`;
  if (readingOf(status?.figures ?? null))
    return kind === 'replay'
      ? `${playedText(facts)} It plays again and again.`
      : `${name} is connected.`;
  return `${name} is open, but has sent no reading yet. Is it switched on, and is it the right one?`;
}

/** What is played: of a log its name, format, rows, rate and length, and what was left out. */
function playedText(facts: MeterFacts): string {
  const { played } = facts;
  if (!played) return `${sourceName(facts)}.`;
  const { format, fileName, rows, seconds, damaged, firstDamaged } = played;
  const perSecond = (rows - 1) / seconds;
  const rate = perSecond >= 1 ? perSecond.toFixed(perSecond < 10 ? 1 : 0) : perSecond.toFixed(3);
  const text = `${format} log${fileName ? ` ${fileName}` : ''}: ${several(rows, 'row')}, ${rate} a second, ${seconds.toFixed(seconds < 100 ? 1 : 0)} s.`;
  if (damaged === 0) return text;
  return `${text} ${several(damaged, 'damaged row')} left out, the first in line ${count(firstDamaged!)}.`;
}

function chooseAgainSentence(meter: Meter): string {
  if (meter.link.kind === 'ble')
    return `${shortName(meter)} was connected last. Browsers do not keep Bluetooth devices: connect it and choose it again.`;
  return `${shortName(meter)} was connected last. The browser did not keep its port (adapters without a serial number are forgotten when unplugged): connect it and choose it again.`;
}

/** Messages are written to follow a colon. */
function sentence(message: string, capital = true): string {
  const text = capital ? message[0].toUpperCase() + message.slice(1) : message;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Where no check objects. @param assumed the voltage was entered, and power is computed with it: the two always fit */
export function soundText(assumed: boolean): string {
  return assumed
    ? 'The current fits a 5 V board. The voltage is the one that was entered: nothing measures it.'
    : 'Power fits voltage × current, and both fit a 5 V board.';
}

/** What was lost on the way, or null where nothing was. */
export function droppedText({ figures, hiccups, losses }: MeterStatus): string | null {
  const { lostSamples = 0, skippedBytes = 0 } = figures?.counts ?? {};
  const parts = [
    lostSamples > 0 ? `${several(lostSamples, 'sample')} lost` : '',
    skippedBytes > 0 ? `${several(skippedBytes, 'byte')} without meaning` : '',
    hiccups > 0 ? several(hiccups, 'read error') : '',
    losses > 0 ? `unplugged ${count(losses)} ×` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : null;
}

function several(number: number, thing: string): string {
  return `${count(number)} ${thing}${number === 1 ? '' : 's'}`;
}

/** Why this browser cannot reach such a meter, and what to do; null where it can. */
export function missingApi({ link }: Meter, offers: BrowserOffers): string | null {
  const { api, offer } = APIS[link.kind];
  if (offers[offer]) return null;
  if (!offers.secure)
    return `The browser hides ${api} from pages that come over plain http: open the lab by localhost or 127.0.0.1 on the machine that serves it, or by https. The simulated meter works here too.`;
  const hidden =
    link.kind === 'ble'
      ? ' On Linux Chromium has it switched off: set chrome://flags/#enable-web-bluetooth (before 98 #enable-experimental-web-platform-features) to Enabled and start it anew.'
      : '';
  return `This browser has no ${api}: open the lab in Chromium or Chrome.${hidden} The simulated meter works here too.`;
}

const APIS = {
  serial: { api: 'Web Serial', offer: 'serial' },
  hid: { api: 'WebHID', offer: 'hid' },
  ble: { api: 'Web Bluetooth', offer: 'bluetooth' },
} as const;

/** What a brushed window tells: mean power and energy with their 95 % intervals. */
export function windowText(
  { fromMs, toMs }: TraceSpan,
  power: WindowPower | null,
  idleW: number | null,
): readonly [name: string, value: string][] {
  const seconds = (toMs - fromMs) / 1000;
  const length: [string, string] = ['Window', `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`];
  if (!power) return [length, ['Mean', 'too few readings']];
  const half = powerHalfW(power);
  const above = idleW === null ? null : (power.meanW - idleW) * seconds;
  return [
    length,
    ['Mean', `${withHalf(power.meanW, half)} W`],
    ['Energy', `${withHalf(power.meanW * seconds, half * seconds)} J`],
    ...(above === null ? [] : [['Above idle', `${joules(above)} J`] as [string, string]]),
    ['Readings', `${count(power.samples)}${coverage(power.coveredShare)}`],
  ];
}

function coverage(share: number): string {
  return share >= 0.995 ? '' : `, ${(100 * share).toFixed(0)} % covered`;
}

/** `3.500 ± 0.050`: two digits of the uncertainty are enough. */
function withHalf(value: number, half: number): string {
  const digits = half > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(half)), 1), 4) : 3;
  return `${fixed(value, digits)} ± ${half.toFixed(digits)}`;
}

function joules(value: number): string {
  return fixed(value, Math.abs(value) < 10 ? 2 : 1);
}

/** `12.35 mWh, 2.418 mAh in 1 min 5 s`, and what is not in it; null before two readings. */
export function totalsText(totals: MeterTotals | undefined): string | null {
  if (!totals || totals.seconds === 0) return null;
  const { milliwattHours, milliampHours, seconds, leftOutSeconds, gaps } = totals;
  const charge = Number.isNaN(milliampHours) ? '' : `, ${fourDigits(milliampHours)} mAh`;
  const left =
    gaps > 0 ? `; without ${several(gaps, 'gap')} of ${duration(leftOutSeconds)} altogether` : '';
  return `${fourDigits(milliwattHours)} mWh${charge} in ${duration(seconds)}${left}`;
}

function fourDigits(value: number): string {
  const text = Math.abs(value) < 1000 ? value.toPrecision(4) : count(Math.round(value));
  return text.replace('-', '−');
}

/** `meter-um25c-2026-11-23T05-14-00.bytes` */
export function meterFileName(id: string, date: Date, ending: 'bytes' | 'csv'): string {
  return `meter-${id}-${date.toISOString().slice(0, 19).replaceAll(':', '-')}.${ending}`;
}

export function recordedText(recordedBytes: number): string {
  return `${recordedBytes < 10_000 ? several(recordedBytes, 'byte') : bytes(recordedBytes)} recorded`;
}
