/** Eigene Bilder: was gefragt wird, was gefunden wurde, wie es gebraucht wird. */
import { count, duration } from '../numbers';
import type { Words } from '../words';

export const pictures: Words['pictures'] = {
  title: 'Eigene Bilder',
  pictures: 'Bilder',
  open: 'Eigene…',
  openHint: 'Das Netz an eigenen Bildern beurteilen',
  none: 'noch keine',
  back: 'Die seinen',
  backHint: 'Das Netz an den Bildern beurteilen, mit denen es kam',
  tests: (name, tests) =>
    tests === 0
      ? `${name}: nur zum Kalibrieren, denn von keinem Bild ist die Klasse bekannt`
      : `${name}: ${many(tests, 'Testbild', 'Testbilder')}`,
  formats:
    'Ein Ordner oder Zip mit einem Ordner je Klasse, IDX (MNIST), CIFAR, Parquet (Hugging Face), eine CSV-Datei mit Pixeln, oder einzelne Fotos, die nur kalibrieren. Sie bleiben auf diesem Rechner.',
  dropHere: 'Einen Ordner, ein Zip oder Bilder hierher ziehen',
  files: 'Dateien wählen…',
  folder: 'Ordner wählen…',
  camera: 'Kamera…',
  address: 'Oder die Adresse eines Zips oder einer Parquet-Datei',
  addressHint: 'https://…/train-00000.parquet',
  fetch: 'Abrufen',
  noNetwork: 'Warten, bis das Netz geladen ist: Es bestimmt, wie groß seine Bilder sind.',
  looking: (files) => `Bilder werden gesucht: bisher ${many(files, 'Datei', 'Dateien')}`,
  nothing: 'In diesen Dateien wurden keine Bilder gefunden.',
  decoding: (done, total, secondsLeft) =>
    `Dekodiert: ${count(done)} von ${count(total)}, noch ${duration(secondsLeft)}`,
  writing: 'Sie werden für das Labor geschrieben',
  cancel: 'Abbrechen',
  close: 'Schließen',
  over: 'Von vorn beginnen',
  use: 'Diese Bilder verwenden',

  found: (pictures, classes, forms) =>
    `${many(pictures, 'Bild', 'Bilder')}${classes > 0 ? ` in ${many(classes, 'Klasse', 'Klassen')}` : ''}, aus ${forms.join(' und ')}.`,
  forms: {
    idx: 'IDX-Dateien',
    'cifar-binary': 'Binärdateien von CIFAR',
    'cifar-pickle': 'Python-Dateien von CIFAR',
    parquet: 'Parquet',
    csv: 'einer Tabelle von Pixeln',
    folders: 'Bilddateien',
  },
  chosen: (decoded, all) =>
    `${count(decoded)} von ${count(all)} werden verwendet, von jeder Klasse gleich viele: Mehr passten nicht hinein, oder sie abzurufen dauerte lange.`,
  copies: (copies) =>
    `${copies === 1 ? 'Ein Bild ist eine Kopie' : `${count(copies)} Bilder sind Kopien`} anderer: Jede bleibt auf der Seite ihres Originals.`,
  left: (files) => `${many(files, 'Datei', 'Dateien')} ausgelassen`,
  unlabelled: (pictures) =>
    `${many(pictures, 'Bild', 'Bilder')} ohne Klasse: ${pictures === 1 ? 'Es dient' : 'Sie dienen'} zum Kalibrieren, nicht zum Testen.`,

  theirs: 'In den Bildern',
  networks: 'Für das Netz',
  calibrate: 'Kalibrieren',
  test: 'Testen',
  noClass: 'keine davon',
  classNumber: (label) => `Klasse ${label}`,
  classOf: (name) => `Klasse des Netzes für ${name}`,
  by: {
    name: 'nach Namen',
    number: 'nach Nummer',
    wordnet: 'in der Reihenfolge der WordNet-Kennungen',
    order: 'nach ihrer Reihenfolge: bitte prüfen',
    hand: 'von Hand',
  },
  unmatched: (names) =>
    `Das Netz hat keine Klasse wie ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` und ${count(names.length - 3)} weitere` : ''}: eine wählen, sonst dienen diese Bilder nur zum Kalibrieren.`,
  split: (train, test) =>
    `${count(train)} kalibrieren, ${count(test)} testen; kein Bild tut beides.`,
  seed: 'Startwert der Aufteilung',
  few: (test) =>
    test === 0
      ? 'Nichts zum Testen: Diese Bilder kalibrieren nur, und Genauigkeiten bleiben offen. Zum Testen muss das Netz die Klasse von einigen kennen.'
      : `${count(test)} Testbilder sagen wenig: Bei weniger als 30 steht das Intervall vor der Zahl.`,

  framing: 'Wie das Netz sie sieht',
  framings: {
    'centre-square': 'Mittleres Quadrat',
    'resize-crop': 'Mitte, sieben Achtel',
    stretch: 'Gestreckt',
  },
  framed: {
    'centre-square': (sides) =>
      `Das mittlere Quadrat jedes Bildes, auf ${sides} gebracht: wie bei Teachable Machine.`,
    'resize-crop': (sides) =>
      `So verkleinert, dass die kürzere Seite 8/7 von ${sides} hat, davon die Mitte: wie bei ImageNet, 256 zu 224.`,
    stretch: (sides) => `Jedes Bild ganz, auf ${sides} gestreckt.`,
  },
  sides: (width, height, planes) => `${width} × ${height} Pixel${planes === 1 ? ' in Grau' : ''}`,
  seen: (name) => `${name}, wie das Netz es sieht`,

  cameraHelp:
    'Etwas hochhalten und seine Klasse drücken: eine Schaltfläche unten oder ihre Zahl auf der Tastatur.',
  cameraWaits: 'Wartet auf die Kamera: sie im Browser erlauben.',
  cameraRefused: (reason) =>
    `Die Kamera lässt sich nicht benutzen (${reason}): sie neben der Adresse der Seite erlauben oder eine anschließen.`,
  newClass: 'Noch eine Klasse',
  addClass: 'Hinzufügen',
  shots: (name, shots) => `${name}: ${count(shots)}`,
  takeBack: 'Das letzte zurücknehmen',
  done: (shots) => `${many(shots, 'Aufnahme', 'Aufnahmen')} verwenden`,
};

function many(number: number, one: string, more: string): string {
  return `${count(number)} ${number === 1 ? one : more}`;
}
