import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoxGrid } from '../../src/charts/boxGrid';
import { overlap } from '../../src/charts/endLabels';

const box = fc
  .tuple(...[400, 400, 120, 60].map((max) => fc.integer({ min: -20, max })))
  .map(([left, top, width, height]) => ({
    ...{ left, top },
    right: left + Math.abs(width),
    bottom: top + Math.abs(height),
  }));

it('a grid of boxes says as looking at all of them does', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 40 }), box, (boxes, asked) => {
      const grid = new BoxGrid();
      for (const one of boxes) grid.add(one);
      expect(grid.isFree(asked)).toBe(!boxes.some((one) => overlap(one, asked)));
    }),
    { seed: 16, numRuns: 500 },
  );
});
