/** Ein Netz auf dem Weg hinaus: Formate, Größen, Zahlen und Code. */
import { bytes, count, decimal, percentDigits } from '../numbers';
import type { Words } from '../words';

export const exporting: Words['exporting'] = {
  title: 'Das Netz herunterladen',
  open: 'Herunterladen…',
  openHint: 'Als Datei für andere Werkzeuge, oder als eine, die das Labor wieder öffnet',
  openPoint: (point) => `Herunterladen… ${point}`,
  column: 'Datei',
  format: 'Format',
  lab: 'Pruning Lab',
  weights: 'Gewichte',
  storages: {
    float32: 'Gleitkomma, 32 Bit',
    float16: 'Gleitkomma, 16 Bit',
    int8: 'int8 (ganze Zahlen)',
  },
  waiting: { network: 'Das Netz entsteht…', file: 'Die Datei wird geschrieben…' },
  cancel: 'Abbrechen',
  size: (written) => `${bytes(written)} (${count(written)} Bytes)`,
  download: 'Herunterladen',
  tryAgain: 'Noch einmal',
  inLab:
    'Ergebnisse → Netz öffnen liest sie auf jedem Gerät, mit der Aufzeichnung, wie es entstand.',
  measured: 'Gemessen',
  accuracy: (share, interval) => `${percentDigits(share, 2)} % (${interval})`,
  latency: (median) => `${decimal(median, 2)} ms`,
  halved: 'Die Zahlen gelten für 32-Bit-Gewichte in den Laufzeiten dieser Seite.',
  wholeForTeachable:
    'Die Bibliothek von Teachable Machine (TensorFlow.js 1.3.1) lehnt 16-Bit-Gleitkomma ab: dafür 32 Bit wählen.',
  code: 'Code, der sie lädt',
  copy: 'Kopieren',
  copied: 'Kopiert',
  notCopied: 'Der Browser ließ das Kopieren nicht zu: den Text markieren und Strg+C drücken.',
};
