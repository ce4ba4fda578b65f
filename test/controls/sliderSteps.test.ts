import { describe, expect, it } from 'vitest';
import { nearestShare, stepFrom } from '../../src/controls/sliderSteps';

const scale = { value: 0.57, highest: 0.93, fixed: null };

describe('a step of the slider', () => {
  it.each([
    [scale, 1, 0.58],
    [scale, -1, 0.56],
    [scale, 10, 0.67],
    [scale, 100, 0.93],
    [scale, -100, 0],
    [{ ...scale, value: 0.125 }, 1, 0.14],
    [{ ...scale, highest: 0.57 }, 1, 0.57],
  ])('from %j by %d %% ends at %d', (from, percent, to) => {
    expect(stepFrom(from, percent)).toBe(to);
  });

  it('goes to the neighbour where there are few shares, however small the step', () => {
    const few = { value: 0.5, highest: 0.93, fixed: [0, 0.5] };
    expect(stepFrom(few, -10)).toBe(0);
    expect(stepFrom(few, 10)).toBe(0.5);
    expect(stepFrom({ ...few, value: 0 }, 1)).toBe(0.5);
  });
});

it('a share is a whole per cent that can be chosen', () => {
  expect(nearestShare(12.6, 0.93)).toBe(0.13);
  expect(nearestShare(99, 0.93)).toBe(0.93);
});
