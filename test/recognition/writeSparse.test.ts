/** The sparse format comes back exactly, is as long as the lab counts, and anybody can read it with a hundred lines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Note } from '../../src/base/outcome';
import { namedArrays } from '../../src/formats/checkpoint/checkpoint';
import { writeSparse } from '../../src/formats/sparse/writeSparse';
import { countNonZeros, encodedBytes } from '../../src/pruning/sparseEncoding';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { openModel } from '../../src/recognition/openModel';
import { bundled, unwrap } from '../lab/bundled';
import { anyDescription, teachableMachine } from '../model/family';
import { sameBytes } from '../pruning/networks';
import { exported, namesOf, random, RELATIVES, sameWeights, withoutNames } from './exported';

const READER = join(import.meta.dirname, '../../public/readSparse.js');

interface Read {
  readonly header: { readonly class_names: readonly string[]; readonly record: string };
  readonly arrays: Readonly<Record<string, { shape: number[]; values: Float32Array }>>;
}
const { readSparse } = (await import(/* @vite-ignore */ READER)) as {
  readSparse: (buffer: ArrayBuffer) => Read;
};

const reopened = (bytes: Uint8Array) => unwrap(openModel([{ name: 'mine.sparse', bytes }]));

describe('a sparse file of the lab', () => {
  let files: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => void (files = await bundled()));

  it.each(RELATIVES)('comes back as it went: %s', (_, model) => {
    const { network, weights } = model();
    const opened = reopened(writeSparse(exported({ network, weights })));
    expect(opened.format).toBe('sparse');
    expect(opened.network.layers.map(withoutNames)).toEqual(network.layers.map(withoutNames));
    expect(sameWeights(opened.weights, weights)).toBe(true);
    expect(opened.classNames).toEqual(namesOf(network));
    expect(opened.input.mean).toEqual(network.input.planes === 3 ? [0.5, 0.5, 0.5] : [0.5]);
  });

  it.each([
    ['magnitude-global', 0.5],
    ['magnitude-global', 0.97],
    ['l1-norm', 0.5],
  ] as const)(
    'cut by %s at %f is its header longer than the encoded bytes, and is read by the reader for everybody',
    async (method, level) => {
      const cut = unwrap(await files.cutter.cut({ ...defaultPlan(method), level }));
      const bytes = writeSparse(exported(cut));
      const nonZeros = cut.weights.map(({ kernel }) => countNonZeros(kernel));
      const header = new DataView(bytes.buffer).getUint32(4, true);
      expect(bytes.length).toBe(8 + header + encodedBytes(cut.network, nonZeros));
      expect(sameWeights(reopened(bytes).weights, cut.weights)).toBe(true);
      const read = readSparse(bytes.buffer);
      expect(read.header.record).toBe('{"plan":"mine"}');
      const arrays = namedArrays(cut.network, cut.weights);
      expect(Object.keys(read.arrays)).toEqual(arrays.map(({ name }) => name));
      for (const { name, shape, values } of arrays) {
        expect(read.arrays[name].shape).toEqual(shape);
        expect(sameBytes(read.arrays[name].values, values.map(positiveZero))).toBe(true);
      }
    },
  );

  it('has a reader of at most 100 lines', () => {
    expect(readFileSync(READER, 'utf8').split('\n').length).toBeLessThanOrEqual(101);
  });

  it('holds names of any signs', () => {
    const classNames = ['<b>cat</b>', 'Ärmel 👕'];
    const model = { ...exported(random(teachableMachine())), classNames };
    const bytes = writeSparse(model);
    expect(reopened(bytes).classNames).toEqual(classNames);
    expect(readSparse(bytes.buffer).header.class_names).toEqual(classNames);
  });

  it('holds any network of the family, wherever it is zero', () =>
    fc.assert(
      fc.property(
        anyDescription,
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 40 }),
        (description, seed, every) => {
          const { network, weights } = random(description, seed);
          const sparse = weights.map((layer) => ({
            ...layer,
            kernel: layer.kernel.map((value, i) => (i % every === 0 ? value : 0)),
          }));
          const bytes = writeSparse(exported({ network, weights: sparse }));
          expect(sameWeights(reopened(bytes).weights, sparse)).toBe(true);
          for (const { name, values } of namedArrays(network, sparse))
            expect(sameBytes(readSparse(bytes.buffer).arrays[name].values, values)).toBe(true);
        },
      ),
      { numRuns: 50, seed: 6 },
    ));

  it('that is damaged is refused with what is wrong', () => {
    const bytes = writeSparse(exported(random(teachableMachine())));
    const start = 8 + new DataView(bytes.buffer).getUint32(4, true);
    const causeOf = (file: Uint8Array) => {
      const opened = openModel([{ name: 'mine.sparse', bytes: file }]);
      return opened.ok ? null : (opened.values.cause as Note).code;
    };
    expect(causeOf(bytes.slice(0, start - 1))).toBe('file-header');
    expect(causeOf(bytes.slice(0, start + 40))).toBe('weights-file-end');
    // The first layer's rows: kernels are those of the described network, however many the file claims.
    expect(causeOf(bytes.with(start + 8 + 7, 0x7f))).toBe('weights-file-other');
    expect(causeOf(bytes.with(8, 0x5b))).toBe('file-no-json');
  });
});

function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}
