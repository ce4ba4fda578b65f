/** What the page does at a word or at a key, a row each: the palette, the keys and their sheet in Help read this table. */
import { undoOffer } from '../../controls/undoOffer.svelte';
import { stepFrom } from '../../controls/sliderSteps';
import type { PageState } from '../../state/pageState';
import type { Part } from '../../state/lessonState.svelte';
import type { ViewState } from '../../state/viewState.svelte';
import { sentence } from '../../words/sentence';
import { words, type Words } from '../../words/words';

const BIG_STEP = 10;

export interface KeyStroke {
  /** As the browser calls it; in small letters with Ctrl. */
  readonly key: string;
  /** Or Cmd. */
  readonly control?: true;
  readonly shift?: true;
}

export interface Action {
  readonly id: keyof Words['palette']['actions'];
  readonly keys: readonly KeyStroke[];
  /** Its keys mean nothing else to a field in which something is typed. */
  readonly whileTyping?: true;
  /** The palette has no use for it: it opens it, or wants to be pressed again and again. */
  readonly keysAlone?: true;
  /** Left out where a lesson hides this. */
  readonly part?: Part;
  /** Why it is not available now; null where it is. */
  readonly obstacle?: (page: PageState, view: ViewState) => string | null;
  readonly run: (page: PageState, view: ViewState) => void;
}

export const ACTIONS: readonly Action[] = [
  {
    id: 'palette',
    keys: [{ key: 'k', control: true }],
    whileTyping: true,
    keysAlone: true,
    run: (_, view) => (view.paletteOpen = true),
  },
  {
    id: 'undo',
    keys: [{ key: 'z', control: true }],
    obstacle: ({ plans }) =>
      plans.canUndo || undoOffer.offer ? null : words.palette.nothingToUndo,
    // What is offered was done last.
    run: ({ plans }) => (undoOffer.offer ? undoOffer.undo() : plans.undo()),
  },
  {
    id: 'redo',
    keys: [
      { key: 'z', control: true, shift: true },
      { key: 'y', control: true },
    ],
    obstacle: ({ plans }) => (plans.canRedo ? null : words.palette.nothingToRedo),
    run: ({ plans }) => plans.redo(),
  },
  {
    id: 'less',
    keys: [{ key: '[' }],
    keysAlone: true,
    run: (page) => slideBy(page, -BIG_STEP),
  },
  {
    id: 'more',
    keys: [{ key: ']' }],
    keysAlone: true,
    run: (page) => slideBy(page, BIG_STEP),
  },
  { id: 'slider', keys: [{ key: 's' }], run: () => focus('input[type="range"]') },
  {
    id: 'methods',
    keys: [{ key: 'm' }],
    part: 'methods',
    run(_, view) {
      view.choose('plan');
      focusOnceThere('input[name="method"]:checked');
    },
  },
  {
    id: 'study',
    keys: [],
    part: 'study',
    obstacle: studyObstacle,
    run(page, view) {
      view.choose('study');
      const request = page.studyForm.request(page.plans.plan);
      if (request.ok) void page.orders.runStudy(request.value, page.studyForm.wish.images);
    },
  },
  {
    id: 'connect',
    keys: [],
    part: 'meter',
    run: (_, view) => (view.meterOpen = true),
  },
  {
    id: 'open',
    keys: [],
    part: 'open',
    run: ({ opening }) => opening.ask(),
  },
  {
    id: 'pictures',
    keys: [],
    part: 'open',
    run: ({ pictures }) => pictures.ask(),
  },
  {
    id: 'export',
    keys: [],
    part: 'export',
    obstacle: ({ figures }) => (figures.measured ? null : words.palette.notMeasured),
    run: ({ exported, figures }) => figures.measured && exported.open(figures.measured),
  },
  { id: 'lesson', keys: [], run: (_, view) => (view.lesson.making = true) },
  { id: 'theme', keys: [], run: (_, view) => view.nextTheme() },
  { id: 'help', keys: [{ key: '?' }], run: (_, view) => (view.helpOpen = true) },
];

function studyObstacle({ lab, orders, studyForm, plans }: PageState): string | null {
  if (lab.phase !== 'ready') return words.palette.loading;
  if (orders.obstacle) return sentence(orders.obstacle);
  const request = studyForm.request(plans.plan);
  return request.ok ? null : sentence(request);
}

/** From anywhere on the page, as a key on the slider would. */
export function slideBy(
  { figures, lab, plans: { plan, method } }: Pick<PageState, 'plans' | 'figures' | 'lab'>,
  percent: number,
): void {
  if (lab.phase !== 'ready') return;
  const { highest } = figures;
  figures.hold('key');
  figures.slide(stepFrom({ value: plan.level, highest, fixed: method.levels }, percent));
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** Longer than any part of the page takes to come. */
const LONGEST_WAIT_MS = 5000;

/** A tab that has just been chosen may still be on its way. */
function focusOnceThere(selector: string): void {
  if (document.querySelector(selector)) return focus(selector);
  const watch = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    watch.disconnect();
    focus(selector);
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), LONGEST_WAIT_MS);
}
