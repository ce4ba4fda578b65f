import { describe, expect, it } from 'vitest';
import { factorise, solveFactorised } from '../../workers/repair/cholesky';
import { seededRandom } from '../../src/base/seededRandom';

it('factorises a matrix with a known factor', () => {
  // L = [2 0 0; 6 1 0; −8 5 3]
  const a = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
  expect(factorise(a, 3)).toBe(true);
  expect([a[0], a[3], a[4], a[6], a[7], a[8]]).toEqual([2, 6, 1, -8, 5, 3]);
  const b = Float64Array.of(1, 2, 3);
  solveFactorised(a, 3, b);
  // 4x + 12y − 16z = 1, 12x + 37y − 43z = 2, −16x − 43y + 98z = 3
  const [x, y, z] = b;
  expect(4 * x + 12 * y - 16 * z).toBeCloseTo(1, 9);
  expect(12 * x + 37 * y - 43 * z).toBeCloseTo(2, 9);
  expect(-16 * x - 43 * y + 98 * z).toBeCloseTo(3, 9);
});

describe('of 60 unknowns', () => {
  const n = 60;
  const random = seededRandom(1, 0);
  const root = Float64Array.from({ length: n * n }, () => random() - 0.5);
  const entry = (i: number, j: number) =>
    (i === j ? 0.1 : 0) +
    Array.from({ length: n }, (_, k) => root[i * n + k] * root[j * n + k]).reduce((s, v) => s + v);
  const a = Float64Array.from({ length: n * n }, (_, i) => entry(Math.floor(i / n), i % n));

  it('finds the solution that the right side was made from', () => {
    const solution = Float64Array.from({ length: n }, () => random() - 0.5);
    const b = Float64Array.from({ length: n }, (_, i) =>
      solution.reduce((sum, x, j) => sum + a[i * n + j] * x, 0),
    );
    const factor = a.slice();
    expect(factorise(factor, n)).toBe(true);
    solveFactorised(factor, n, b);
    b.forEach((x, i) => expect(x).toBeCloseTo(solution[i], 9));
  });

  it('tells a matrix that is not positive definite', () => {
    const indefinite = a.slice();
    indefinite[20 * n + 20] = -1;
    expect(factorise(indefinite, n)).toBe(false);
  });
});
