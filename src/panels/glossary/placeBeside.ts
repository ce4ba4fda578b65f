/** Pixels between the word, its popover and the edges of the window. */
const GAP = 6;
const EDGE = 8;
const WIDEST = 340;

/**
 * Under the word in the upper half of the window, over it in the lower: so the popover may grow when its text arrives,
 * and stays in the window.
 */
export function placeBeside(popover: HTMLElement, word: Element): void {
  const { left, top, bottom } = word.getBoundingClientRect();
  const width = Math.min(WIDEST, innerWidth - 2 * EDGE);
  const below = (top + bottom) / 2 < innerHeight / 2;
  const room = (below ? innerHeight - bottom : top) - GAP - EDGE;
  Object.assign(popover.style, {
    left: `${Math.max(EDGE, Math.min(left, innerWidth - EDGE - width))}px`,
    top: below ? `${bottom + GAP}px` : 'auto',
    bottom: below ? 'auto' : `${innerHeight - top + GAP}px`,
    width: `${width}px`,
    maxHeight: `${room}px`,
  });
}
