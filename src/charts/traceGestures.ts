/** What fingers, mouse and wheel mean on the trace: one pointer brushes a window, two zoom and move. */
import type { TraceSpan } from '../meter/trace';

export interface GestureTarget {
  /** Page time at a place in the picture, ms. */
  timeAt(pixel: number): number;
  /** Share of the view that lies left of a place in the picture. */
  shareAt(pixel: number): number;
  zoom(factor: number, share: number): void;
  pan(share: number): void;
  select(span: TraceSpan | null): void;
}

/** A finger that moves less means a click. */
const LEAST_DRAG = 4;
const ZOOM_PER_PIXEL = 0.0016;
/** Two fingers closer than this say nothing about a scale. */
const LEAST_PINCH = 16;

export class TraceGestures {
  readonly #target: GestureTarget;
  /** Where each pointer is, in pixels. */
  readonly #pointers = new Map<number, number>();
  /** The end of the window that rests while the other is dragged; null while nothing is brushed. */
  #anchorMs: number | null = null;
  #downAt = 0;
  #dragged = false;

  constructor(target: GestureTarget) {
    this.#target = target;
  }

  down(pointer: number, pixel: number): void {
    this.#pointers.set(pointer, pixel);
    this.#anchorMs = this.#pointers.size === 1 ? this.#target.timeAt(pixel) : null;
    this.#downAt = pixel;
    this.#dragged = this.#pointers.size > 1;
  }

  /** Takes hold of one edge of the brushed window; the other rests at `anchorMs`. */
  grab(pointer: number, anchorMs: number): void {
    this.#pointers.set(pointer, 0);
    this.#anchorMs = anchorMs;
    this.#dragged = true;
  }

  move(pointer: number, pixel: number): void {
    if (!this.#pointers.has(pointer)) return;
    const before = this.#pinch();
    this.#pointers.set(pointer, pixel);
    const after = this.#pinch();
    if (before && after) this.#stretch(before, after);
    else this.#brush(pixel);
  }

  /** A click without a drag lets go of the window. */
  up(pointer: number): void {
    if (!this.#pointers.delete(pointer)) return;
    if (this.#anchorMs !== null && !this.#dragged) this.#target.select(null);
    this.#anchorMs = null;
  }

  /** Mostly up or down zooms about the pointer, mostly sideways moves. */
  wheel(deltaX: number, deltaY: number, pixel: number): void {
    const { zoom, pan, shareAt } = this.#target;
    if (Math.abs(deltaX) > Math.abs(deltaY)) pan(deltaX * ZOOM_PER_PIXEL);
    else zoom(Math.exp(deltaY * ZOOM_PER_PIXEL), shareAt(pixel));
  }

  #brush(pixel: number): void {
    if (this.#anchorMs === null) return;
    this.#dragged ||= Math.abs(pixel - this.#downAt) >= LEAST_DRAG;
    const { timeAt, select } = this.#target;
    if (this.#dragged) select({ fromMs: this.#anchorMs, toMs: timeAt(pixel) });
  }

  #pinch(): { middle: number; distance: number } | null {
    if (this.#pointers.size !== 2) return null;
    const [a, b] = this.#pointers.values();
    return { middle: (a + b) / 2, distance: Math.max(Math.abs(a - b), LEAST_PINCH) };
  }

  /** What was under the fingers stays under them. */
  #stretch(
    before: { middle: number; distance: number },
    after: { middle: number; distance: number },
  ): void {
    const { pan, zoom, shareAt } = this.#target;
    pan(shareAt(before.middle) - shareAt(after.middle));
    zoom(before.distance / after.distance, shareAt(after.middle));
  }
}
