import { describe, expect, it } from 'vitest';
import { fromFloat16, toFloat16 } from '../../src/base/float16';
import { seededRandom } from '../../src/base/seededRandom';

/** After the definition: sign, exponent less 15, eleven bits of significand with the hidden one. */
function valueOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const mantissa = half & 1023;
  if (exponent === 31) return mantissa ? NaN : sign * Infinity;
  return exponent
    ? sign * (1 + mantissa / 1024) * 2 ** (exponent - 15)
    : sign * mantissa * 2 ** -24;
}

const halves = Uint16Array.from({ length: 65536 }, (_, i) => i);

describe('half precision', () => {
  it('is read exactly, all 65,536 of them', () => {
    fromFloat16(halves).forEach((value, half) => {
      if (!Object.is(value, valueOf(half))) expect([half, value]).toEqual([half, valueOf(half)]);
    });
  });

  it('comes back as it was written', () => {
    const numbers = halves.filter((half) => !Number.isNaN(valueOf(half)));
    expect(toFloat16(fromFloat16(numbers))).toEqual(numbers);
  });

  it('is the nearest, ties to even', () => {
    const random = seededRandom(1, 0);
    const values = Float32Array.from({ length: 5000 }, () => {
      const exponent = Math.floor(44 * random()) - 29;
      return (random() < 0.5 ? -1 : 1) * (1 + random()) * 2 ** exponent;
    });
    const ties = Float32Array.from({ length: 2000 }, (_, i) => (valueOf(i) + valueOf(i + 1)) / 2);
    for (const list of [values, ties]) {
      toFloat16(list).forEach((half, i) => {
        const error = Math.abs(valueOf(half) - list[i]);
        for (const other of [half - 1, half + 1]) {
          if ((other & 0x7fff) > 0x7c00 || (other ^ half) & 0x8000) continue;
          const otherError = Math.abs(valueOf(other) - list[i]);
          expect(otherError > error || (otherError === error && half % 2 === 0)).toBe(true);
        }
      });
    }
  });

  it('overflows to infinity', () => {
    expect([...toFloat16(new Float32Array([65519, 65520, -1e9]))]).toEqual([
      0x7bff, 0x7c00, 0xfc00,
    ]);
  });
});
