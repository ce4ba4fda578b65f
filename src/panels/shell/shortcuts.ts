import type { ViewState } from '../../state/viewState.svelte';
import type { PageState } from '../../state/pageState';
import { ACTIONS, type Action, type KeyStroke } from './actions';

/** Keys that work anywhere on the page, except where they mean something else: in fields, lists and dialogs. */
export function onShortcut(event: KeyboardEvent, page: PageState, view: ViewState): void {
  if (event.defaultPrevented || event.isComposing || dialogIsOpen()) return;
  const action = actionOf(event);
  if (!action || (action.part && view.lesson.hides(action.part))) return;
  event.preventDefault();
  action.run(page, view);
}

function actionOf(event: KeyboardEvent): Action | undefined {
  const typing = isTyping(event.target);
  const action = ACTIONS.find(({ keys }) => keys.some((stroke) => isStroke(event, stroke)));
  return typing && !action?.whileTyping ? undefined : action;
}

function isStroke(event: KeyboardEvent, { key, control, shift }: KeyStroke): boolean {
  // Many keyboards have [ and ] only with AltGr.
  const typed = event.getModifierState('AltGraph');
  if (!typed && event.altKey) return false;
  if (!typed && (event.ctrlKey || event.metaKey))
    return Boolean(control) && event.key.toLowerCase() === key && event.shiftKey === Boolean(shift);
  return !control && event.key === key && !(event.target instanceof HTMLSelectElement);
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
