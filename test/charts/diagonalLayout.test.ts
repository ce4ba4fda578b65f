/** One quantity against another: equal values lie on the line, whatever the scale. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diagonalLayout, dotsPath, nearestDot } from '../../src/charts/diagonalLayout';

const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
const anyDot = fc
  .record({ key: fc.uuid(), x: positive, y: positive })
  .map((dot) => ({ ...dot, low: dot.y / 1.2, high: dot.y * 1.2 }));

it('stands every dot on its side of the line, inside the frame, near what points at it', () => {
  fc.assert(
    fc.property(fc.array(anyDot, { minLength: 1, maxLength: 20 }), (dots) => {
      const series = [{ id: 'a', label: 'a', mark: 'round' as const, dots }];
      const { frame, dots: placed } = diagonalLayout(series, [1], 400, 300);
      const slope = (frame.bottom - frame.top) / (frame.right - frame.left);
      placed.forEach((place, i) => {
        const onLine = frame.bottom - slope * (place.x - frame.left);
        const { x, y } = dots[i];
        if (y > 1.001 * x) expect(place.y).toBeLessThan(onLine);
        if (x > 1.001 * y) expect(place.y).toBeGreaterThan(onLine);
        expect(place.x).toBeGreaterThanOrEqual(frame.left);
        expect(place.x).toBeLessThanOrEqual(frame.right);
        expect(place.from).toBeGreaterThanOrEqual(place.y);
        expect(place.to).toBeLessThanOrEqual(place.y);
        const found = nearestDot(placed, place.x, place.y)!;
        expect(Math.hypot(found.x - place.x, found.y - place.y)).toBe(0);
      });
      expect(dotsPath(placed, 3).match(/M/g)).toHaveLength(dots.length);
    }),
    { seed: 3, numRuns: 100 },
  );
});
