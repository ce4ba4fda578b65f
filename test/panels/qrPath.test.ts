/** What is drawn is read again, by a decoder that has nothing in common with the encoder. */
import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { MOST_BYTES, qrPath, type QrPath } from '../../src/panels/lessons/qrPath';

/** Pixels a module. */
const SCALE = 4;

/** As a camera sees the drawing. */
function pixelsOf({ size, path }: QrPath) {
  const side = size * SCALE;
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+),(\d+)h(\d+)v1h-\d+z/g))
    for (let dy = 0; dy < SCALE; dy++) {
      const from = (Number(y) * SCALE + dy) * side + Number(x) * SCALE;
      for (let i = from; i < from + Number(run) * SCALE; i++) data.fill(0, 4 * i, 4 * i + 3);
    }
  return { width: side, height: side, data };
}

describe('a QR code', () => {
  it('is read as the address that it was made of', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcXYZ019-._~:/?#&=+%'),
      maxLength: 900,
    });
    fc.assert(
      fc.property(letters, (text) => {
        const address = `https://example.org/lab/#${text}`;
        expect(decodeQR(pixelsOf(qrPath(address)!))).toBe(address);
      }),
      { seed: 20261128, numRuns: 25 },
    );
  });

  it('has four light modules around it', () => {
    const { size, path } = qrPath('https://example.org/')!;
    for (const [, x, y, run] of path.matchAll(/M(\d+),(\d+)h(\d+)/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4);
      expect(Math.max(Number(x) + Number(run), Number(y) + 1)).toBeLessThanOrEqual(size - 4);
    }
  });

  it('is not made of more than it can hold', () => {
    expect(qrPath('a'.repeat(MOST_BYTES))).not.toBeNull();
    expect(qrPath('a'.repeat(MOST_BYTES + 1))).toBeNull();
    expect(qrPath('é'.repeat(MOST_BYTES / 2 + 1))).toBeNull();
  });
});
