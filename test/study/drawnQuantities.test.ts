import { describe, expect, it } from 'vitest';
import { normalDeviates, normalShare } from '../../src/base/normal';
import { seededRandom } from '../../src/base/seededRandom';
import { drawnQuantities } from '../../src/study/drawnQuantities';
import { shrunk } from '../../src/study/shrinkage';
import { chanceWithin, exactly } from '../../src/study/uncertain';

const WORLDS = 20_000;

function column(drawn: Float64Array, of: number, columns: number): Float64Array {
  return drawn.filter((_, i) => i % columns === of);
}

function moments(values: Float64Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / values.length) };
}

describe('random worlds', () => {
  const quantities = [
    { value: 5, sd: 1, shared: [{ cause: 'meter', sd: 2 }] },
    { value: 7, sd: 0, shared: [{ cause: 'meter', sd: 4 }] },
    exactly(3),
  ];
  const drawn = drawnQuantities(quantities, WORLDS, seededRandom(1, 0));
  const [first, second, third] = [0, 1, 2].map((of) => column(drawn, of, 3));

  it('have the spread that was measured', () => {
    expect(moments(first).mean).toBeCloseTo(5, 1);
    expect(moments(first).sd).toBeCloseTo(Math.sqrt(5), 1);
    expect(moments(second).sd).toBeCloseTo(4, 1);
    expect(new Set(third)).toEqual(new Set([3]));
  });

  it('let what shares a cause err together', () => {
    const apart = first.map((value, i) => value - second[i] / 2);
    expect(moments(apart).sd).toBeCloseTo(1, 1);
  });
});

it('the share of the normal distribution is that of tables', () => {
  expect(normalShare(0)).toBeCloseTo(0.5, 6);
  expect(normalShare(1.959964)).toBeCloseTo(0.975, 6);
  expect(normalShare(-3)).toBeCloseTo(0.0013499, 6);
  expect(chanceWithin(exactly(3), 3)).toBe(1);
  expect(chanceWithin({ value: 2, sd: 3, shared: [{ cause: '', sd: 4 }] }, 7)).toBeCloseTo(
    0.8413,
    3,
  );
});

describe('shrinkage', () => {
  const normal = normalDeviates(seededRandom(3, 0));
  const truths = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 10 + i : normal() / 5));
  const measured = truths.map((truth) => ({ value: truth + normal(), sd: 1, shared: [] }));

  it('comes nearer to the truth than what was measured', () => {
    const error = (values: readonly { value: number }[]) =>
      values.reduce((sum, { value }, i) => sum + (value - truths[i]) ** 2, 0);
    expect(error(shrunk(measured))).toBeLessThan(0.8 * error(measured));
  });

  it('lets exact values be', () => {
    expect(shrunk([exactly(2), ...measured])[0]).toEqual(exactly(2));
    expect(shrunk([exactly(2), exactly(3)])).toEqual([exactly(2), exactly(3)]);
  });
});
