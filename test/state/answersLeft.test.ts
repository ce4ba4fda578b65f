import { expect, it } from 'vitest';
import type { AccuracyTick } from '../../src/protocol/lab';
import { answersLeft } from '../../src/state/answersLeft';

it('tells the seconds that are left of each stage, once its pace is seen', () => {
  let now = 0;
  const left = answersLeft(100, () => now);
  const at = (ms: number, stage: AccuracyTick['stage'], total: number) => {
    now = ms;
    return left({ stage, correct: 0, total });
  };
  expect(at(0, 'cutting', 0)).toBeNull();
  expect(at(2000, 'after-cutting', 10)).toBeNull();
  expect(at(3000, 'after-cutting', 20)).toBe(8);
  expect(at(11_000, 'after-cutting', 100)).toBe(0);
  expect(at(12_000, 'repair', 0)).toBeNull();
  expect(at(20_000, 'after-repair', 10)).toBeNull();
  expect(at(20_500, 'after-repair', 20)).toBe(4);
});
