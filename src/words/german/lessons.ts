/** Der Link einer Lehrkraft: sein Dialog, was die Klasse davon sieht, die Ansicht zum Vorführen, das Blatt zum Drucken. */
import type { Words } from '../words';

export const lessons: Words['lessons'] = {
  taskTooLong: (most) => `die Aufgabe ist länger als ${most} Zeichen: der Rest ist weggelassen`,

  open: 'Stunde',
  openHint:
    'Ein Link, ein QR-Code oder ein Rahmen mit einer Aufgabe und dem, was die Klasse sehen soll',
  title: 'Eine Stunde vorbereiten',
  intro:
    'Der Link enthält den Plan, das Diagramm, das Netz und alles Folgende. Wer ihn öffnet, sieht die Aufgabe über der Seite.',
  task: 'Aufgabe',
  taskHint: 'Die Hälfte des Netzes beschneiden und 90 von 100 Antworten richtig behalten.',
  letters: (used, most) => `${used} von ${most} Zeichen`,
  seen: 'Was die Klasse sieht',
  parts: {
    methods: 'Wahl des Verfahrens',
    options: 'Reparatur, Zahlenformat und anderes',
    open: 'Andere Netze und Bilder',
    study: 'Studie',
    energy: 'Energie',
    network: 'Netz',
    device: 'Gerät',
    meter: 'Leistungsmesser',
    export: 'Herunterladen von Netzen',
  },
  link: 'Link',
  copy: 'Kopieren',
  copyOf: (what) => `Kopieren: ${what}`,
  copied: 'Kopiert.',
  notCopied: 'Der Browser hat nicht kopiert: Der Text ist markiert, bitte von Hand kopieren.',
  tryIt: 'So öffnen, wie die Klasse es tut',
  qr: (address) => `QR-Code von ${address}`,
  qrTooLong: 'Der Link ist zu lang für einen QR-Code: die Aufgabe kürzen.',
  thisMachine:
    'Diese Adresse führt nur zu diesem Rechner; die Klasse braucht eine, die ihre Geräte erreichen.',
  thisBrowser:
    'Dieses Netz liegt nur in diesem Browser: Die Klasse erfährt das und sieht das Netz des Labors.',

  frame: 'In einer anderen Seite',
  frameHint:
    'Ein Rahmen zeigt nur die gewählten Teile. In einer Seite, die nicht von anderen getrennt ist (cross-origin isolated), werden Zeiten auf 100 µs abgelesen.',
  embedded: {
    slider: 'Regler',
    tiles: 'Was daraus wird',
    network: 'Netz',
    pictures: 'Bilder',
    chart: 'Diagramm',
  },
  frameParts: 'Was der Rahmen zeigt',
  frameCode: 'HTML',

  whole: 'Das ganze Labor öffnen',
  showEverything: 'Alles zeigen',
  showLesson: 'Zurück zur Stunde',

  present: 'Vorführen',
  leave: 'Zurück zur Seite',
  keys: 'Die Pfeiltasten bewegen den Regler, Escape führt zurück.',
  figures: {
    right: 'richtige Antworten',
    size: 'Größe',
    time: 'Zeit je Bild',
    energy: 'Energie je Bild',
  },
  ofDense: (dense) => `dicht: ${dense}`,

  worksheet: 'Arbeitsblatt',
  sheetTitle: 'Pruning Lab: Arbeitsblatt',
  print: 'Drucken',
  name: 'Name',
  date: 'Datum',
  plan: 'Plan',
  network: 'Netz',
  measuredHere: 'Was gemessen wurde',
  nothingMeasured: 'Noch ist nichts gemessen: den Regler bewegen, loslassen und wiederkommen.',
  columns: {
    plan: 'Plan',
    cut: 'Gleich nach dem Schnitt, %',
    repaired: 'Nach der Reparatur, %',
    images: 'Bilder',
    macs: 'Multiplikationen',
    size: 'Größe',
    time: 'Zeit je Bild',
    energy: 'Energie je Bild',
  },
  leftOut: (points) => `${points} weitere Punkte sind im Labor.`,
  answers: 'Was ich herausgefunden habe',
};
