import { expect, it } from 'vitest';
import { LossWatch } from '../../src/training/lossWatch';

/** Number of the loss at which the watch gives up, or null. */
function givesUpAt(losses: readonly number[]): number | null {
  const watch = new LossWatch();
  const at = losses.findIndex((loss) => watch.see(loss) === 'diverged');
  return at < 0 ? null : at;
}

const flat = (loss: number, steps: number) => Array.from({ length: steps }, () => loss);

it('gives up at once where the loss is no number', () => {
  expect(givesUpAt([1, 1, NaN])).toBe(2);
  expect(givesUpAt([1, Infinity])).toBe(1);
});

it('gives up after 200 steps far above the start, not before', () => {
  const at = givesUpAt([...flat(1, 10), ...flat(3, 400)])!;
  expect(at).toBeGreaterThanOrEqual(210);
  expect(at).toBeLessThan(220);
  expect(givesUpAt([...flat(1, 10), ...flat(3, 190), ...flat(0.5, 400)])).toBeNull();
});

it('bears what a high rate does to good weights', () => {
  expect(givesUpAt([...flat(0.5, 10), ...flat(0.7, 400)])).toBeNull();
});

it('knows the best mean', () => {
  const watch = new LossWatch();
  const verdicts = [...flat(2, 20), ...flat(1, 5), ...flat(4, 5)].map((loss) => watch.see(loss));
  expect(verdicts.slice(21, 25)).toEqual(flat(0, 4).map(() => 'best'));
  expect(verdicts.slice(25)).not.toContain('best');
});
