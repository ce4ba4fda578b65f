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

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowDown', 1, 3],
  ['ArrowUp', 1, 5],
  ['ArrowDown', 4, 0],
  ['ArrowLeft', 4, 3],
])('in rows of two, %s at %i of 6 leads to %s', (key, at, target) => {
  expect(rovingTarget(key, at, 6, 2)).toBe(target);
});
