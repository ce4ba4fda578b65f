/** Netze in Dateien, die nicht sind, was ihre Dateien sagen. */
import type { networks as english } from '../../english/refusals/networks';
import { count, local } from '../../numbers';
import { named } from './names';

const FIGURES = {
  parameters: 'Parameter',
  nonZeros: 'Gewichte ungleich null',
  macs: 'Multiplikationen',
  bytes: 'Bytes',
  encoded: 'kodierte Bytes',
  gzip: 'Bytes nach gzip',
};

const KEYS = {
  width: 'Breite',
  inputSize: 'Seite der Bilder',
  stemStride: 'Schrittweite am Eingang',
  classes: 'Klassen',
};

export const networks: typeof english = {
  'file-of-points': ({ points }) =>
    `diese Datei erzählt von ${points} Punkten statt von einem; das Netz noch einmal speichern`,
  'file-of-model': ({ made, shown }) =>
    `dieses Netz entstand aus dem Modell ${named(made)}, aber die Seite zeigt das Modell ${named(shown)}: zuerst das passende wählen`,
  'file-contradiction': ({ cause }, say) =>
    `diese Datei widerspricht sich: ${say(cause)}; sie noch einmal speichern`,
  'file-without-weights':
    'in dieser Datei sind keine Gewichte: ein Netz wählen, das diese Seite gespeichert hat',
  'network-file': ({ cause }, say) =>
    `${say(cause)}: die Datei eines anderen Netzes wählen, oder es noch einmal speichern`,
  'answered-images': ({ told, here }) =>
    `dieses Netz hat die Bilder des Datensatzes ${named(told)} beantwortet, aber die Seite hat den Datensatz ${named(here)}`,
  'told-figure': ({ figure, found, told }) =>
    `${FIGURES[figure]}: Dieses Netz hat ${count(found)}, aber seine Datei sagt ${count(told)}`,
  'told-images': ({ told, count: found }) =>
    `seine Datei sagt ${count(told)} Bilder, aber es sind ${count(found)}`,
  'answers-no-numbers': 'seine Antworten sind keine Zahlen',
  'told-answers': ({ found, of, told, toldOf }) =>
    `dieses Netz beantwortet ${count(found)} von ${count(of)} Bildern richtig, aber seine Datei sagt ${count(told)} von ${count(toldOf)}`,
  'other-config': ({ key, own, model }) =>
    `${KEYS[key]}: ${size(own)} bei diesem Netz, aber ${size(model)} bei diesem Modell`,
  'other-layers': 'dieses Netz hat andere Schichten als dieses Modell',
  'other-classes': ({ own, model }) =>
    `dieses Netz nennt die Klassen ${own.join(', ')}, dieses Modell aber ${model.join(', ')}`,
  'other-channels': ({ set, channels, left }) =>
    `dieses Netz hat andere Kanäle: ${channels} in ${set}, aber sein Plan lässt von diesem Modell ${left} übrig`,
  'values-no-numbers': ({ layer }) => `${layer} enthält Werte, die keine Zahlen sind`,
  'variance-negative': ({ layer }) => `${layer} enthält eine Varianz unter 0`,
  'other-zeros': ({ layer, found, cut }) =>
    `${layer === null ? '' : `${layer}: `}dieses Netz hat ${count(found)} Gewichte, die null sind, aber sein Plan ergibt ${count(cut)}`,
  'misplaced-zeros': ({ weights }) =>
    `${count(weights)} der Gewichte, die sein Plan beschneidet, sind nicht null`,
  'other-weights': ({ layer }) => `${layer} hat andere Gewichte als dieses Modell`,
};

function size(value: number | undefined): string {
  return value === undefined ? 'ohne Angabe' : local(String(value));
}
