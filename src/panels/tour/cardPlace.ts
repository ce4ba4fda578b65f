/** Where the tour's card goes: beside what it speaks of, never over it while there is room. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels to the edges of the window, and to the target. */
const [EDGE, GAP] = [8, 12];

/** Under the target, else over it, right or left of it; in the lower right corner where it fits nowhere. All in pixels. */
export function cardPlace(target: Box | null, card: Size, window: Size): { x: number; y: number } {
  const most = { x: window.width - card.width - EDGE, y: window.height - card.height - EDGE };
  const within = (x: number, y: number) => ({
    x: Math.max(EDGE, Math.min(x, most.x)),
    y: Math.max(EDGE, Math.min(y, most.y)),
  });
  if (!target) return within(most.x, most.y);
  const { left, top, width, height } = target;
  const [right, bottom] = [left + width, top + height];
  if (bottom + GAP <= most.y) return within(left, bottom + GAP);
  if (top - GAP - card.height >= EDGE) return within(left, top - GAP - card.height);
  if (right + GAP <= most.x) return within(right + GAP, top);
  if (left - GAP - card.width >= EDGE) return within(left - GAP - card.width, top);
  return within(most.x, most.y);
}
