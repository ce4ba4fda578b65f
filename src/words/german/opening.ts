/** Ein eigenes Netz öffnen: was gefragt wird und was gefunden wurde. */
import { bytes, count, local, millions } from '../numbers';
import type { Words } from '../words';

export const opening: Words['opening'] = {
  title: 'Ein Netz öffnen',
  open: 'Öffnen…',
  openKeys: 'Ein eigenes Netz öffnen (Strg+O)',
  drop: 'Die Dateien loslassen, um sie zu öffnen',
  formats:
    'Ein Modell von TensorFlow.js (model.json mit seinen Teilen, oder das Zip von Teachable Machine), TensorFlow Lite, Keras (.h5, .keras), ONNX, PyTorch (.pth) oder safetensors. Es bleibt auf diesem Rechner.',
  dropHere: 'Dateien oder einen Ordner hierher ziehen',
  files: 'Dateien wählen…',
  folder: 'Ordner wählen…',
  address: 'Oder seine Adresse',
  addressHint: 'https://…/model.json',
  fetch: 'Abrufen',
  reading: (read, all) => `Gelesen: ${bytes(read)} von ${bytes(all)}`,
  fetching: (file, received, all) =>
    all > 0
      ? `${file} wird abgerufen: ${bytes(received)} von ${bytes(all)}`
      : `${file} wird abgerufen: ${bytes(received)}`,
  recognising: 'Seine Schichten werden erkannt',
  cancel: 'Abbrechen',
  others: 'Andere Dateien…',
  use: 'Dieses Netz öffnen',
  keeping: 'Es wird für den nächsten Besuch behalten',

  name: 'Name',
  family: 'Familie',
  families: {
    'mobilenet-v2': 'MobileNetV2',
    'mobilenet-v1': 'MobileNetV1',
    cifar: 'MobileNetV2 für kleine Bilder',
    relative: 'aus den Schichten von MobileNetV2, anders angeordnet',
  },
  atWidth: (family, width) =>
    width === null ? family : `${family}, Breite ${local(String(width))}`,
  format: 'Format',
  formatNames: {
    'tfjs-layers': 'TensorFlow.js LayersModel',
    'tfjs-graph': 'TensorFlow.js GraphModel',
    tflite: 'TensorFlow Lite',
    sparse: 'Pruning Lab, dünn besetzt',
    safetensors: 'safetensors',
    'keras-h5': 'Keras HDF5',
    keras: 'Keras 3',
    pytorch: 'PyTorch',
    onnx: 'ONNX',
  },
  input: 'Liest',
  pixels: (size, planes) =>
    `${size} × ${size} Pixel, ${planes === 1 ? 'grau' : 'rot, grün und blau'}`,
  classes: 'Klassen',
  named: (classes, names) =>
    `${count(classes)}: ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`,
  unnamed: (classes) => `${count(classes)}, ohne Namen`,
  padding: 'Auffüllen',
  paddings: {
    symmetric: 'auf allen Seiten gleich (PyTorch)',
    same: 'SAME von TensorFlow',
    mixed: 'von beiden Arten',
    either: 'nach beiden Regeln gleich',
  },
  normalisation: 'Batch-Normalisierung',
  normalisations: {
    folded: 'in die Gewichte eingerechnet',
    kept: 'erhalten',
    mixed: 'zum Teil eingerechnet',
  },
  activations: 'Aktivierung',
  activation: { relu6: 'ReLU6', relu: 'ReLU', linear: 'linear' },
  behind: (activations, ending) => `${activations}, am Ende ${ending}`,
  precision: 'Gewichte kamen als',
  size: 'Größe',
  sizes: (parameters, macs, fileBytes) =>
    `${millions(parameters)} Parameter, ${millions(macs)} Multiplikationen je Bild, ${bytes(fileBytes)} an Dateien`,
  unusual: 'Ungewöhnlich',

  range: 'Aus den Bytes eines Bildes wird',
  ranges: {
    signed: '−1 … 1 (Keras, Teachable Machine)',
    unit: '0 … 1',
    imagenet: 'Mittelwert und Streuung von ImageNet (PyTorch)',
    cifar10: 'Mittelwert und Streuung von CIFAR-10',
    bytes: '0 … 255, wie sie sind',
    centred: '(Byte − 128) / 128',
  },
  ownRange: 'wie seine Dateien es sagen',
  framing: 'Ein Bild wird zum Quadrat durch',
  framings: {
    'centre-square': 'sein mittleres Quadrat (Teachable Machine)',
    'resize-crop': 'Verkleinern und Ausschneiden der Mitte (ImageNet)',
    stretch: 'Strecken beider Seiten',
  },
  evidence: {
    file: 'seine Datei sagt es',
    beside: 'eine Datei daneben sagt es',
    origin: 'üblich dort, woher es kommt',
    guess: 'vermutet: bitte prüfen',
    asked: 'wie angegeben',
  },
  judgedOn: 'Beurteilt an',
  noPictures: 'noch keinen Bildern: Größe, Aufwand und Latenz gehen ohne',
  askSize: 'Die Dateien sagen nicht, wie groß die Bilder sind. Höhe und Breite in Pixeln:',
  tryAgain: 'Noch einmal versuchen',

  summary: (classes, size) =>
    `Ein eigenes Netz: ${count(classes)} Klassen, ${size} × ${size} Pixel.`,
  imported: 'Eigene',
  bundled: 'Neben der Seite',
  remove: 'Entfernen',
  removeTitle: 'Dieses Netz aus dem Browser entfernen',
  notKept:
    'Der Browser hat keinen Platz, dieses Netz zu behalten: Es ist da, bis die Seite geschlossen wird.',
  unused: 'In diesem Browser behalten und nicht mehr gebraucht',
  unusedFolder: (name, size) => `${name}, ${bytes(size)}`,
  downloads: (size) =>
    `Was von Adressen kam und sich öffnen lässt, ohne es neu abzurufen, ${bytes(size)}`,
  removeUnused: (what) => `${what} entfernen`,
};
