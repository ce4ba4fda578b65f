import { expect, it } from 'vitest';
import { curve, performanceScore } from '../../cli/bench/audits';

it('gives 0.9 and 0.5 where Lighthouse’s curves do', () => {
  const largest = { good: 2500, half: 4000 };
  expect(curve(0, largest)).toBe(1);
  expect(curve(2500, largest)).toBeCloseTo(0.9, 4);
  expect(curve(4000, largest)).toBeCloseTo(0.5, 6);
  expect(curve(8000, largest)).toBeLessThan(0.05);
});

it('weighs what blocks the thread as the most', () => {
  const good = { firstMs: 300, largestMs: 400, blockedMs: 0, shift: 0, shownMs: 0, slowest: null };
  expect(performanceScore(good)).toBeGreaterThan(99);
  const blocked = performanceScore({ ...good, blockedMs: 5000 });
  expect(blocked).toBeCloseTo((100 * 60) / 90, 0);
});
