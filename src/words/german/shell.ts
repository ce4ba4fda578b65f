/** Die Seite um die Ansichten: Kopf, Laden, Hilfe, was ihr Link sagt, was ein Vorleseprogramm hört. */
import { decimal } from '../numbers';
import type { Words } from '../words';

type AnnouncedPoint = Parameters<Words['shell']['announcement']>[0];

export const shell: Words['shell'] = {
  name: 'Pruning Lab',
  skip: 'Zu den Reitern dieser Ansicht springen',
  close: 'Schließen',

  environment: 'Umgebung',
  undo: 'Rückgängig',
  undoKeys: 'Rückgängig (Strg+Z)',
  redo: 'Wiederholen',
  redoKeys: 'Wiederholen (Strg+Umschalt+Z)',
  colours: 'Farben: wie das System, hell, dunkel, starker Kontrast',
  themes: {
    system: { sign: '◐', word: 'Auto' },
    light: { sign: '○', word: 'Hell' },
    dark: { sign: '●', word: 'Dunkel' },
    contrast: { sign: '◑', word: 'Kontrast' },
  },
  speaks: 'Sprache',
  help: 'Hilfe',

  views: 'Ansichten',
  viewNames: {
    explore: 'Erkunden',
    study: 'Studie',
    energy: 'Energie',
    network: 'Netz',
    device: 'Gerät',
  },
  viewHints: {
    explore: 'Ziehen und sehen, was daraus wird',
    study: 'Viele Pläne messen, vergleichen und behalten',
    energy: 'Joule je Bild, mit einem Leistungsmesser',
    network: 'Block für Block, Schicht für Schicht',
    device: 'Wie schnell dieses Gerät ist und was ihm fehlt',
  },
  plan: 'Plan',
  details: 'Einzelheiten',
  tabs: {
    chart: 'Diagramm',
    figures: 'Alle Zahlen',
    plan: 'Plan',
    classes: 'Bilder',
    study: 'Aufbau',
    table: 'Ergebnisse',
    advice: 'Welches?',
    compare: 'Vergleich',
    lineage: 'Herkunft',
    energy: 'Joule',
    meter: 'Messgerät',
    blocks: 'Blöcke',
    allocate: 'Verteilen',
    benchmark: 'Benchmark',
    environment: 'Dieses Gerät',
  },

  loadingFile: (name) => `${name} wird geladen`,
  startingWorkers: 'Die Worker starten',
  asTable: 'Als Tabelle',
  loading: 'Lädt',
  tryAgain: 'Noch einmal',
  partComes: 'Dieser Teil der Seite wird geladen',
  partFailed: 'Dieser Teil der Seite ließ sich nicht laden: Läuft ihr Server noch?',

  badges: {
    isolated: {
      label: 'Uhr auf 5 µs',
      detail:
        'Von anderen Seiten getrennt (cross-origin isolated): Die Latenz wird auf 5 µs genau gemessen.',
    },
    notIsolated: {
      label: 'Uhr auf 100 µs',
      detail: (workers) =>
        'Nicht von anderen Seiten getrennt (cross-origin isolated): Die Latenz wird nur auf 100 µs genau gemessen' +
        (workers > 1 ? `, und trainiert wird in 1 von ${workers} Workern` : '') +
        '. Abhilfe: die Seite mit Cross-Origin-Opener-Policy: same-origin und ' +
        'Cross-Origin-Embedder-Policy: require-corp ausliefern.',
    },
    workers: {
      label: (workers) => `${workers} Worker`,
      detail:
        'Die Genauigkeit wird in allen zugleich gemessen, die Latenz in einem, während die anderen ruhen.',
    },
    note: 'Hinweis',
    simd: {
      label: 'WASM SIMD',
      detail: (version, backend) =>
        `TensorFlow.js ${version}, Backend ${backend} mit 128-Bit-SIMD.`,
    },
    noSimd: {
      label: 'kein SIMD',
      detail: (version, backend) =>
        `TensorFlow.js ${version}, Backend ${backend} ohne SIMD: um ein Mehrfaches langsamer. Abhilfe: ein Chromium für 64 Bit.`,
    },
    noKernels: 'TF.js dicht',
    fusedKernels: {
      label: 'Kernel, FMA',
      detail: 'Die Kernel des Labors mit verschmolzenem Multiplizieren und Addieren (FMA).',
    },
    plainKernels: {
      label: 'Kernel',
      detail:
        'Die Kernel des Labors ohne verschmolzenes Multiplizieren und Addieren (FMA): Auf einem Raspberry Pi ist Chromium ab 114 etwa doppelt so schnell.',
    },
  },

  howItWorks: 'Wie das Labor arbeitet',
  planning:
    'Ein Verfahren wählen, den Regler ziehen. *Geplante* Zahlen folgen sofort; sie sind gezählt, nicht gemessen. ' +
    'Beim Loslassen wird das Netz wirklich beschnitten, repariert und *gemessen*: die Genauigkeit gleich nach dem ' +
    'Schnitt und nach der Reparatur mit 95-%-Intervallen, die wirklich geschriebenen Bytes, die Latenz, während ' +
    'alles andere ruht.',
  keeping:
    'Jeder gemessene Punkt bleibt im Diagramm und in der Tabelle, auch nach dem Neuladen. Die Adresse der Seite ist ' +
    'ein Link zum Plan. *Behalten* speichert das reparierte Netz selbst, sodass mehr Bilder oder ein Messgerät kein ' +
    'zweites Training brauchen; *Herunterladen* gibt es als eine Datei, die _Ergebnisse, Netz öffnen_ auf jedem ' +
    'Gerät liest.',
  thisBrowser: 'Dieser Browser',
  keys: 'Tasten',

  followedBut: (unknown) => `Dem Link wurde gefolgt, bis auf: ${unknown.join('. ')}.`,
  unknownMethod: (id) => `unbekanntes Verfahren: ${id}`,
  unknownImages: (asked, choices) =>
    `unbekannte Anzahl von Bildern: ${asked}; möglich sind ${choices.join(', ')}`,
  unknownChoice: (name, asked, choices) =>
    `unbekannt bei ${name}: ${asked}; möglich sind ${choices.join(', ')}`,

  measured: 'Gemessen',
  announcement: (point) =>
    `${point.plan}: ${point.right === null ? 'keine Bilder, keine Genauigkeit' : answered(point)}; kodiert ${point.bytes}.`,

  meter: {
    chip: (name, state) => `Leistungsmesser (Watt): ${name ? `${name} ` : ''}${state}`,
    chipShort: 'Watt',
    states: {
      none: 'Messgerät verbinden',
      connecting: 'wird verbunden …',
      lost: 'verloren',
      refused: 'nicht verbunden',
    },
    none: 'Kein Messgerät ist verbunden.',
  },
};

function answered(point: AnnouncedPoint): string {
  const when = point.repaired ? 'nach der Reparatur' : 'nach dem Schnitt';
  return `${when} ${point.right} richtig von ${point.images} Bildern${againstDense(point)}`;
}

function againstDense({ points, mayBeChance }: AnnouncedPoint): string {
  if (points === null) return '';
  const side = points < 0 ? 'unter' : 'über';
  return `, ${decimal(Math.abs(points), 2)} Punkte ${side} dem dichten Netz${mayBeChance ? ', was Zufall sein kann' : ''}`;
}
