/** A rectangle of the chart as shares of what it shows as a whole: 0 and 1 are its edges, whatever its size and scales. */

export interface Region {
  readonly left: number;
  readonly right: number;
  /** Below `top`. */
  readonly bottom: number;
  readonly top: number;
}

export interface Share {
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Region = { left: 0, right: 1, bottom: 0, top: 1 };

/** No closer: a pixel would be less than a picture's worth. */
const LEAST = 1 / 400;
/** Around points that are zoomed to. */
const ROOM = 0.06;

export function isWhole({ left, right, bottom, top }: Region): boolean {
  return Math.min(right - left, top - bottom) > 1 - 1e-9;
}

/** What lies at `at` stays there. @param factor below 1 comes closer; @param at shares of the region itself */
export function zoomed(region: Region, factor: number, at: Share): Region {
  const [left, right] = stretched(region.left, region.right, factor, at.x);
  const [bottom, top] = stretched(region.bottom, region.top, factor, at.y);
  return { left, right, bottom, top };
}

function stretched(from: number, to: number, factor: number, share: number): [number, number] {
  const span = Math.min(1, Math.max(LEAST, (to - from) * factor));
  const rest = from + share * (to - from);
  return moved(rest - share * span, span);
}

/** @param by shares of the region itself */
export function panned(region: Region, by: Share): Region {
  const [width, height] = [region.right - region.left, region.top - region.bottom];
  const [left, right] = moved(region.left + by.x * width, width);
  const [bottom, top] = moved(region.bottom + by.y * height, height);
  return { left, right, bottom, top };
}

/** Begins where it may, within the whole. */
function moved(from: number, span: number): [number, number] {
  const start = Math.max(0, Math.min(from, 1 - span));
  return [start, start + span];
}

/** Moved no further than needed for `share`, a place of the whole, to lie in it; places beyond the whole stay beyond. */
export function showing(region: Region, { x, y }: Share): Region {
  const reach = (at: number, from: number, to: number) =>
    at < from ? at - from - ROOM * (to - from) : at > to ? at - to + ROOM * (to - from) : 0;
  return panned(region, {
    x: reach(x, region.left, region.right) / (region.right - region.left),
    y: reach(y, region.bottom, region.top) / (region.top - region.bottom),
  });
}

/** With a little room, and not closer than anything may be. */
export function around({ left, right, bottom, top }: Region): Region {
  const [x, across] = roomy(left, right);
  const [y, up] = roomy(bottom, top);
  return { left: x, right: across, bottom: y, top: up };
}

function roomy(from: number, to: number): [number, number] {
  const span = Math.min(1, Math.max(LEAST, (to - from) * (1 + 2 * ROOM)));
  return moved((from + to) / 2 - span / 2, span);
}

export function spanning(a: Share, b: Share): Region {
  return {
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    bottom: Math.min(a.y, b.y),
    top: Math.max(a.y, b.y),
  };
}

export function contains({ left, right, bottom, top }: Region, { x, y }: Share): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}
