/** Dateien unterwegs und was in ihnen nicht stimmt: Modelle, Datensätze, Studien, Netze. */
import type { files as english } from '../../english/refusals/files';
import { count, local } from '../../numbers';
import { named } from './names';

type Images = Parameters<(typeof english)['other-images']>[0]['found'];
type Input = Parameters<(typeof english)['other-input']>[0]['own'];

const CUT_OFF = 'Sie wurde abgeschnitten oder beschädigt; sie neu laden oder ersetzen';

export const files: typeof english = {
  'not-found': ({ url, status }) =>
    `${url} lässt sich nicht laden (HTTP-Status ${status}); nachsehen, ob die Datei dort liegt, und neu laden`,
  stalled: ({ url, seconds, received }) =>
    `${url} hat ${seconds} s lang nichts gesandt${received === 0 ? '' : `, nach ${count(received)} Bytes`}; den Server prüfen und neu laden`,
  unreachable: ({ url, reason }) =>
    `${url} ist nicht erreichbar (${reason}); den Server prüfen und neu laden`,
  'address-unreachable': ({ url, reason }) =>
    `${url} lässt sich nicht lesen (${reason}): die Adresse und die Verbindung prüfen; zeigt ein eigener Tab sie, so erlaubt ihr Server anderen Seiten nicht, seine Dateien zu lesen (CORS): sie dort speichern und die Datei öffnen`,
  'span-lost': ({ url }) =>
    `ein Teil von ${url} kam nicht an: die Verbindung prüfen und noch einmal abrufen`,
  'address-page': ({ url }) =>
    `${url} ist eine Webseite, keine Datei: die Adresse des Downloads nehmen (bei Hugging Face mit /resolve/ an der Stelle von /blob/)`,
  truncated: ({ url, received, reason }) =>
    `${url} brach nach ${count(received)} Bytes ab (${reason}); neu laden`,
  'damaged-gzip': ({ name, bytes }) =>
    `${name}: Die ${count(bytes)} Bytes sind keine ganze gzip-Datei; sie neu laden oder ersetzen`,
  'wrong-size': ({ url, bytes, expected }) =>
    `${url} hat ${count(bytes)} Bytes statt ${count(expected)}; neu laden oder ersetzen`,
  checksum: ({ url, found, expected }) =>
    `${url} ist beschädigt: SHA-256 ${found.slice(0, 12)}… statt ${expected.slice(0, 12)}…; neu laden oder ersetzen`,
  'idx-counts': ({ labels, labelCount, images, imageCount }) =>
    `${labels} enthält ${count(labelCount)} Klassenangaben, ${images} aber ${count(imageCount)} Bilder; beide Dateien aus demselben Datensatz nehmen`,
  'idx-magic': ({ name, found, expected, of }) =>
    `${name} beginnt mit ${hex(found)} statt ${hex(expected)}: Es ist keine IDX-Datei mit ${of === 'labels' ? 'Klassenangaben' : 'Bildern'}; die ursprüngliche Datei nehmen`,
  'idx-length': ({ name, bytes, expected }) =>
    `${name} hat ${count(bytes)} Bytes statt ${count(expected)}: ${CUT_OFF}`,
  'idx-header': ({ name, bytes, least }) =>
    `${name} hat ${count(bytes)} Bytes statt mindestens ${count(least)}: ${CUT_OFF}`,
  'idx-planes': ({ name, planes }) =>
    `${name} enthält Bilder mit ${planes} Ebenen: graue nehmen, oder rot, grün und blau`,
  'idx-class': ({ name, image, label, classes }) =>
    `${name}: Die Klassenangabe ${image} ist ${label}, aber das Netz kennt ${classes} Klassen; Angaben von 0 bis ${classes - 1} nehmen`,
  'other-images': ({ name, found, described }) =>
    `${name} enthält ${imagesText(found)}, aber sein Datensatz beschreibt ${imagesText(described)}; beide aus demselben Datensatz nehmen`,
  'other-input': ({ name, own, network }) =>
    `der Datensatz ${named(name)} wird als ${inputText(own)} gelesen, aber dieses Netz liest ${inputText(network)}: Bilder wählen, die für das Netz gemacht sind`,
  'other-class-count': ({ name, own, network }) =>
    `der Datensatz ${named(name)} hat ${own} Klassen, aber dieses Netz unterscheidet ${network}: Bilder seiner eigenen Klassen wählen`,
  record: ({ url, cause }, say) =>
    `${url} lässt sich nicht benutzen: ${say(cause)}; die Datei wiederherstellen und neu laden`,
  'model-unknown': ({ id, choices }) =>
    `unbekanntes Modell: ${id}; zur Wahl: ${choices.join(', ')}`,

  manifest: ({ name, cause }, say) =>
    `${name} beschreibt dieses Netz nicht: ${say(cause)}; noch einmal exportieren`,
  'no-json': 'es ist kein JSON',
  field: ({ path, value, what }, say) =>
    `${path} ist ungültig: ${value ?? 'nichts'}; erwartet wird ${say(what)}`,
  'field-planes': ({ path, source, target }) =>
    `${path} ist ungültig: Aus ${source} Ebenen können nicht ${target} werden`,
  'field-per-plane': ({ path, planes }) =>
    `${path} ist ungültig: Mittelwert und Streuung brauchen eine Zahl für jede der ${planes} Ebenen`,
  'field-plan': ({ path, cause }, say) => `${path}: ${say(cause)}`,
  'model-family': ({ family }) =>
    `seine Modellfamilie ist ${family}, nicht MobileNetV2, und es führt keine Schichten auf`,
  'weights-files': 'es nennt nicht genau eine Datei mit Gewichten',
  'class-names': ({ names, classes }) =>
    `es nennt ${names} Klassen, aber sein Modell hat ${classes}`,
  'array-twice': ({ array }) => `${array} steht zweimal da`,
  'array-storage': ({ array, storage }) =>
    `${array} ist als ${storage} gespeichert, nicht als Gleitkommazahlen`,
  'array-length': ({ array, values, expected }) =>
    `${array} hat ${values === null ? 'keine' : count(values)} Werte statt ${count(expected)}`,
  'array-shape': ({ array, shape, expected }) =>
    `${array} hat die Form ${shape.join('×')} statt ${expected.join('×')}`,
  'weights-size': ({ name, bytes, expected }) =>
    `${name} hat ${count(bytes)} Bytes, aber sein Manifest beschreibt ${count(expected)}; beide Dateien aus demselben Export nehmen`,
  'inline-weights-size': ({ name, bytes, expected }) =>
    `die Gewichte in ${name} haben ${count(bytes)} Bytes, aber das Manifest beschreibt ${count(expected)}; beide Dateien aus demselben Export nehmen`,

  'weights-file': ({ cause }, say) =>
    `beschädigte Datei mit Gewichten: ${say(cause)}; sie noch einmal exportieren`,
  'weights-file-start': 'sie beginnt nicht mit PLW1',
  'weights-file-end': 'sie endet mitten in einer Schicht',
  'weights-file-layers': ({ layers, expected }) =>
    `sie hat ${layers} Schichten, erwartet werden ${expected}`,
  'weights-file-other': ({ layer }) => `an der Stelle von ${layer} enthält sie eine andere Schicht`,
  'weights-file-length': ({ bytes, expected }) =>
    `${count(bytes)} Bytes, erwartet werden ${count(expected)}`,
  'kernel-encoding-unknown': ({ encoding }) => `unbekannte Kodierung ${encoding} der Gewichte`,
  'kernel-indices': 'die Indizes von Gewichten passen nicht zu ihrer Form',

  'study-field': ({ cause }, say) => `${say(cause)}; das ist keine study.json nach Schema 1 oder 2`,
  'study-no-json': ({ reason }) =>
    `ungültige Studie: kein JSON (${reason}); eine study.json wählen`,
  'no-methods': 'keine Verfahren für die Studie; mindestens eines wählen',
  'format-without-int8': ({ format }) =>
    `kein int8 in ${format}: tflite, onnx oder die eigene Datei des Labors wählen`,
  'no-precisions': 'keine Zahlenformate für die Studie; mindestens eines wählen',
  'no-levels': 'keine Stufen für die Studie; mindestens eine angeben',
  'no-level-given': 'keine Stufe angegeben: Prozente schreiben, etwa 0 50 90',
  'level-text': ({ text }) => `ungültige Stufe: ${text}; Prozente ab 0 und unter 100 angeben`,
  'levels-left-out': ({ method, own, left }) =>
    `${method} gibt es nur auf Stufe ${levels(own, ' und ')}: ${levels(left, '; ')} ausgelassen`,
  'ratios-left-out': ({ method, ratios }) =>
    `${method} nimmt ${ratios} nicht an: Dort entscheidet die Stufe`,
};

function levels(numbers: readonly number[], between: string): string {
  return numbers.map((number) => local(String(number))).join(between);
}

function imagesText({ count: images, height, width, planes }: Images): string {
  return `${count(images)} Bilder von ${height}×${width}×${planes}`;
}

function inputText({ size, planes }: Input): string {
  return `${size}×${size}×${planes}`;
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
