/** Einzelne Testbilder: was die Netze zu ihnen sagen und was das Beschneiden vergisst. */
import { count, decimal, milliseconds } from '../numbers';
import type { Words } from '../words';

export const answers: Words['answers'] = {
  title: 'Bilder',
  tiles: 'Bilder, die ihre Meinung ändern',
  caption: (plan, nearby) =>
    plan === null
      ? 'Was das Netz zu zwölf Bildern sagt'
      : `${nearby ? '≈ ' : ''}Antworten von ${plan}`,

  forgets: 'Was dieser Schnitt vergisst',
  forgotten: (name, takenFor, pictures, known) =>
    `${name} wird zu ${takenFor}: ${count(pictures)} von ${count(known)}, die das dichte Netz kannte`,
  forgetsNothing: 'Jedes Bild, das das dichte Netz kannte, wird noch erkannt.',
  list: 'Welche Bilder',
  lists: {
    flips: 'Die kippen',
    lost: 'Verloren',
    'brought-back': 'Zurückgeholt',
    all: 'Alle',
  },
  class: 'Klasse',
  allClasses: 'Alle Klassen',
  shown: (shown, all) => `${count(shown)} von ${count(all)} Bildern`,
  noneListed: 'Auf dieser Liste steht kein Bild.',
  unanswered: 'Die Bilder sind beantwortet, sobald das dichte Netz und der Plan gemessen sind.',
  more: 'Mehr Bilder',

  fates: {
    lost: 'verloren',
    'brought-back': 'durch Reparatur zurückgeholt',
    kept: 'weiter richtig',
    gained: 'seit dem Schnitt richtig',
    wrong: 'von Anfang an falsch',
  },

  camera: {
    title: 'Was die Kamera zeigt',
    privacy:
      'Das Netz des zuletzt gemessenen Plans benennt es, hier: Kein Bild verlässt diese Seite.',
    start: 'Kamera starten',
    stop: 'Kamera anhalten',
    waits: 'Wartet auf die Kamera: Sie muss im Browser erlaubt werden.',
    waitsForPlan: 'Wartet auf ein gemessenes Netz',
    invert: 'Hell und dunkel tauschen',
    video: 'Das Bild der Kamera',
    seen: 'Was das Netz sieht',
    sure: 'Sicher zu',
    pace: 'Antworten',
    framesPerSecond: (frames) => `${decimal(frames, frames < 10 ? 1 : 0)} je Sekunde`,
    took: 'Netz',
    milliseconds,
    power: 'Leistung',
    noMeter: 'kein Messgerät',
  },

  spoken: ({ name, dense, cut, repaired, fate }) =>
    [
      `Bild von ${name}`,
      dense && `dicht: ${dense}`,
      cut && `nach dem Schnitt: ${cut}`,
      repaired && `nach der Reparatur: ${repaired}`,
      fate,
    ]
      .filter((part) => part)
      .join('; '),
  answer: (name, sure) => (sure === '' ? name : `${name}, ${sure}`),
  becomes: (name) => `→ ${name}`,

  sure: (share) =>
    share > 0.995 ? '> 99 %' : share < 0.005 ? '< 1 %' : `${count(Math.round(100 * share))} %`,
};
