/** Zwei Punkte im Einzelnen, und zwei Studien übereinander. */
import { count, decimal, percent } from '../numbers';
import type { Words } from '../words';

export const comparing: Words['comparing'] = {
  what: 'Vergleichen',
  kinds: { points: 'Zwei Punkte', studies: 'Zwei Studien' },
  first: 'Erster',
  second: 'Zweiter',
  dense: 'Dicht',
  table: (what) => `Tabelle: ${what}`,

  flips: {
    title: 'Bilder, die sie unterscheiden',
    list: 'Bilder',
    lists: {
      lost: (pictures) => `Nur der erste hat recht (${count(pictures)})`,
      gained: (pictures) => `Nur der zweite hat recht (${count(pictures)})`,
    },
    agree: (pictures, all) =>
      `Auf ${count(pictures)} von ${count(all)} Bildern haben beide recht oder beide unrecht.`,
    none: 'Ein solches Bild gibt es nicht.',
    spoken: (name, first, second) => `Bild: ${name}; erster: ${first}; zweiter: ${second}`,
    ofClass: (name) => `Nur ${name}`,
  },

  classes: {
    title: 'Änderung je Klasse',
    paired:
      'Richtige Antworten des zweiten weniger die des ersten auf denselben Bildern, in Prozentpunkten.',
    unpaired:
      'Richtige Antworten des zweiten weniger die des ersten, in Prozentpunkten. Einzelne Antworten liegen nicht vor: ' +
      'Die Intervalle sind so breit, als wären es andere Bilder.',
    chance: (classes, expected) =>
      `Jedes Intervall gilt nur für seine Klasse: Von ${classes} Klassen scheinen ${decimal(expected, 1)} durch Zufall verändert.`,
    none: 'Über einzelne Klassen ist nichts bekannt: beide Punkte hier messen.',
    class: 'Klasse',
    change: 'Punkte',
    interval: '95 %',
    images: 'n',
    interval95: (low, high) => `${low} bis ${high}`,
  },

  layers: {
    title: 'Schicht für Schicht',
    bars: 'Oberer Balken: erster, unterer: zweiter; Gewichte, die bleiben und nicht null sind, von denen der dichten Schicht.',
    differing: (layers, all) => `${layers} von ${all} Schichten unterscheiden sich.`,
    all: 'Alle Schichten zeigen',
    none: 'Beide lassen von jeder Schicht dasselbe übrig.',
    comes: 'Für beide Pläne wird die Rangfolge berechnet.',
    trained: 'Über diese Nullen entscheidet das Training: Hier steht, was der Plan davor verlangt.',
    layer: 'Schicht',
    channels: 'Kanäle, Ausgang',
    left: 'Gewichte übrig',
    zeros: 'Gespeicherte Nullen',
    share: 'Übrig',
    bar: (first, second) =>
      `erster ${percent(first, 0)}, zweiter ${percent(second, 0)} der Gewichte der dichten Schicht`,
  },

  speed: {
    title: 'Versprochenes und gemessenes Tempo',
    x: 'Multiplikationen: dicht ÷ eigene',
    y: 'Latenz: dicht ÷ eigene',
    equal: 'so schnell wie versprochen',
    picture: (points) =>
      `Tempo von ${count(points)} Messungen gegen das dichte Netz, nach ihren Multiplikationen gegen seine`,
    none: 'Kein Punkt wurde neben dem dichten Netz gestoppt.',
    sentence: ({ share, runtime, measured, low, high, promised, kept }) =>
      `${percent(share, 0)} der Multiplikationen, mit ${runtime}: ${times(measured)} so schnell ` +
      `(${decimal(low, 2)}–${decimal(high, 2)}). ${KEPT[kept](times(promised))}`,
    dot: (name, runtime, promised, measured) =>
      `${name}, ${runtime}: Multiplikationen ÷ ${decimal(promised, 2)}, Latenz ÷ ${decimal(measured, 2)}`,
    point: 'Punkt',
    runtime: 'Laufzeit',
    fewer: 'Multiplikationen, ÷',
    faster: 'Latenz, ÷',
    which: { first: '1', second: '2' },
  },

  studies: {
    title: 'Zwei Studien übereinander',
    intro:
      'Eine zweite Studie wird über die Punkte dieser Seite gezeichnet, mit eigenen Strichen, und nie mit ihnen vermischt.',
    open: 'study.json öffnen…',
    kept: 'Andere Studie…',
    own: 'Ein anderes Gerät in diesen Punkten',
    ownName: 'diese Punkte',
    takeAway: 'Wegnehmen',
    laid: (name, points) => `${name}: ${points === 1 ? '1 Punkt' : `${count(points)} Punkte`}.`,
    here: 'diese Seite',
    device: (study) => `Gerät: ${study}`,
    allDevices: 'alle Geräte',
    oneDevice: 'ein Gerät',
    runtime: (study) => `Laufzeit: ${study}`,
    matched: (networks) =>
      networks === 1 ? 'Ein Netz ist in beiden.' : `${count(networks)} Netze sind in beiden.`,
    none: 'Kein Netz ist in beiden: Die Pläne müssen gleich sein, samt Reparatur.',
    nothing: 'Für dieses Netz und diese Bilder bleibt davon nichts übrig.',
    same: 'Beide Seiten zeigen dieselben Punkte: zwei Geräte wählen.',
    network: 'Netz',
    accuracy: 'Punkte Genauigkeit',
    milliseconds: 'Millisekunden',
    energy: 'Millijoule',
    times: '× erste',
    x: (study, runtime) => `${study}, ${runtime}, ms`,
    equal: 'gleich schnell',
    picture: (networks) =>
      `Millisekunden von ${count(networks)} Netzen in der zweiten Studie gegen die in der ersten`,
    dot: (name, first, second) => `${name}: ${first}, dann ${second}`,
    caveat:
      'Die Intervalle der Millisekunden kommen aus der Streuung der Läufe. Sie sagen nichts darüber, wie sich das Tempo eines ' +
      'Geräts von Tag zu Tag ändert; dafür hilft das Verhältnis zum dichten Netz.',
  },
};

const KEPT = {
  slower: () => 'Langsamer als das dichte Netz.',
  chance: (promised: string) =>
    `Vielleicht überhaupt nicht schneller; die Zählung verspricht ${promised}.`,
  less: (promised: string) => `Weniger als die ${promised}, die die Zählung verspricht.`,
  kept: (promised: string) => `So viel wie die ${promised}, die die Zählung verspricht.`,
  more: (promised: string) => `Mehr als die ${promised}, die die Zählung verspricht.`,
};

function times(value: number): string {
  return `${decimal(value, 2)}\u00a0×`;
}
