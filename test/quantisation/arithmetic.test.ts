/** The integers against the real numbers that they stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  added,
  additionOf,
  clampOf,
  dequantise,
  meanOf,
  quantise,
  rescaled,
  roundToEven,
} from '../../src/quantisation/arithmetic';

const scales = fc.record({
  scale: fc.double({ min: 1e-3, max: 1, noNaN: true }).map(Math.fround),
  zeroPoint: fc.integer({ min: -128, max: 127 }),
});
const bytes = fc.integer({ min: -128, max: 127 });

describe('arithmetic of int8 networks', () => {
  it('rounds halves to the even number', () => {
    const values = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.4, -2.6, 2 ** 31 - 0.5, -(2 ** 31) + 0.49];
    const rounded = [0, 2, 2, 0, -2, -2, 2, -3, 2 ** 31, -(2 ** 31)];
    expect(values.map(roundToEven)).toEqual(rounded);
  });

  it('gives every stored number back', () => {
    fc.assert(
      fc.property(scales, bytes, (scale, q) => {
        expect(quantise(dequantise(q, scale), scale)).toBe(q);
      }),
    );
  });

  it('stands for zero exactly', () => {
    fc.assert(
      fc.property(scales, (scale) => {
        expect(quantise(0, scale)).toBe(scale.zeroPoint);
      }),
    );
  });

  it('clamps where the activation does', () => {
    const scale = { scale: 0.05, zeroPoint: -28 };
    expect(clampOf('relu6', scale)).toEqual({ low: -28, high: 92 });
    expect(clampOf('relu', scale)).toEqual({ low: -28, high: 127 });
    expect(clampOf('linear', scale)).toEqual({ low: -128, high: 127 });
  });

  it('adds within half a step of the real sum', () => {
    fc.assert(
      fc.property(scales, scales, bytes, bytes, (a, b, x, y) => {
        const output = { scale: Math.fround(a.scale + b.scale), zeroPoint: 3 };
        const q = added(x, y, additionOf(a, b, output)) + output.zeroPoint;
        const real = (dequantise(x, a) + dequantise(y, b)) / output.scale + output.zeroPoint;
        expect(Math.abs(q - real)).toBeLessThan(0.501);
      }),
    );
  });

  it('rescales a sum to the nearest step', () => {
    expect(rescaled(1000, Math.fround(0.0105), { scale: 1, zeroPoint: -5 })).toBe(5);
    expect(rescaled(-1000, Math.fround(0.0105), { scale: 1, zeroPoint: -5 })).toBe(-15);
  });

  it('averages with halves away from zero', () => {
    expect([meanOf(5, 2), meanOf(-5, 2), meanOf(4, 3), meanOf(-4, 3)]).toEqual([3, -3, 1, -1]);
  });
});
