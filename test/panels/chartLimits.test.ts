/** Where a budget ends on an axis: what is within it on the axis is within it in bytes, milliseconds and joules. */
import { expect, it } from 'vitest';
import { quantityOf, QUANTITIES, type QuantityId } from '../../src/advice/quantities';
import { AXES, axisOf } from '../../src/charts/axes';
import type { RuntimeId } from '../../src/study/runtimes';
import { edgeAt, limitOn } from '../../src/panels/results/chartLimits';

const RUNTIME = 'kernels';
const SHOWN: readonly (readonly [axis: string, quantity: QuantityId])[] = [
  ['bytes-encoded', 'bytes'],
  ['latency-kernels', 'ms'],
  ['memory-kernels', 'memory'],
  ['energy-gross', 'joules'],
];

it.each(SHOWN)('%s shows the budget of %s, in the unit in which it is typed', (axis, id) => {
  expect(limitOn(axisOf(axis), { [id]: 3 * quantityOf(id).unit }, RUNTIME)).toBeCloseTo(3, 9);
});

it('shows none on the other axes, and none that is not set', () => {
  const all = Object.fromEntries(QUANTITIES.map(({ id }) => [id, 1]));
  const shown = AXES.filter((axis) => limitOn(axis, all, RUNTIME) !== null).map(({ id }) => id);
  expect(new Set(shown)).toEqual(new Set(SHOWN.map(([axis]) => axis)));
  expect(AXES.every((axis) => limitOn(axis, {}, RUNTIME) === null)).toBe(true);
});

it('limits the times of the runtime that the advice is about, not those of another', () => {
  const limit = (runtime: RuntimeId) => limitOn(axisOf('latency-tfjs'), { ms: 2 }, runtime);
  expect([limit('tfjs'), limit('kernels')]).toEqual([2, null]);
});

it('has a line only in the frame; zoomed away from it, all or nothing is grey', () => {
  expect(edgeAt(50, 40, 300)).toEqual({ at: 50, seen: true });
  expect(edgeAt(20, 40, 300)).toEqual({ at: 40, seen: false });
  expect(edgeAt(999, 40, 300)).toEqual({ at: 300, seen: false });
});
