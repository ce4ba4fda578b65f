/** Studies side by side: which is open, what each is about, what becomes of it. */
import { bytes, count, day } from '../numbers';

export const studies = {
  title: 'Studies',
  /** Of the list of studies in the head of the view. */
  open: 'Study',
  all: 'Studies…',
  /** One that nobody has named. */
  unnamed: (createdAt: string) => `Study of ${day(createdAt)}`,
  notBegun: 'New study, nothing measured yet',
  choice: (name: string, points: number) => `${name} (${counted(points)})`,
  elsewhere: 'A study runs in another tab; its points appear here as they come.',

  empty:
    'There is no study of this network and these pictures yet. The first point that is measured begins one; a name and a question help to find it again.',
  isOpen: 'open',
  openStudy: 'Open',
  begin: 'New study',
  edit: 'Edit',
  done: 'Done',
  duplicate: 'Duplicate',
  copyName: (name: string) => `${name}, copy`,
  merge: 'Merge into the open one',
  exportStudy: 'Export',
  remove: 'Delete',
  /** Said to those who hear one button after another. */
  of: (action: string, name: string) => `${action}: ${name}`,
  removed: (name: string) => `${name} is deleted.`,
  bringBack: 'Bring it back',

  name: 'Name',
  question: 'Question',
  questionHint: 'Which method for my board?',
  notes: 'Notes',

  facts: ({ createdAt, points, runs, bytes: size }: Facts) =>
    [day(createdAt), counted(points), ...(runs > 0 ? [begun(runs)] : []), bytes(size)].join(' · '),
  devices: (names: readonly string[]) => names.join('; '),

  importStudy: 'Import…',
  imported: (file: string) => `${file}: is it a study of its own?`,
  asNew: 'As a new study',
  intoOpen: 'Add to the open one',
  not: 'Cancel',
  result: (what: string, said: string) => `${what}: ${said}`,

  room: (used: number, most: number) =>
    `This page takes ${bytes(used)} in this browser and may take ${bytes(most)}.`,
  networks: (kept: number, size: number) =>
    kept === 1
      ? `1 trained network is kept with them (${bytes(size)}).`
      : `${count(kept)} trained networks are kept with them (${bytes(size)}).`,
  networksHint:
    'Trained networks of points on the front of the open study are kept by themselves, and let go when they leave it. The others can be made again from their plan.',
  networksLeft: (left: number) =>
    left === 1
      ? '1 more is on the front and found no room.'
      : `${count(left)} more are on the front and found no room.`,

  save: 'Export the study',
  dismiss: 'Dismiss',
};

interface Facts {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly points: number;
  readonly runs: number;
  /** About. */
  readonly bytes: number;
}

function counted(points: number): string {
  return `${count(points)} ${points === 1 ? 'point' : 'points'}`;
}

function begun(runs: number): string {
  return runs === 1 ? 'run once' : `run ${count(runs)} times`;
}
