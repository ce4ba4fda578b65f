import { describe, expect, it } from 'vitest';
import type { Budget } from '../../src/pruning/plan';
import { secondsLeft, spentShare, stepsOf } from '../../src/training/budget';

const spent = { steps: 30, seconds: 12, stepsPerEpoch: 20 };

describe('a budget', () => {
  it.each<[Budget['unit'], number, number]>([
    ['seconds', 48, 0.25],
    ['steps', 120, 0.25],
    ['epochs', 3, 0.5],
    ['epochs', 0.01, 30],
  ])('in %s, of %d, is spent by share', (unit, amount, share) => {
    expect(spentShare({ unit, amount }, spent)).toBe(share);
  });

  it.each<[Budget['unit'], number, number]>([
    ['seconds', 48, 120],
    ['steps', 100, 100],
    ['epochs', 3, 60],
    ['epochs', 0.01, 1],
  ])('in %s, of %d, is good for %d steps', (unit, amount, steps) => {
    expect(stepsOf({ unit, amount }, spent)).toBe(steps);
  });

  it('says how long it lasts, by its clock or by the speed so far', () => {
    expect(secondsLeft({ unit: 'seconds', amount: 48 }, 12, 0.25)).toBe(36);
    expect(secondsLeft({ unit: 'seconds', amount: 10 }, 12, 1.2)).toBe(0);
    expect(secondsLeft({ unit: 'steps', amount: 120 }, 12, 0.25)).toBe(36);
  });
});
