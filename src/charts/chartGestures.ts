/** What fingers, mouse and wheel mean on the trade-off chart: a mouse brushes a rectangle, two fingers and the wheel zoom and move. */

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export interface ChartTarget {
  /** What lies at `at` stays there. @param factor below 1 comes closer */
  zoom(factor: number, at: Pixel): void;
  /** The picture follows by so many pixels. */
  pan(by: Pixel): void;
  brush(from: Pixel, to: Pixel): void;
}

/** A hand that moves less means a click. */
const LEAST_DRAG = 6;
const ZOOM_PER_PIXEL = 0.0016;
/** Two fingers closer than this say nothing about a scale. */
const LEAST_PINCH = 16;

export class ChartGestures {
  readonly #target: ChartTarget;
  readonly #pointers = new Map<number, Pixel>();
  /** Where a mouse went down; null while nothing is brushed, and of fingers, which scroll the page. */
  #anchor: Pixel | null = null;
  #dragged = false;

  constructor(target: ChartTarget) {
    this.#target = target;
  }

  /** Whether what happens now is more than a click. */
  get dragged(): boolean {
    return this.#dragged;
  }

  down(pointer: number, at: Pixel, brushes: boolean): void {
    this.#pointers.set(pointer, at);
    this.#anchor = brushes && this.#pointers.size === 1 ? at : null;
    this.#dragged = this.#pointers.size > 1;
  }

  move(pointer: number, at: Pixel): void {
    if (!this.#pointers.has(pointer)) return;
    const before = this.#pinch();
    this.#pointers.set(pointer, at);
    const after = this.#pinch();
    if (before && after) this.#stretch(before, after);
    else this.#brush(at);
  }

  up(pointer: number): void {
    this.#pointers.delete(pointer);
    this.#anchor = null;
  }

  /** Mostly up or down zooms about the pointer, mostly sideways moves. */
  wheel(deltaX: number, deltaY: number, at: Pixel): void {
    if (Math.abs(deltaX) > Math.abs(deltaY)) this.#target.pan({ x: -deltaX, y: 0 });
    else this.#target.zoom(Math.exp(deltaY * ZOOM_PER_PIXEL), at);
  }

  #brush(at: Pixel): void {
    if (!this.#anchor) return;
    const { x, y } = this.#anchor;
    this.#dragged ||= Math.hypot(at.x - x, at.y - y) >= LEAST_DRAG;
    if (this.#dragged) this.#target.brush(this.#anchor, at);
  }

  #pinch(): { middle: Pixel; distance: number } | null {
    if (this.#pointers.size !== 2) return null;
    const [a, b] = this.#pointers.values();
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    return { middle, distance: Math.max(Math.hypot(a.x - b.x, a.y - b.y), LEAST_PINCH) };
  }

  /** What was under the fingers stays under them. */
  #stretch(
    before: { middle: Pixel; distance: number },
    after: { middle: Pixel; distance: number },
  ): void {
    const { middle } = after;
    this.#target.pan({ x: middle.x - before.middle.x, y: middle.y - before.middle.y });
    this.#target.zoom(before.distance / after.distance, middle);
  }
}
