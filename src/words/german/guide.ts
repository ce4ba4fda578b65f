/** Was durch die Seite führt: der Rundgang, das Glossar, die Adresse der Klasse. */
import { count } from '../numbers';
import type { Words } from '../words';

export const guide: Words['guide'] = {
  glossary: 'Glossar',
  search: 'Im Glossar suchen',
  found: (terms) => (terms === 1 ? '1 Wort' : `${count(terms)} Wörter`),
  noneFound: 'Kein solches Wort. Vielleicht hilft ein kürzeres Stück davon.',
  meaning: 'Bedeutung',
  source: (by) => `Quelle: ${by}`,

  offer: 'Zum ersten Mal hier?',
  take: 'Ein Rundgang von zwei Minuten',
  notNow: 'Jetzt nicht',
  tour: 'Rundgang',
  next: 'Weiter',
  back: 'Zurück',
  skipStep: 'Diesen Schritt überspringen',
  end: 'Rundgang beenden',
  finish: 'Fertig',
  done: 'Geschafft.',
  place: (step, steps) => `${step} von ${steps}`,
  steps: {
    question: {
      title: 'Was hier zu sehen ist',
      text: 'Ein Netz, das Bilder von Kleidung benennt, 93 von 100 richtig. Es hat weit mehr Gewichte, als es braucht. Welche können weg, und was bringt das?',
    },
    slider: {
      title: 'Den Regler ziehen',
      text: 'Er sagt, wie viel wegfällt. Was dem Finger folgt, ist sofort berechnet; beim Loslassen wird das Netz beschnitten und beantwortet Testbilder.',
      wait: 'Ziehen, oder S und dann die Pfeiltasten drücken.',
    },
    network: {
      title: 'Das Netz',
      text: 'Siebzehn Blöcke von links nach rechts, so breit wie ihre Kanäle. Was wegfällt, verblasst. Ein Druck auf einen Block öffnet ihn.',
    },
    outcome: {
      title: 'Was daraus wird',
      text: 'Größe, Zeit, Energie, und die richtigen Antworten zweimal: gleich nach dem Schnitt, und nach einer Reparatur, die die Normalisierung neu misst. Ohne Reparatur sieht Beschneiden schlechter aus, als es ist.',
    },
    pictures: {
      title: 'Bilder, die ihre Meinung ändern',
      text: 'Testbilder, deren Antwort der Schnitt zuerst ändert. Ein grüner Rahmen heißt: Die Reparatur hat die Antwort zurückgeholt.',
    },
    methods: {
      title: 'Ein anderes Verfahren wählen',
      text: 'Nullen erhalten die Antworten am längsten, aber nur besondere Kernel werden durch sie schneller. Entfernte Kanäle machen jedes Gerät schneller und kosten früher Antworten.',
      wait: 'Eines wählen und die Zahlen beobachten.',
    },
    chart: {
      title: 'Kurven zum Vergleichen',
      text: 'Richtige Antworten gegen die Größe oder gegen etwas anderes: Rechenarbeit, Millisekunden, Joule. Die Treppenlinie verbindet die Punkte, die kein anderer schlägt. Jeder gemessene Punkt kommt hinzu.',
    },
    views: {
      title: 'Wie es weitergeht',
      text: 'Die Studie misst viele Verfahren und Stufen von selbst. Energie liest einen Leistungsmesser. Netz öffnet einzelne Schichten, Gerät sagt, wie schnell dieser Rechner ist. In der Hilfe stehen dieser Rundgang und ein Glossar.',
    },
  },

  forClass: 'Für die Klasse',
  classOpens: 'Die Klasse öffnet',
  alsoAt: 'Andere Adressen dieses Rechners, falls die erste nicht antwortet:',
  overHttp:
    'Über http enthalten Browser der Klasse gemeinsamen Speicher vor (ein Thread, Training auf einem Kern), die feine Uhr (100 µs statt 5), die Kamera, Messgeräte, Prüfsummen und den Ordner, der geöffnete Netze behält. Mit --https gestartet ist alles da.',
  overHttps:
    'Das Zertifikat entstand auf diesem Rechner, und niemand bürgt dafür: Jeder Browser warnt einmal. Dort: Erweitert, dann Weiter.',
  unreached:
    'Erreicht ein Gerät sie nicht: Ist es im selben Netzwerk, verbietet es hier eine Firewall, trennt ein Gastnetz die Geräte?',
  command: 'npm start -- --lan --https',
  servedToNobody:
    'Das Labor ist nur auf diesem Rechner erreichbar. Dafür beenden (Strg+C) und für das lokale Netzwerk starten; was hier gemessen wurde, bleibt.',
};
