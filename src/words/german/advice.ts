/** Welches Netz zu einem Budget passt, wie sicher das ist, und was als Nächstes zu messen lohnt. */
import { bytes, count, decimal, milliseconds, millijoules } from '../numbers';
import type { Words } from '../words';

const value: Words['advice']['value'] = {
  loss: (share) => `${decimal(100 * share, 2)} Punkte`,
  bytes,
  ms: milliseconds,
  joules: millijoules,
  memory: bytes,
};

export const advice: Words['advice'] = {
  title: 'Welches Netz?',
  intro: 'Angeben, was höchstens sein darf; was nicht zählt, bleibt leer.',
  limits: 'Budgets',
  atMost: {
    loss: 'Genauigkeitsverlust, höchstens',
    bytes: 'Größe, höchstens',
    ms: 'Zeit, höchstens',
    joules: 'Energie, höchstens',
    memory: 'Speicher, höchstens',
  },
  units: { loss: 'Punkte', bytes: 'MB', ms: 'ms', joules: 'mJ', memory: 'MB' },
  dense: (text) => `dicht: ${text}`,
  againstDense: 'unter dem dichten Netz',
  unknownHere: 'hier nicht bekannt',
  goal: 'Davon das',
  goals: {
    loss: 'genaueste',
    bytes: 'kleinste',
    ms: 'schnellste',
    joules: 'sparsamste',
    memory: 'mit dem geringsten Speicherbedarf',
  },
  clear: 'Keine Budgets',
  strange: (parts) => `Das ist kein Budget: ${parts.join(', ')}.`,
  fromExample:
    'Auf diesem Rechner ist noch nichts gemessen: Dies kommt aus der Beispielstudie, die anderswo gemessen wurde. Zeiten und Speicher gelten für jenen Rechner.',
  load: 'Diesen Plan laden',
  loaded: 'Geladen',
  exportIt: 'Exportieren…',
  next: 'Lohnt sich als Nächstes',
  nextHint: 'Zwischen gemessenen Stufen, aus deren Nachbarn: Erwartungen, keine Messungen.',
  expected: (figures, gain, satisfies) =>
    `zu erwarten: ${figures}; hält das Budget ein zu ${chance(satisfies)}` +
    (gain === null ? '' : `, bringt im Mittel ${gain}`),
  gains: {
    loss: (share) => `${value.loss(share)} Genauigkeit`,
    bytes: (number) => `${bytes(number)} weniger`,
    ms: (number) => `${milliseconds(number)} weniger`,
    joules: (number) => `${millijoules(number)} weniger`,
    memory: (number) => `${bytes(number)} weniger Speicher`,
  },
  untried: 'hier nicht versucht; int8 braucht für Zahlen ein Viertel der Bytes',
  nothingNext: 'Keine Stufe zwischen gemessenen verspricht mehr.',
  measure: 'Messen',
  measureName: (name) => `${name} messen`,
  guidance: 'Verfahren nach Budget',
  guidanceHint:
    'Für jedes Ziel das beste Verfahren auf diesem Rechner, und wie viel mehr das nächste braucht.',
  goalColumn: 'Ziel',
  lossColumn: (points) => `verliert ≤ ${points}`,
  margin: (share, best) =>
    `das nächste ${share < 0.0005 ? 'ebenso gut' : `+${decimal(100 * share, share < 0.1 ? 1 : 0)} %`}, sicher zu ${chance(best)}`,
  alone: (best) => `kein anderes Verfahren, sicher zu ${chance(best)}`,
  winner: (name, why) => `${name}: ${why}`,
  needs: (figure, ahead) => `${figure}; ${ahead}`,
  noWinner: 'keines',
  notMeasured: 'nicht gemessen',
  runStudy: 'Die Studie starten, die es sagt',
  quantities: {
    loss: 'Verlust an Genauigkeit',
    bytes: 'Größe',
    ms: 'Zeit',
    joules: 'Energie',
    memory: 'Speicher',
  },
  value,
  figures: {
    loss: (share) =>
      share > 0
        ? `verliert ${value.loss(share)}`
        : share < 0
          ? `gewinnt ${value.loss(-share)}`
          : 'verliert nichts',
    bytes,
    ms: milliseconds,
    joules: millijoules,
    memory: (number) => `${bytes(number)} Speicher`,
  },
  list: (items) => items.join(', '),
  best: {
    loss: 'das genaueste',
    bytes: 'das kleinste',
    ms: 'das schnellste',
    joules: 'das sparsamste',
    memory: 'das mit dem geringsten Speicherbedarf',
  },

  take: (name, figures) => `Empfehlung: ${name} (${figures}).`,
  reason: (best, satisfying, considered) =>
    satisfying === 1
      ? `Von ${networks(considered)} hält nur dieses das Budget ein.`
      : `Von ${networks(considered)} halten ${count(satisfying)} das Budget ein; unter ihnen ist es ${best}.`,
  reasonOfAll: (best, considered) => `Von ${networks(considered)} ist es ${best}.`,
  sure: (satisfies, best, which) =>
    `Dass es das Budget wirklich einhält, ist zu ${chance(satisfies)} sicher; dass es dabei ${which} ist, zu ${chance(best)}.`,
  sureOfBest: (best, which) => `Dass es wirklich ${which} ist, ist zu ${chance(best)} sicher.`,
  leastSure: (quantity, within) =>
    `Am wenigsten sicher ist: ${quantity}, zu ${chance(within)} innerhalb des Budgets.`,
  morePictures:
    'Die beantworteten Bilder reichen nicht, um es von anderen zu unterscheiden: Mehr Bilder würden helfen.',
  runnerUp: (name, figures, best) =>
    `Danach kommt ${name} (${figures}); zu ${chance(best)} ist es das beste von allen.`,
  limit: (quantity, limit, name, figures) =>
    `Was begrenzt, ist das Budget für ${quantity} von ${limit}: Ohne dieses wäre ${name} besser (${figures}).`,
  uncutDense: 'Nichts muss beschnitten werden: Das dichte Netz hält das Budget ein.',
  uncutStored: (precision) => `Nichts muss beschnitten werden: ${precision} allein genügt.`,
  uncutToo: (name, figures) => `Ganz ohne Schnitt hält auch ${name} das Budget ein: ${figures}.`,
  smaller: (name, figures) =>
    `Beschneiden ist hier der falsche Weg: ${name}, dicht und von Anfang an so trainiert, ist besser (${figures}).`,
  smallerUntimed: (name, figures) =>
    `${name}, dicht und von Anfang an so trainiert, kann besser sein (${figures}): öffnen und hier seine Zeit messen.`,
  published: ({ loss, macs, source }) =>
    `Ein von Anfang an kleines Netz kann besser sein: Auf ImageNet verlor MobileNetV2 ${value.loss(loss)} bei ` +
    `${decimal(100 * macs, 0)} % der Multiplikationen (${source}).`,
  none: (considered) =>
    considered === 1
      ? 'Das eine gemessene Netz hält dieses Budget nicht ein.'
      : `Keines von ${networks(considered)} hält dieses Budget ein.`,
  nothingKnown: 'Noch ist nichts gemessen, von dem all das bekannt wäre.',
  nearest: (name, misses) => `Am nächsten kommt ${name}: Es verfehlt das Budget um ${misses}.`,
  leftOut: (number) =>
    number === 1
      ? '1 Netz bleibt außer Betracht: Nicht all das ist hier von ihm bekannt.'
      : `${count(number)} Netze bleiben außer Betracht: Nicht all das ist hier von ihnen bekannt.`,
  estimated: 'Die Energie ist aus der Zeit geschätzt, nicht gemessen.',
  simulated: 'Die Energie stammt von einem simulierten Messgerät, nicht von diesem Rechner.',
};

function networks(number: number): string {
  return number === 1 ? '1 Netz' : `${count(number)} Netzen`;
}

function chance(share: number): string {
  const percent = Math.round(100 * share);
  if (percent < 1) return 'weniger als 1 %';
  return percent > 99 ? 'mehr als 99 %' : `${percent} %`;
}
