import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChartGestures, type Pixel } from '../../src/charts/chartGestures';
import { boxOf, draggedBy, placeAt, zoomedAt } from '../../src/charts/chartView';
import {
  around,
  contains,
  isWhole,
  showing,
  spanning,
  WHOLE,
  zoomed,
  type Region,
} from '../../src/charts/region';

const FRAME = { left: 40, right: 640, top: 30, bottom: 430 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.record({ x: share, y: share });
const region = fc
  .array(fc.tuple(fc.double({ min: 0.3, max: 2, noNaN: true }), place), { maxLength: 6 })
  .map((steps) => steps.reduce<Region>((own, [by, at]) => zoomed(own, by, at), WHOLE));

function check(property: Parameters<typeof fc.assert>[0]) {
  fc.assert(property as never, { seed: 16, numRuns: 300 });
}

describe('what is seen of a chart', () => {
  it('never lies beyond the whole, and comes no closer than a limit', () => {
    check(
      fc.property(region, ({ left, right, bottom, top }) => {
        for (const [from, to] of [
          [left, right],
          [bottom, top],
        ]) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(1 + 1e-12);
          expect(to - from).toBeGreaterThanOrEqual(1 / 400 - 1e-12);
        }
      }),
    );
  });

  it('keeps what is under the pointer there while it comes closer', () => {
    check(
      fc.property(region, place, fc.double({ min: 0.5, max: 1, noNaN: true }), (own, at, by) => {
        const pixel = { x: 40 + 600 * at.x, y: 430 - 400 * at.y };
        const before = placeAt(pixel, FRAME, own);
        const after = placeAt(pixel, FRAME, zoomedAt(own, by, pixel, FRAME));
        expect(after.x).toBeCloseTo(before.x, 9);
        expect(after.y).toBeCloseTo(before.y, 9);
      }),
    );
  });

  it('is the whole again after zooming out far enough', () => {
    check(
      fc.property(region, place, (own, at) => {
        expect(isWhole(zoomed(own, 500, at))).toBe(true);
      }),
    );
  });

  it('moves until a place lies in it, and rests where it does', () => {
    check(
      fc.property(region, place, (own, at) => {
        const shown = showing(own, at);
        const roomy = { ...shown, left: shown.left - 1e-9, right: shown.right + 1e-9 };
        expect(contains({ ...roomy, bottom: shown.bottom - 1e-9, top: shown.top + 1e-9 }, at)).toBe(
          true,
        );
        if (contains(own, at)) expect(shown.left).toBeCloseTo(own.left, 12);
      }),
    );
  });

  it('opens around what was brushed', () => {
    check(
      fc.property(place, place, (a, b) => {
        const brushed = spanning(a, b);
        const { left, right, bottom, top } = around(brushed);
        expect(left).toBeLessThanOrEqual(brushed.left + 1e-9);
        expect(right).toBeGreaterThanOrEqual(brushed.right - 1e-9);
        expect(bottom).toBeLessThanOrEqual(brushed.bottom + 1e-9);
        expect(top).toBeGreaterThanOrEqual(brushed.top - 1e-9);
      }),
    );
  });

  it('follows the hand, and draws a region where it lies', () => {
    const own = zoomed(WHOLE, 0.5, { x: 0.5, y: 0.5 });
    const moved = draggedBy(own, { x: 60, y: 40 }, FRAME);
    expect(moved.left).toBeCloseTo(own.left - 0.05, 9);
    expect(moved.top).toBeCloseTo(own.top + 0.05, 9);
    expect(boxOf(own, FRAME, own)).toEqual({ x: 40, y: 30, width: 600, height: 400 });
    expect(boxOf(own, FRAME, WHOLE)).toEqual({ x: 190, y: 130, width: 300, height: 200 });
  });
});

describe('gestures on a chart', () => {
  function heard() {
    const calls: string[] = [];
    const gestures = new ChartGestures({
      zoom: (factor, { x, y }) => calls.push(`zoom ${factor.toFixed(2)} ${x},${y}`),
      pan: ({ x, y }) => calls.push(`pan ${x},${y}`),
      brush: (from: Pixel, to: Pixel) => calls.push(`brush ${from.x},${from.y} ${to.x},${to.y}`),
    });
    return { calls, gestures };
  }

  it('brush with a mouse, but not with one finger, which scrolls the page', () => {
    const { calls, gestures } = heard();
    gestures.down(1, { x: 10, y: 10 }, true);
    gestures.move(1, { x: 12, y: 11 });
    expect([calls, gestures.dragged]).toEqual([[], false]);
    gestures.move(1, { x: 30, y: 20 });
    expect([calls, gestures.dragged]).toEqual([['brush 10,10 30,20'], true]);
    gestures.up(1);
    gestures.down(2, { x: 10, y: 10 }, false);
    gestures.move(2, { x: 90, y: 90 });
    expect(calls).toHaveLength(1);
  });

  it('zoom and move with two fingers', () => {
    const { calls, gestures } = heard();
    gestures.down(1, { x: 0, y: 0 }, false);
    gestures.down(2, { x: 100, y: 0 }, false);
    gestures.move(2, { x: 200, y: 0 });
    expect(calls).toEqual(['pan 50,0', 'zoom 0.50 100,0']);
  });

  it('zoom with the wheel about the pointer, and move sideways', () => {
    const { calls, gestures } = heard();
    gestures.wheel(0, -100, { x: 5, y: 6 });
    gestures.wheel(30, 2, { x: 5, y: 6 });
    expect(calls).toEqual(['zoom 0.85 5,6', 'pan -30,0']);
  });
});
