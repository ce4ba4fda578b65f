import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardPlace, type Box } from '../../../src/panels/tour/cardPlace';

const CARD = { width: 344, height: 190 };
const size = (least: number, most: number) => fc.integer({ min: least, max: most });
const windows = fc.record({ width: size(360, 3840), height: size(400, 2160) });

const targets = fc.record({
  left: size(-200, 3000),
  top: size(-200, 2000),
  width: size(1, 3000),
  height: size(1, 1500),
});

function overlaps(one: Box, other: Box): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}

const placed = (target: Box | null, window: { width: number; height: number }): Box => {
  const { x, y } = cardPlace(target, CARD, window);
  return { left: x, top: y, ...CARD };
};

describe('the card of the tour', () => {
  it('is in the window wherever its target is', () => {
    fc.assert(
      fc.property(fc.option(targets), windows, (target, window) => {
        const { left, top, width, height } = placed(target, window);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(8);
        expect(left + width).toBeLessThanOrEqual(window.width - 8);
        expect(top + height).toBeLessThanOrEqual(window.height - 8);
      }),
      { seed: 20261128 },
    );
  });

  it('leaves its target in sight wherever one side of it has room', () => {
    fc.assert(
      fc.property(targets, windows, (target, window) => {
        const below = window.height - target.top - target.height >= CARD.height + 20;
        const above = target.top >= CARD.height + 20;
        const right = window.width - target.left - target.width >= CARD.width + 20;
        const left = target.left >= CARD.width + 20;
        fc.pre(target.top >= 0 && target.left >= 0 && (below || above || right || left));
        expect(overlaps(placed(target, window), target)).toBe(false);
      }),
      { seed: 20261128 },
    );
  });

  it('prefers the place under it', () => {
    const target = { left: 100, top: 60, width: 300, height: 80 };
    expect(cardPlace(target, CARD, { width: 1280, height: 800 })).toEqual({ x: 100, y: 152 });
  });
});
