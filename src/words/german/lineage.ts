/** Woher Netze kommen: der Baum der Schritte einer Studie, und ein Plan als Rezept. */
import { count, decimal, duration, percent } from '../numbers';
import type { Words } from '../words';

export const lineage: Words['lineage'] = {
  title: 'Woher die Netze kommen',
  empty:
    'Noch ist nichts gemessen: Jedes gemessene Netz steht dann hier, mit den Schritten, die es gemacht haben.',
  ofExample:
    'Hier ist noch nichts gemessen: Dies sind die Netze der Beispielstudie. Die Eingabetaste öffnet eines, das dann hier gemessen wird.',
  hint: 'Jeder Kasten ist, was ein Schritt übrig ließ. Pfeiltasten gehen, die Eingabetaste öffnet das Netz.',
  steps: {
    cut: (level) => `${level} beschnitten`,
    gradual: (level, step) => `${level} beschnitten, dabei ${step}`,
  },
  accuracy: (share) => percent(share, 1),
  notMeasured: 'nicht gemessen',
  below: (networks, best) =>
    `${count(networks)} ${networks === 1 ? 'Netz' : 'Netze'}` +
    (best === null ? '' : `, bestes ${percent(best, 1)}`),
  spoken: (label, figure) => `${label}: ${figure}`,
  now: 'der Plan jetzt',
  chosen: 'Gewähltes Netz',
  open: 'Dieses Netz öffnen',
  facts: {
    accuracy: 'Richtige Antworten',
    took: 'Dieser Schritt dauerte',
    points: 'Punkte davon',
    size: 'Bytes, kodiert',
    macs: 'Multiplikationen',
  },
  interval: (percentRight, low, high, images) =>
    `${percentRight} % (${decimal(100 * low, 1)}–${decimal(100 * high, 1)}), n ${count(images)}`,
  took: (seconds) => (seconds < 10 ? `${decimal(seconds, 1)} s` : duration(seconds)),
  recipe: 'Rezept',
  recipeHint:
    'Beides macht dieses Netz noch einmal aus den dichten Gewichten, hier oder auf einem anderen Gerät.',
  link: 'Link',
  command: 'Kommandozeile',
  ownFile: 'Anstelle von FILE steht die Datei des eigenen Netzes.',
  asList: 'Als Liste',
  network: 'Netz',
};
