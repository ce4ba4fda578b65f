/** Joules in words: what was measured, what was not, and how it went. */
import type { Interval } from '../meter/energy/inferenceEnergy';
import { shortName } from '../pruning/planName';
import type { EnergyProgress } from '../state/energyState.svelte';
import { energyFigures, type Energy } from '../study/energy';
import { count } from './format';

export function millijoules(joules: number): string {
  const value = 1000 * joules;
  return `${value.toFixed(Math.abs(value) < 10 ? 2 : 1).replace('-', '−')} mJ`;
}

/** `est. 3.63 mJ`: what was not measured says so in front. */
export function energyText(energy: Energy, key: keyof Energy['perInferenceJ']): string {
  const mark = { measured: '', simulated: 'sim. ', estimated: 'est. ' }[energy.source];
  return mark + millijoules(energy.perInferenceJ[key].mean);
}

/** `Energy, estimated`: what was not measured is named so. */
export function energyName(key: keyof Energy['perInferenceJ'], energy: Energy | null): string {
  const source = energy?.source ?? 'measured';
  if (key === 'gross') return source === 'measured' ? 'Energy, gross' : `Energy, ${source}`;
  return '… above idle';
}

function intervalText({ low, high }: Interval): string {
  return `${(1000 * low).toFixed(2).replace('-', '−')} to ${millijoules(high)}`;
}

/** Where the joules come from and how far they may be off. */
export function energyDetail(energy: Energy): string {
  const { gross, aboveIdle } = energy.perInferenceJ;
  if (energy.source === 'estimated')
    return `estimated, ${intervalText(gross)}: latency × documented power of a Raspberry Pi 4B`;
  const figures = energyFigures(energy);
  const parts = [
    energy.source === 'simulated' ? `simulated, not measured (${energy.meter})` : energy.meter,
    `95 % ${intervalText(gross)}, above idle ${intervalText(aboveIdle)}`,
    ...(figures ? figureParts(figures) : []),
  ];
  return parts.join('; ');
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

const SPOILED: Readonly<Record<string, string>> = {
  'meter-lost': 'meter lost',
  'page-hidden': 'page hidden',
  gaps: 'gaps in the samples',
  'few-samples': 'too few readings',
  'worker-failed': 'worker failed',
  throttled: 'throttled or disturbed',
  'no-baseline': 'no idle level',
};

export function spoiledText(reason: string | null): string {
  return reason === null ? 'counts' : (SPOILED[reason] ?? reason);
}

/** What happens now, for the one who waits. */
export function stepText({ kind, plan, round, attempt }: EnergyProgress): string {
  if (plan === null) return 'The board settles, then its idle power is read.';
  const again = attempt > 0 ? ', again because the last window was spoiled' : '';
  const what = kind === 'warm-up' ? 'warms up, then its window runs' : 'runs';
  return `${shortName(plan)} ${what}: round ${round}${again}.`;
}
