/** The joules of a point: named for what they are, with all that belongs to them. */
import type { Energy } from '../../study/point';
import { energyFigures, type EnergyFigures } from '../../study/energy';
import { troubleWords } from '../../study/paceSentences';
import { energyRatio } from '../../study/energyRatio';
import { words } from '../../words/words';
import { inWords } from '../../words/inWords';
import type { RecordedAccuracy } from '../../meter/energy/energyRecord';

/** `est. 3.63 mJ`: what was not measured says so in front. */
export function energyText(energy: Energy, key: keyof Energy['perInferenceJ']): string {
  const text = words.energy.joules[energy.source](energy.perInferenceJ[key].mean);
  return energy.disturbed ? words.energy.joules.disturbed(text) : text;
}

/** `Energy, estimated`: what was not measured is named so. */
export function energyName(key: keyof Energy['perInferenceJ'], energy: Energy | null): string {
  if (key === 'aboveIdle') return words.energy.names.aboveIdle;
  return words.energy.names[energy?.source ?? 'measured'](Boolean(energy?.disturbed));
}

/** Where the joules come from and how far they may be off. */
export function energyDetail(energy: Energy): string {
  const [source, ...parts] = energyParts(energy);
  return words.energy.parts([
    source,
    ...(energy.disturbed ? [words.energy.disturbed(energy.disturbed)] : []),
    ...parts,
  ]);
}

/** The same, one thing each, without the disturbances. */
export function energyParts(energy: Energy): string[] {
  const { gross, aboveIdle } = energy.perInferenceJ;
  if (energy.source === 'estimated') return [words.energy.estimate(gross)];
  const meter = `${energy.meter}`;
  const figures = energyFigures(energy);
  return [
    energy.source === 'simulated' ? words.energy.simulatedBy(meter) : meter,
    words.energy.intervals(gross, aboveIdle),
    ...(energy.accuracy
      ? [
          words.energy.accuracy(
            words.meter.accuracy(energy.accuracy),
            accuracySource(energy.accuracy),
          ),
        ]
      : []),
    ...(figures ? figureParts(figures) : []),
  ];
}

function accuracySource({ id = '', source }: RecordedAccuracy): string {
  return inWords('accuracies', { id, source }).source;
}

/** `0.62 of dense (0.60 to 0.64)`: under one meter its factor cancels; null where the two cannot be compared. */
export function energyRatioText(energy: Energy, dense: Energy | null | undefined): string | null {
  const ratio = dense && energyRatio(energy, dense, 'gross');
  return ratio ? words.energy.ratio(ratio) : null;
}

/** Slower at the end of a window by so much is worth a word. */
const NOTEWORTHY_DRIFT = 1.05;

function figureParts(figures: EnergyFigures): string[] {
  const { meanW, droopVolts, inferencesPerWattHour, latencyDrift, troubles } = figures;
  return [
    words.energy.watts(meanW),
    ...(droopVolts === null ? [] : [words.energy.droop(droopVolts)]),
    words.energy.perWattHour(inferencesPerWattHour),
    words.energy.windowsBehind(figures.soundWindows, figures.spoiledWindows),
    ...(latencyDrift > NOTEWORTHY_DRIFT ? [words.energy.slowedDown(latencyDrift - 1)] : []),
    ...(troubles.length > 0 ? [words.energy.troubled(troubleWords(troubles))] : []),
  ];
}
