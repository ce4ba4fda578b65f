import { expect, it } from 'vitest';
import { rovingTarget } from '../../src/controls/roving';

it.each([
  ['ArrowRight', 0, 3, 1],
  ['ArrowRight', 2, 3, 0],
  ['ArrowLeft', 0, 3, 2],
  ['ArrowDown', 1, 3, 2],
  ['ArrowUp', 1, 3, 0],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['a', 1, 3, null],
  ['Home', 0, 0, null],
])('%s at %i of %i leads to %s', (key, at, count, target) => {
  expect(rovingTarget(key, at, count)).toBe(target);
});
