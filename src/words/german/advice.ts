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
  chance,
};

function networks(number: number): string {
  return number === 1 ? '1 Netz' : `${count(number)} Netzen`;
}

function chance(share: number): string {
  const percent = Math.round(100 * share);
  if (percent < 1) return 'weniger als 1 %';
  return percent > 99 ? 'mehr als 99 %' : `${percent} %`;
}
