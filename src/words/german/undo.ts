/** Was entfernt wurde, und der Weg zurück. */
import type { Words } from '../words';

export const undo: Words['undo'] = {
  title: 'Was entfernt wurde',
  undo: 'Rückgängig',
  undoKeys: 'Rückgängig (Strg+Z)',
  dismiss: 'Ausblenden',
  gone: {
    network: 'Das aufbewahrte Netz ist aus diesem Browser entfernt.',
    model: (name) => `${name} ist aus diesem Browser entfernt; seine Punkte bleiben.`,
    unused: (what) => `Entfernt: ${what}.`,
    curve: 'Die gezeichnete Kurve ist weg.',
    guesses: 'Die Tipps sind weg.',
    totals: 'mWh und mAh zählen ab null.',
  },
};
