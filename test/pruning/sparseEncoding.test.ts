import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasNorm, hasWeights, kernelSize } from '../../src/model/costs';
import type { Weights } from '../../src/model/network';
import { fromFloat16, toFloat16 } from '../../src/base/float16';
import { seededRandom } from '../../src/base/seededRandom';
import {
  countNonZeros,
  decodeWeights,
  denseBytes,
  encodedBytes,
  encodeWeights,
} from '../../src/pruning/sparseEncoding';
import { bundledWeights, flatWeights, LAB, randomWeights, sameBytes, SMALL } from './networks';
import type { Code } from '../../src/words/refusal';

const weights = randomWeights(SMALL, 41);

/** Zeroes a share of every kernel, another one in every layer. */
function sparse(density: number, seed: number): Weights {
  const random = seededRandom(seed, 0);
  return weights.map((layer) => {
    const stay = Math.min(1, density * 2 * random());
    return { ...layer, kernel: layer.kernel.map((w) => (random() < stay ? w : 0)) };
  });
}

// The 16-bit indices only pay below a density of about 6 %.
const densities = fc.constantFrom(0, 0.01, 0.03, 0.1, 0.3, 0.5, 1);
const shares = fc.tuple(densities, fc.nat(1000));

describe('encoding', () => {
  it('comes back exactly, and is as long as the formula says', () => {
    fc.assert(
      fc.property(shares, ([density, seed]) => {
        const cut = sparse(density, seed);
        const bytes = encodeWeights(SMALL, cut);
        const counts = cut.map(({ kernel }) => countNonZeros(kernel));
        expect(bytes.length).toBe(encodedBytes(SMALL, counts));
        const decoded = decodeWeights(SMALL, bytes);
        if (!decoded.ok) throw new Error(decoded.code);
        expect(decoded.value.map(({ norm }) => norm !== null)).toEqual(
          SMALL.layers.filter(hasWeights).map(hasNorm),
        );
        expect(sameBytes(flatWeights(decoded.value), flatWeights(cut))).toBe(true);
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  it('uses each of the three forms where it is the smallest', () => {
    // The first byte of each layer, from the lengths of the layers before it.
    const forms = (cut: Weights) => {
      const bytes = encodeWeights(SMALL, cut);
      const head = SMALL.layers.find(({ name }) => name === 'head')!.index;
      const before = encodedBytes(
        { ...SMALL, layers: SMALL.layers.slice(0, head) },
        cut.map(({ kernel }) => countNonZeros(kernel)),
      );
      return bytes[before];
    };
    const every = (n: number) =>
      weights.map((layer) => ({
        ...layer,
        kernel: layer.kernel.map((w, i) => (i % n === 0 ? w : 0)),
      }));
    expect([forms(weights), forms(every(2)), forms(every(101))]).toEqual([0, 1, 2]);
  });

  it('gives the halves of a kernel back, and all else bit for bit', () => {
    for (const share of [0.01, 0.3, 1]) {
      const cut = sparse(share, 2);
      const bytes = encodeWeights(SMALL, cut, 'float16');
      const counts = cut.map(({ kernel }) => countNonZeros(kernel));
      expect(bytes.length).toBe(encodedBytes(SMALL, counts, 'float16'));
      const halves = cut.map((layer) => ({
        ...layer,
        kernel: fromFloat16(toFloat16(layer.kernel)),
      }));
      expect(decodeWeights(SMALL, bytes)).toEqual({
        ok: true,
        value: halves.filter(({ kernel }) => kernel.length > 0),
      });
    }
  });

  it('never takes more than the dense file and its headers', () => {
    expect(encodedBytes(SMALL)).toBe(
      denseBytes(SMALL) + 8 + 16 * SMALL.layers.filter(hasWeights).length,
    );
  });

  it('stores half of the pointwise weights in little more than half the bytes', () => {
    const counts = LAB.layers.map((layer) =>
      layer.kind === 'pointwise' ? Math.round(kernelSize(layer) / 2) : undefined,
    );
    expect(encodedBytes(LAB, counts) / denseBytes(LAB)).toBeCloseTo(0.56, 2);
  });
});

it('counts the dense file to the byte', () => {
  expect(denseBytes(LAB)).toBe(flatWeights(bundledWeights()).byteLength);
});

describe('a damaged file is refused', () => {
  const bytes = encodeWeights(SMALL, sparse(0.3, 1));
  const refused = (file: Uint8Array, code: Code, values = {}) =>
    expect(decodeWeights(SMALL, file)).toMatchObject({
      ...{ ok: false, code: 'weights-file' },
      values: { cause: { code, values } },
    });

  it.each([
    [0, 'weights-file-start'],
    [4, 'weights-file-start'],
    [20, 'weights-file-end'],
    [5000, 'weights-file-end'],
  ] as const)('after %s bytes', (length, code) => refused(bytes.slice(0, length), code));

  it('with another beginning, form, end or count', () => {
    refused(bytes.with(0, 0), 'weights-file-start');
    refused(bytes.with(4, 1), 'weights-file-layers');
    refused(bytes.with(9, 0), 'weights-file-other', { layer: 'stem' });
    refused(bytes.with(15, 0x7f), 'weights-file-other', { layer: 'stem' });
    refused(bytes.with(8, 9), 'kernel-encoding-unknown', { encoding: 9 });
    refused(Buffer.concat([bytes, Uint8Array.of(0)]), 'weights-file-length');
    // The stem's bitmask begins after the two headers: one bit more than its count of non-zeros.
    const clear = bytes.findIndex((byte, i) => i >= 24 && byte !== 255);
    refused(bytes.with(clear, 255), 'kernel-indices');
  });
});
