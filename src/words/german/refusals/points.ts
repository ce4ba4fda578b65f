/** Punkte, die nicht übernommen werden, und was an ihnen nicht stimmen kann. */
import type { points as english } from '../../english/refusals/points';
import { local } from '../../numbers';
import { quoted } from './names';

export const points: typeof english = {
  'points-left-out': ({ count, cause }, say) =>
    `${count === 1 ? '1 Punkt wird' : `${count} Punkte werden`} ausgelassen: ${say(cause)}.`,
  'point-of-model': ({ cause }, say) =>
    `gemessen mit dem Modell ${say(cause)}; dieses Modell wählen, dann die Datei noch einmal importieren`,
  'point-of-dataset': ({ cause }, say) => `gemessen auf dem Datensatz ${say(cause)}`,
  'bundle-names': ({ theirs, ours }) => `${quoted(theirs)} (auf der Seite: ${quoted(ours)})`,
  'bundle-ids': ({ name, theirs, ours }) =>
    `${quoted(name)} mit der Kennung ${theirs ?? '–'} (auf der Seite: ${ours ?? '–'})`,
  'bundle-checksums': ({ name, file, theirs, ours }) =>
    `${quoted(name)} mit der Prüfsumme ${theirs}… von ${file} (auf der Seite: ${ours}…)`,

  'point-contradiction': ({ point, cause }, say) => `${point} widerspricht sich: ${say(cause)}`,
  'too-many-non-zeros': ({ nonZeros, parameters }) =>
    `${nonZeros} Gewichte ungleich null bei ${parameters} Parametern`,
  'repair-accuracy': ({ found, repair }) =>
    `${found ? 'eine' : 'keine'} Genauigkeit nach der Reparatur ${repair}`,
  'repair-images': ({ cut, repaired }) =>
    `${cut} Bilder nach dem Schnitt, ${repaired} nach der Reparatur`,
  'difference-images': ({ images, total }) =>
    `ein Unterschied auf ${images} Bildern, eine Genauigkeit auf ${total}`,
  'difference-answers': ({ onlyFirst, onlySecond, ...answers }) =>
    `${onlyFirst} und ${onlySecond} Bilder, die nur eines der Netze beantwortet, ${right(answers)}`,
  'difference-counted': ({ difference, counted: told, images }) =>
    `ein Unterschied von ${digits(difference)}, gezählt ${told} von ${images} Bildern`,
  'difference-interval': ({ difference, low, high, p }) =>
    `ein Unterschied von ${digits(difference)} zwischen ${digits(low)} und ${digits(high)} mit p ${digits(p)}`,
  'latency-quantiles': ({ quantiles, runtime }) =>
    `Quantile ${quantiles.map(digits).join('; ')} ms mit ${runtime}`,
  'joules-negative': ({ joules }) =>
    `${digits(joules)} J für ein Bild: Das Messgerät war verkehrt herum`,
  'joules-above-idle': ({ aboveIdle, gross }) =>
    `${digits(aboveIdle)} J über Leerlauf, ${digits(gross)} J insgesamt`,
  'window-idle': 'ein Fenster, in dem kein Bild zählt',
  'step-of-no-repair': ({ step, repair }) => `ein Schritt ${step} der Reparatur ${repair}`,
  'step-accuracy': ({ last, repaired }) =>
    `${counted(last)} nach dem letzten Schritt, ${counted(repaired)} nach der Reparatur`,
  'class-accuracy': ({ classes, whole }) =>
    `${counted(classes)} in allen Klassen, ${counted(whole)} im Ganzen`,
};

function right({ correct, total }: { correct: number; total: number }): string {
  return `${correct} von ${total} Bildern richtig`;
}

/** @param answers die richtigen, und alle */
function counted(answers: readonly number[] | null): string {
  return answers ? right({ correct: answers[0], total: answers[1] }) : 'nichts';
}

function digits(value: number): string {
  return local(String(value));
}
