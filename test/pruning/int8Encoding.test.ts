/** An int8 network in a file, and what the counts alone say of its length. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeInt8, encodeInt8, int8EncodedBytes } from '../../src/pruning/int8Encoding';
import { countNonZeros } from '../../src/pruning/sparseEncoding';
import { quantise } from '../../src/quantisation/quantise';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { seededRandom } from '../../src/base/seededRandom';
import { unwrap } from '../lab/bundled';
import { randomWeights, SMALL } from './networks';

const weights = randomWeights(SMALL, 3);

function quantised(density: number): QuantisedNetwork {
  const random = seededRandom(5, Math.round(100 * density));
  const cut = weights.map((layer) => ({
    ...layer,
    kernel: layer.kernel.map((w) => (random() < density ? w : 0)),
  }));
  const range = { low: -2, high: 3 };
  const all = SMALL.layers.map(() => range);
  return unwrap(quantise(SMALL, cut, { image: { low: -1, high: 1 }, outputs: all, sums: all }));
}

describe('a file of an int8 network', () => {
  it('gives every integer and scale back, and is as long as the counts say', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 0.02, 0.3, 1), (density) => {
        const own = quantised(density);
        const bytes = encodeInt8(own);
        const counts = own.layers.map(({ kernel }) => countNonZeros(kernel));
        expect(bytes.length).toBe(int8EncodedBytes(SMALL, counts));
        expect(unwrap(decodeInt8(SMALL, bytes))).toEqual(own);
      }),
      { seed: 1, numRuns: 4 },
    );
  });

  it('is refused where it is damaged', () => {
    const bytes = encodeInt8(quantised(0.3));
    const codeOf = (file: Uint8Array) => decodeInt8(SMALL, file);
    const cause = (code: string) => ({ ok: false, values: { cause: { code } } });
    expect(codeOf(bytes.with(0, 0))).toMatchObject(cause('weights-file-start'));
    expect(codeOf(bytes.with(4, 1))).toMatchObject(cause('weights-file-layers'));
    expect(codeOf(bytes.with(16, 9))).toMatchObject(cause('kernel-encoding-unknown'));
    expect(codeOf(bytes.with(20, 9))).toMatchObject(cause('weights-file-other'));
    // A scale of the stem's output below zero.
    expect(codeOf(bytes.with(35, 0xff))).toMatchObject(cause('weights-file-other'));
    expect(codeOf(bytes.slice(0, 4000))).toMatchObject(cause('weights-file-end'));
    expect(codeOf(Buffer.concat([bytes, Uint8Array.of(0)]))).toMatchObject(
      cause('weights-file-length'),
    );
  });
});
