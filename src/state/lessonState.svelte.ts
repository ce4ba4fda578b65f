import { viewOf, type Tab } from './views';

/** What a teacher can leave out of the page, one row each. What has a view of its own is called as the view. */
export const PARTS = [
  'methods',
  'options',
  'open',
  'study',
  'energy',
  'network',
  'device',
  'meter',
  'export',
] as const;
export type Part = (typeof PARTS)[number];

/** What another page can show in a frame, from top to bottom. */
export const EMBEDDED = ['slider', 'tiles', 'network', 'pictures', 'chart'] as const;
export type Embedded = (typeof EMBEDDED)[number];

/** In letters, so that a link with it still fits into a message and a square of dots. */
export const LONGEST_TASK = 600;

/** What a link says of a lesson. */
export interface Lesson {
  /** What pupils are asked to do, as plain text; '' without a task. */
  task: string;
  hidden: readonly Part[];
  /** Nothing else is on show; empty for the whole page. */
  embedded: readonly Embedded[];
  /** A few large figures, for a projector. */
  presenting: boolean;
}

/** What a tab is made of: it goes with the last of it. */
const MADE_OF: Partial<Record<Tab, readonly Part[]>> = {
  plan: ['methods', 'options', 'open'],
  meter: ['meter'],
};

/** The lesson that the page shows. */
export class LessonState implements Lesson {
  task = $state('');
  hidden = $state.raw<readonly Part[]>([]);
  embedded = $state.raw<readonly Embedded[]>([]);
  presenting = $state(false);
  /** What is hidden was asked for all the same: a lesson is no lock. */
  revealed = $state(false);
  /** In the dialog. */
  making = $state(false);
  /** Task of the sheet to print that is on show; null while none is. */
  paper = $state<string | null>(null);

  hides(part: Part): boolean {
    return !this.revealed && this.hidden.includes(part);
  }

  shows(tab: Tab): boolean {
    const { id } = viewOf(tab);
    if (id !== 'explore' && this.hides(id)) return false;
    return MADE_OF[tab]?.some((part) => !this.hides(part)) ?? true;
  }
}
