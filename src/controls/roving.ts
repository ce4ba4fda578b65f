/** One tab stop for many buttons or boxes in rows: the arrow keys, Home and End go from one to the next. */
const ITEMS = 'button, input';
const SIDEWAYS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
const UPRIGHT: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Where a key leads from item `at` of `count`; null where it leads nowhere.
 * @param columns items of each row: up and down stay in their column
 */
export function rovingTarget(key: string, at: number, count: number, columns = 1): number | null {
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = SIDEWAYS[key] ?? columns * UPRIGHT[key];
  return Number.isNaN(step) ? null : (at + step + count) % count;
}

/** A Svelte action for the element around them. */
export function roving(host: HTMLElement, columns = 1): { destroy(): void } {
  const items = () => [...host.querySelectorAll<HTMLElement>(ITEMS)];
  let current: HTMLElement | null = null;

  function settle(): void {
    const all = items();
    if (!current || !all.includes(current)) current = all[0] ?? null;
    for (const item of all) item.tabIndex = item === current ? 0 : -1;
  }

  function onfocusin({ target }: FocusEvent): void {
    current = target as HTMLElement;
    settle();
  }

  function onkeydown(event: KeyboardEvent): void {
    const all = items().filter((item) => item.checkVisibility());
    const at = all.indexOf(event.target as HTMLElement);
    const next = rovingTarget(event.key, at, all.length, columns);
    if (next === null) return;
    event.preventDefault();
    all[next].focus();
  }

  const watch = new MutationObserver(settle);
  watch.observe(host, { childList: true, subtree: true });
  host.addEventListener('focusin', onfocusin);
  host.addEventListener('keydown', onkeydown);
  settle();
  return { destroy: () => watch.disconnect() };
}
