import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, change, percent } from '../../src/words/numbers';
import { fixed, levelText, percentDigits } from '../../src/base/percent';

describe('a share in per cent', () => {
  it.each([
    [0.996, 0, '99.6'],
    [0.9996, 1, '99.96'],
    [0.004, 0, '0.4'],
    [0.0004, 1, '0.04'],
    [0.93, 2, '93.00'],
    [1, 1, '100.0'],
    [0, 2, '0.00'],
    [-0, 1, '0.0'],
    [1 - 2 ** -53, 0, '100'],
  ])('of %d with %d digits is %s', (share, digits, text) => {
    expect(percentDigits(share, digits)).toBe(text);
  });

  it('never says all or nothing of counts that are neither', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 59_999 }), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(counts, ([correct, digits]) => {
        const shown = Number(percentDigits(correct / 60_000, digits));
        expect(shown > 0 && shown < 100).toBe(true);
        expect(Math.abs(shown - correct / 600)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-9);
      }),
      { seed: 24 },
    );
  });

  it('reads the same wherever it stands', () => {
    expect(percent(0.99996)).toBe('99.996 %');
    expect(change(40, 10_000)).toBe('−99.6 %');
    expect(change(9_999_900, 10_000_000)).toBe('−0.001 %');
    expect(bytes(912_345)).toBe('912 kB');
  });
});

it('a level is shown to its last digit', () => {
  expect([0.57, 0.996, 0.125, 1 / 3].map(levelText)).toEqual([
    '57 %',
    '99.6 %',
    '12.5 %',
    '33.3333333333 %',
  ]);
});

it('a number has a minus only before something', () => {
  expect([-1.2, -0.001, 0.004].map((value) => fixed(value, 2))).toEqual(['−1.20', '0.00', '0.00']);
});
