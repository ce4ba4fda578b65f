/** Was jemand erwartet, ehe gemessen wird. */
import { decimal } from '../numbers';
import type { Words } from '../words';

export const expectation: Words['expectation'] = {
  open: 'Die eigene Erwartung zeichnen',
  method: 'Verfahren',
  hint: 'Wie viele Bilder werden nach der Reparatur richtig benannt? Die Punkte ziehen oder mit den Pfeiltasten bewegen.',
  chart: (method) => `Erwartete Genauigkeit von ${method}, nach Stufe`,
  node: (level) => `Erwartete Genauigkeit bei ${level}`,
  level: 'Stufe, %',
  accuracy: 'Richtige Antworten, %  ↑ besser',
  measured: 'gemessen',
  notMeasured: 'Eine Studie starten: Ihre Punkte erscheinen neben der eigenen Kurve.',
  miss: (share, count) =>
    `Die eigene Kurve lag ${decimal(100 * share, 1)} Prozentpunkte daneben, im Mittel über ${count} ${count === 1 ? 'gemessenen Punkt' : 'gemessene Punkte'}.`,
  reset: 'Die Kurve vergessen',
  showInChart: 'Im Diagramm zeigen',

  askFaster: 'Erst raten: Was ist schneller?',
  question:
    'Ein Netz behält seine Form mit 80 % Nullen, das andere verliert 40 % seiner Kanäle. Welches beantwortet ein Bild schneller?',
  guesses: { zeros: '80 % Nullen', channels: '40 % weniger Kanäle', equal: 'Kein Unterschied' },
  measureBoth: 'Beide messen',
  measuring: 'Wird gemessen: Der Tab Studie zeigt, wie weit.',
  answer: {
    zeros: (times) => `80 % Nullen sind ${times}-mal so schnell.`,
    channels: (times) => `40 % weniger Kanäle sind ${times}-mal so schnell.`,
    equal: () => 'An den Zeiten lassen sie sich nicht unterscheiden.',
  },
  right: 'Wie geraten.',
  wrong: 'Anders als geraten.',
  times: (ratio) => decimal(ratio, 2),
  forgetGuesses: 'Das Geratene vergessen',
};
