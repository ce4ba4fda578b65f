/** Die erste Ansicht: eine Frage, was aus dem Plan wird, Verfahren für den Anfang. */
import { decimal } from '../numbers';
import type { Words } from '../words';

export const explore: Words['explore'] = {
  watchCut: 'Einen Schnitt ansehen',
  nothingToCut: 'Auf dieser Stufe fällt nichts weg: zuerst den Regler bewegen.',
  question: 'Die Hälfte dieses Netzes kann weg. Welche Hälfte?',
  subject: (network, pictures) => (pictures === null ? network : `${network} mit ${pictures}`),
  subjectHint: 'Ein anderes Netz, andere Bilder und alle Einstellungen des Plans',

  methods: 'Verfahren für den Anfang',
  cards: {
    'magnitude-global': 'Einzelne Gewichte',
    'nm-2-4': '2 von je 4',
    'block-1x4': 'Vierer\u00adblöcke',
    'l1-norm': 'Kleine Kanäle',
    fpgm: 'Ähnliche Kanäle',
  },
  allMethods: 'Alle Verfahren',

  outcomes: 'Was daraus wird',
  size: 'Größe',
  sizeDetail: 'Die Gewichte, wie sie geschrieben werden, Nullen kodiert',
  speed: 'Ein Bild dauert',
  speedDetail: 'Median der Latenz eines Bildes, während alles andere ruht',
  energy: 'Ein Bild kostet',
  afterCutting: 'Nur beschnitten',
  afterRepair: 'Richtig, repariert',
  ofDense: (change, dense) => `${change} von ${dense}`,
  ofDenseShare: (change) => `${change} von dicht`,
  timesAsFast: (times) => `${decimal(times, 2)}-mal so schnell`,
  asFast: 'so schnell wie dicht',
  about: (value) => `≈ ${value}`,
  letGo: 'nach dem Loslassen',
  cancel: 'Abbrechen',
  expected: (share) => `Etwa ${share} richtig, nach gemessenen Nachbarn geschätzt`,
  example: 'Beispiel',
  exampleHint:
    'Kurven, die der Seite beiliegen, auf einem anderen Gerät gemessen; eigene treten an ihre Stelle',
};
