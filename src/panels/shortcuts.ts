import type { ViewState } from '../state/viewState.svelte';
import type { Workbench } from '../state/workbench';

const BIG_STEP = 0.1;

/** Keys that work anywhere on the page, except while a text is typed. */
export function onShortcut(event: KeyboardEvent, workbench: Workbench, view: ViewState): void {
  if (isTyping(event.target) || event.altKey) return;
  const action = event.ctrlKey || event.metaKey ? historyKey(event) : PLAIN_KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action(workbench, view);
}

type Action = (workbench: Workbench, view: ViewState) => void;

const PLAIN_KEYS: Readonly<Record<string, Action>> = {
  '?': (_, view) => (view.helpOpen = true),
  '[': (workbench) => slideBy(workbench, -BIG_STEP),
  ']': (workbench) => slideBy(workbench, BIG_STEP),
  s: () => focus('input[type="range"]'),
  m: (_, view) => {
    if (view.compact) view.tab = 'plan';
    requestAnimationFrame(() => focus('input[name="method"]:checked'));
  },
};

function historyKey({ key, shiftKey }: KeyboardEvent): Action | null {
  if (key.toLowerCase() === 'y') return (workbench) => workbench.redo();
  if (key.toLowerCase() !== 'z') return null;
  return shiftKey ? (workbench) => workbench.redo() : (workbench) => workbench.undo();
}

function slideBy({ figures, plans }: Workbench, step: number): void {
  const level = Math.round((plans.plan.level + step) * 100) / 100;
  figures.slide(Math.max(0, level));
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLInputElement)) return false;
  return target.type === 'text' || target.type === 'number';
}
