/** Studien nebeneinander: welche offen ist, worum es jeder geht, was aus ihr wird. */
import { bytes, count, day } from '../numbers';
import type { Words } from '../words';

export const studies: Words['studies'] = {
  title: 'Studien',
  open: 'Studie',
  all: 'Studien…',
  unnamed: (createdAt) => `Studie vom ${day(createdAt)}`,
  notBegun: 'Neue Studie, noch nichts gemessen',
  choice: (name, points) => `${name} (${counted(points)})`,
  elsewhere: 'Eine Studie läuft in einem anderen Tab; ihre Punkte erscheinen hier, wie sie kommen.',

  empty:
    'Zu diesem Netz und diesen Bildern gibt es noch keine Studie. Der erste gemessene Punkt beginnt eine; mit Namen und Frage findet man sie wieder.',
  isOpen: 'offen',
  openStudy: 'Öffnen',
  begin: 'Neue Studie',
  edit: 'Bearbeiten',
  done: 'Fertig',
  duplicate: 'Verdoppeln',
  copyName: (name) => `${name}, Kopie`,
  merge: 'Mit der offenen vereinen',
  exportStudy: 'Ausgeben',
  remove: 'Löschen',
  of: (action, name) => `${action}: ${name}`,
  removed: (name) => `${name} ist gelöscht.`,
  bringBack: 'Zurückholen',

  name: 'Name',
  question: 'Frage',
  questionHint: 'Welches Verfahren für mein Gerät?',
  notes: 'Notizen',

  facts: ({ createdAt, points, runs, bytes: size }) =>
    [day(createdAt), counted(points), ...(runs > 0 ? [begun(runs)] : []), bytes(size)].join(' · '),
  devices: (names) => names.join('; '),

  importStudy: 'Einlesen…',
  imported: (file) => `${file}: soll es eine eigene Studie werden?`,
  asNew: 'Als neue Studie',
  intoOpen: 'Zur offenen dazu',
  not: 'Abbrechen',
  result: (what, said) => `${what}: ${said}`,

  room: (used, most) =>
    `Die Seite belegt ${bytes(used)} in diesem Browser und darf ${bytes(most)} belegen.`,
  networks: (kept, size) =>
    kept === 1
      ? `1 trainiertes Netz wird mit ihnen aufbewahrt (${bytes(size)}).`
      : `${count(kept)} trainierte Netze werden mit ihnen aufbewahrt (${bytes(size)}).`,
  networksHint:
    'Trainierte Netze zu Punkten an der Front der offenen Studie bleiben von selbst erhalten und gehen, wenn sie die Front verlassen. Die anderen lassen sich aus ihrem Plan wieder herstellen.',
  networksLeft: (left) =>
    left === 1
      ? '1 weiteres liegt an der Front und fand keinen Platz.'
      : `${count(left)} weitere liegen an der Front und fanden keinen Platz.`,

  save: 'Studie ausgeben',
  dismiss: 'Verwerfen',
};

function counted(points: number): string {
  return `${count(points)} ${points === 1 ? 'Punkt' : 'Punkte'}`;
}

function begun(runs: number): string {
  return runs === 1 ? 'einmal gelaufen' : `${count(runs)}-mal gelaufen`;
}
