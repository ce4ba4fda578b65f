/** The sparse format comes back exactly, is as long as the lab counts, and anybody can read it with a hundred lines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinedBytes } from '../../src/base/joinedBytes';
import type { Note } from '../../src/base/outcome';
import { namedArrays } from '../../src/formats/checkpoint/checkpoint';
import { writeSparse } from '../../src/formats/sparse/writeSparse';
import type { LayerWeights } from '../../src/model/network';
import { countNonZeros, decodeWeights, encodedBytes } from '../../src/pruning/sparseEncoding';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { openModel } from '../../src/recognition/openModel';
import { sentence } from '../../src/words/sentence';
import { bundled, unwrap } from '../lab/bundled';
import { anyDescription, mobilenetV1, teachableMachine } from '../model/family';
import { flatWeights, sameBytes } from '../pruning/networks';
import { damaged, damages } from './damage';
import { exported, random, sameWeights, withoutNames } from './exported';
import { isTrue } from './writers';

const READER = join(import.meta.dirname, '../../public/readSparse.js');

interface Read {
  readonly header: { readonly class_names: readonly string[]; readonly record: string };
  readonly arrays: Readonly<Record<string, { shape: number[]; values: Float32Array }>>;
}
const { readSparse } = (await import(/* @vite-ignore */ READER)) as {
  readSparse: (file: ArrayBuffer | Uint8Array) => Read;
};

const reopened = (bytes: Uint8Array) => unwrap(openModel([{ name: 'mine.sparse', bytes }]));

describe('a sparse file of the lab', () => {
  let files: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => void (files = await bundled()), 60_000);

  isTrue({ ending: '.sparse', write: writeSparse, norms: 'kept' });

  it.each([
    ['magnitude-global', 0.5],
    ['magnitude-global', 0.97],
    ['l1-norm', 0.5],
  ] as const)(
    'cut by %s at %f is a header longer than the encoded bytes, and is read by the reader for everybody',
    async (method, level) => {
      const cut = unwrap(await files.cutter.cut({ ...defaultPlan(method), level }));
      const bytes = writeSparse(exported(cut));
      const nonZeros = cut.weights.map(({ kernel }) => countNonZeros(kernel));
      expect(bytes.length).toBe(startOf(bytes) + encodedBytes(cut.network, nonZeros));
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

  it('holds names of any signs for everybody', () => {
    const classNames = ['<b>cat</b>', 'Ärmel 👕'];
    const model = { ...exported(random(teachableMachine())), classNames };
    expect(readSparse(writeSparse(model).buffer).header.class_names).toEqual(classNames);
  });

  it('holds any network of the family, wherever it is zero', () =>
    fc.assert(
      fc.property(anySparse, ({ network, weights }) => {
        const bytes = writeSparse(exported({ network, weights }));
        const nonZeros = weights.map(({ kernel }) => countNonZeros(kernel));
        expect(bytes.length).toBe(startOf(bytes) + encodedBytes(network, nonZeros));
        const opened = reopened(bytes);
        expect(opened.network.layers.map(withoutNames)).toEqual(network.layers.map(withoutNames));
        opened.weights.forEach((layer, i) => expectSame(layer, weights[i]));
        const { arrays } = readSparse(bytes);
        const wanted = namedArrays(network, opened.weights);
        expect(Object.keys(arrays)).toEqual(wanted.map(({ name }) => name));
        for (const { name, shape, values } of wanted) {
          expect(arrays[name].shape).toEqual(shape);
          expect(sameBytes(arrays[name].values, values)).toBe(true);
        }
      }),
      { numRuns: 50, seed: 6 },
    ));

  it('that is damaged is refused with what is wrong', () => {
    const bytes = writeSparse(exported(random(teachableMachine())));
    const start = startOf(bytes);
    const refused = (file: Uint8Array, code: string, publicly: RegExp) => {
      expect(causeOf(file)).toBe(code);
      expect(() => readSparse(file)).toThrow(publicly);
    };
    refused(bytes.slice(0, start - 1), 'file-header', /JSON|PLW1/);
    refused(bytes.slice(0, start + 40), 'weights-file-end', /outside the bounds/);
    refused(joinedBytes([bytes, new Uint8Array(4)]), 'weights-file-length', /its length/);
    // The first layer's rows: kernels are those of the described network, however many the file claims.
    refused(bytes.with(start + 8 + 7, 0x7f), 'weights-file-other', /other shapes/);
    refused(bytes.with(start + 8, 3), 'kernel-encoding-unknown', /header of a kernel/);
    refused(bytes.with(8, 0x5b), 'file-no-json', /JSON/);
    const version = Buffer.from(bytes).indexOf('"version":1') + 10;
    refused(bytes.with(version, 0x32), 'file-version', /another version/);
    expect(() => readSparse(new Uint8Array(2))).toThrow('no file of the sparse format');
  });

  it('with an index outside of its kernel, or another count of values, is refused', () => {
    const { network, weights } = random(mobilenetV1(32, 4, 5));
    const first = (kernel: Float32Array) => kernel.map((value, i) => (i === 0 ? value : 0));
    const one = weights.map((layer) => ({ ...layer, kernel: first(layer.kernel) }));
    const bytes = writeSparse(exported({ network, weights: one }));
    const layer = startOf(bytes) + 8;
    expect(bytes[layer]).toBe(2);
    const { outChannels } = network.layers[0];
    const row = bytes.with(layer + 16 + 2 * outChannels + 1, 0x7f);
    expect(causeOf(row)).toBe('kernel-indices');
    expect(() => readSparse(row)).toThrow('an index lies outside');
    const none = bytes.with(layer + 16, 0);
    expect(causeOf(none)).toBe('kernel-indices');
    expect(() => readSparse(none)).toThrow('another number of indices');
  });

  it('that claims arrays of gigabytes is refused before there is room made for them', () => {
    const header = JSON.stringify({
      version: 1,
      arrays: [{ name: 'a', shape: [2 ** 16, 2 ** 16] }],
    });
    const bytes = new TextEncoder().encode(`PLSP....${header.padEnd(96)}PLW1`);
    new DataView(bytes.buffer).setUint32(4, 96, true);
    expect(() => readSparse(bytes)).toThrow('too large');
  });

  it('damaged anywhere in its weights is read alike by both readers, or by none', () =>
    fc.assert(
      fc.property(anySparse, damages, ({ network, weights }, list) => {
        const whole = writeSparse(exported({ network, weights }));
        const [header, own] = [whole.slice(0, startOf(whole)), whole.slice(startOf(whole))];
        const broken = damaged(own, list);
        const lab = decodeWeights(network, broken);
        const file = joinedBytes([header, broken]);
        if (!lab.ok) {
          expect(whyNot(file)).toMatch(/^The file cannot be read: ./);
          return;
        }
        const read = Object.values(readSparse(file).arrays).map(({ values }) => values);
        // A damaged value may be any NaN, whose bits no runtime promises to keep.
        expect(joined(read)).toEqual(flatWeights(lab.value));
      }),
      { numRuns: 150, seed: 8 },
    ));

  it('damaged anywhere is refused in a sentence, or read', () =>
    fc.assert(
      fc.property(anySparse, damages, (model, list) => {
        const bytes = damaged(writeSparse(exported(model)), list);
        const opened = openModel([{ name: 'mine.sparse', bytes }]);
        if (!opened.ok) expect(sentence(opened).length).toBeGreaterThan(20);
        expect(whyNot(bytes)).toMatch(/^$|^The file cannot be read: ./);
      }),
      { numRuns: 100, seed: 9 },
    ));
});

/** Any network of the family with zeros in its kernels, every other of them negative. */
const anySparse = fc
  .tuple(anyDescription, fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 40 }))
  .map(([description, seed, every]) => {
    const { network, weights } = random(description, seed);
    const zeroed = (kernel: Float32Array) =>
      kernel.map((value, i) => (i % every === 0 ? value : i % 2 ? 0 : -0));
    return {
      network,
      weights: weights.map((layer) => ({ ...layer, kernel: zeroed(layer.kernel) })),
    };
  });

/** Where the encoded weights begin. */
function startOf(bytes: Uint8Array<ArrayBuffer>): number {
  return 8 + new DataView(bytes.buffer).getUint32(4, true);
}

/** Bit for bit, but that kernels which are stored without zeros have positive ones. */
function expectSame(read: LayerWeights, wrote: LayerWeights): void {
  const kernel = read.kernel.some((value) => Object.is(value, -0))
    ? wrote.kernel
    : wrote.kernel.map(positiveZero);
  expect(sameWeights([read], [{ ...wrote, kernel }])).toBe(true);
}

function causeOf(bytes: Uint8Array): string | null {
  const opened = openModel([{ name: 'mine.sparse', bytes }]);
  return opened.ok ? null : (opened.values.cause as Note).code;
}

/** Why the reader for everybody does not read it; empty where it does. */
function whyNot(bytes: Uint8Array): string {
  try {
    readSparse(bytes);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  return Float32Array.from(arrays.flatMap((values) => [...values]));
}

function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}
