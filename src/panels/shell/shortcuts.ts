import { stepFrom } from '../../controls/sliderSteps';
import type { ViewState } from '../../state/viewState.svelte';
import type { PageState } from '../../state/pageState';

type Parts = Pick<PageState, 'plans' | 'figures' | 'lab'>;

const BIG_STEP = 10;

/** Keys that work anywhere on the page, except where they mean something else: in fields, lists and dialogs. */
export function onShortcut(event: KeyboardEvent, parts: Parts, view: ViewState): void {
  if (event.defaultPrevented || event.isComposing || dialogIsOpen()) return;
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  action(parts, view);
}

type Action = (parts: Parts, view: ViewState) => void;

const PLAIN_KEYS: Readonly<Record<string, Action>> = {
  '?': (_, view) => (view.helpOpen = true),
  '[': (parts) => slideBy(parts, -BIG_STEP),
  ']': (parts) => slideBy(parts, BIG_STEP),
  s: () => focus('input[type="range"]'),
  m: (_, view) => {
    if (view.lesson.hides('methods')) return;
    view.tab = 'plan';
    requestAnimationFrame(() => focus('input[name="method"]:checked'));
  },
};

function actionOf(event: KeyboardEvent): Action | undefined {
  const { key, target, ctrlKey, metaKey } = event;
  if (isTyping(target)) return undefined;
  // Many keyboards have [ and ] only with AltGr.
  const typed = event.getModifierState('AltGraph');
  if (!typed && event.altKey) return undefined;
  if (!typed && (ctrlKey || metaKey)) return historyKey(event);
  return target instanceof HTMLSelectElement ? undefined : PLAIN_KEYS[key];
}

function historyKey({ key, shiftKey }: KeyboardEvent): Action | undefined {
  if (key.toLowerCase() === 'y') return ({ plans }) => plans.redo();
  if (key.toLowerCase() !== 'z') return undefined;
  return shiftKey ? ({ plans }) => plans.redo() : ({ plans }) => plans.undo();
}

/** From anywhere on the page, as a key on the slider would. */
export function slideBy({ figures, lab, plans: { plan, method } }: Parts, percent: number): void {
  if (lab.phase !== 'ready') return;
  const { highest } = figures;
  figures.hold('key');
  figures.slide(stepFrom({ value: plan.level, highest, fixed: method.levels }, percent));
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** What lies behind it is out of reach for the pointer, and so for the keys. */
export function dialogIsOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** Inputs in which nothing is typed. */
const UNTYPED = new Set([
  'range',
  'radio',
  'checkbox',
  'button',
  'submit',
  'reset',
  'file',
  'color',
]);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !UNTYPED.has(target.type);
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
