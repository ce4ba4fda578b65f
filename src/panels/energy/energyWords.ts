/** Joules in words: what was measured, what was not, and how it went. */
import { LEAST_SAMPLES, type MeasuringSettings } from '../../meter/measuring/measuringSettings';
import type { Energy } from '../../study/point';
import type { EnergyInterval } from '../../meter/energy/energyRecord';
import type { Interval } from '../../meter/energy/inferenceEnergy';
import { windowRangeMs } from '../../meter/measuring/schedule';
import type { Added, TimeLeft } from '../../meter/measuring/measuringRun';
import { fixed } from '../../base/percent';
import { shortName } from '../../pruning/planName';
import type { EnergyProgress } from '../../state/energyState.svelte';
import { DISTURBANCES, remedies } from '../../study/disturbances';
import { energyFigures } from '../../study/energy';
import { energyRatio } from '../../study/energyRatio';
import { count, duration } from '../../words/numbers';
import { accuracyText } from '../meter/meterWords';

export function millijoules(joules: number): string {
  const value = 1000 * joules;
  return `${fixed(value, Math.abs(value) < 10 ? 2 : 1)} mJ`;
}

/** `est. 3.63 mJ`: what was not measured says so in front. */
export function energyText(energy: Energy, key: keyof Energy['perInferenceJ']): string {
  const mark = { measured: '', simulated: 'sim. ', estimated: 'est. ' }[energy.source];
  return (
    (energy.disturbed ? 'disturbed ' : '') + mark + millijoules(energy.perInferenceJ[key].mean)
  );
}

/** `Energy, estimated`: what was not measured is named so. */
export function energyName(key: keyof Energy['perInferenceJ'], energy: Energy | null): string {
  const source = energy?.source ?? 'measured';
  const disturbed = energy?.disturbed ? ', disturbed' : '';
  if (key === 'aboveIdle') return '… above idle';
  return (source === 'measured' ? 'Energy, gross' : `Energy, ${source}`) + disturbed;
}

function intervalText({ low, high }: Interval): string {
  return `${fixed(1000 * low, 2)} to ${millijoules(high)}`;
}

/** `(±0.12 random, ±0.08 systematic)`: what more repeats make smaller, and what they do not. */
function kindsText({ random, systematic }: EnergyInterval): string {
  if (random === undefined || systematic === undefined) return '';
  return ` (±${twoDigits(1000 * random)} random, ±${twoDigits(1000 * systematic)} systematic)`;
}

function twoDigits(value: number): string {
  return value === 0 ? '0' : String(+value.toPrecision(2));
}

/** Where the joules come from and how far they may be off. */
export function energyDetail(energy: Energy): string {
  const disturbed = disturbedText(energy);
  const [source, ...parts] = energyParts(energy);
  return [source, ...(disturbed ? [disturbed] : []), ...parts].join('; ');
}

/** Why the joules come from disturbed windows, and what helps; null where they do not. */
export function disturbedText({ disturbed }: Energy): string | null {
  return disturbed ? `disturbed, no window was clean: ${remedies(disturbed)}` : null;
}

/** The same, one thing each. */
export function energyParts(energy: Energy): string[] {
  const { gross, aboveIdle } = energy.perInferenceJ;
  if (energy.source === 'estimated')
    return [`estimated, ${intervalText(gross)}: latency × documented power of a Raspberry Pi 4B`];
  const figures = energyFigures(energy);
  return [
    energy.source === 'simulated' ? `simulated, not measured (${energy.meter})` : `${energy.meter}`,
    `95 % ${intervalText(gross)}${kindsText(gross)}, above idle ${intervalText(aboveIdle)}${kindsText(aboveIdle)}`,
    ...(energy.accuracy
      ? [`the meter may be off by ${accuracyText(energy.accuracy)} (${energy.accuracy.source})`]
      : []),
    ...(figures ? figureParts(figures) : []),
  ];
}

/** `0.62 of dense (0.60 to 0.64)`: under one meter its factor cancels; null where the two cannot be compared. */
export function energyRatioText(energy: Energy, dense: Energy | null | undefined): string | null {
  const ratio = dense && energyRatio(energy, dense, 'gross');
  if (!ratio) return null;
  const [mean, low, high] = [ratio.mean, ratio.low, ratio.high].map((value) => value.toFixed(3));
  return `gross ${mean} of dense (95 % ${low} to ${high}), in which the meter’s factor cancels`;
}

/** Slower at the end of a window by so much is worth a word. */
const NOTEWORTHY_DRIFT = 1.05;

function figureParts(figures: NonNullable<ReturnType<typeof energyFigures>>): string[] {
  const { meanW, droopVolts, inferencesPerWattHour, latencyDrift, soundWindows } = figures;
  const spoiled = figures.spoiledWindows > 0 ? ` and ${figures.spoiledWindows} spoiled` : '';
  return [
    `${meanW.toFixed(2)} W`,
    ...(droopVolts === null ? [] : [`droop ${droopVolts.toFixed(2)} V`]),
    `${count(Math.round(inferencesPerWattHour / 1000))} k inferences/Wh`,
    `${soundWindows} ${soundWindows === 1 ? 'window' : 'windows'}${spoiled}`,
    ...(latencyDrift > NOTEWORTHY_DRIFT
      ? [`${Math.round(100 * (latencyDrift - 1))} % slower at the end: throttled?`]
      : []),
  ];
}

export function spoiledText(reason: string | null): string {
  return reason === null ? 'counts' : (DISTURBANCES[reason]?.name ?? reason);
}

/**
 * How long windows are, and why they are not what was chosen.
 * @param chosen seconds; null: as long as the meter needs
 * @param rate of the meter, readings a second
 */
export function windowsText(
  settings: MeasuringSettings,
  chosen: number | null,
  rate: number,
): string {
  const { least, most } = windowRangeMs(settings);
  const text = `windows of ${seconds(least)} to ${seconds(most)} s`;
  if (settings.leastWindowMs <= 1000 * (chosen ?? AUTO_SECONDS)) return text;
  const asked = chosen === null ? '' : ` instead of ${chosen} s`;
  return `${text}${asked}, since the meter gives ${+rate.toPrecision(2)} readings a second and a window needs ${LEAST_SAMPLES}`;
}

/** A window of its own choice that needs no word of why. */
const AUTO_SECONDS = 10;

function seconds(ms: number): string {
  return String(+(ms / 1000).toFixed(ms < 10_000 ? 1 : 0));
}

/** `1 min 20 s more than at first: 2 windows are measured again (page hidden)`; null where all goes as promised. */
export function addedText({ ms, again, causes, rounds }: Added): string | null {
  if (ms === 0) return null;
  const names = causes.map(spoiledText).join(', ');
  const reasons = [
    ...(causes.length > 0 ? [`${againText(again)} measured again (${names})`] : []),
    ...(rounds > 0
      ? [`${rounds} more ${rounds === 1 ? 'round' : 'rounds'}, as the interval is still wide`]
      : []),
  ];
  return `${duration(ms / 1000)} more than at first: ${reasons.join(', ')}`;
}

/** `4 min 2 s`, or `4 min 2 s to 13 min 10 s` where further rounds may come. */
export function leftText({ sureMs, mostMs }: TimeLeft): string {
  const [sure, most] = [duration(sureMs / 1000), duration(mostMs / 1000)];
  return sure === most ? sure : `${sure} to ${most}`;
}

function againText(windows: number): string {
  if (windows === 0) return 'an idle window is';
  return windows === 1 ? '1 window is' : `${windows} windows are`;
}

/** What happens now, for the one who waits. */
export function stepText({ kind, plan, round, attempt }: EnergyProgress): string {
  if (plan === null) return 'The board settles, then its idle power is read.';
  const again = attempt > 0 ? ', again because the last window was spoiled' : '';
  const what = kind === 'warm-up' ? 'warms up, then its window runs' : 'runs';
  return `${shortName(plan)} ${what}: round ${round}${again}.`;
}
