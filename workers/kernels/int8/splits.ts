/**
 * How the calls of the int8 kernels are cut among threads: one row each. Sums are whole numbers, so that parts give the same
 * bytes wherever they begin. `planes` and `scratch` are written: every part needs its own.
 */
import { quadsOf } from '../memory/quadLayout';
import type { Axis } from '../threads/split';
import type { int8KernelRecords, Int8KernelName } from './kernels';
import type { Way } from './multiplication';
import { entryBytes, HEADER_BYTES, quadBytes } from './packing';
import type { Int8Values } from './records';

type Row<N extends Int8KernelName> = readonly Axis<Int8Values<(typeof int8KernelRecords)[N]>>[];

/** Of a pixel of four channels. */
const WORD = 4;
/** Entries that a row of a sparse product takes beside its own: bias, rounding, stores. */
const ROW_WORK = 4;

export const INT8_SPLITS: { readonly [N in Int8KernelName]: Row<N> } = {
  productDot: [quadsOfProduct('dot'), columnsOf(8)],
  productWide: [quadsOfProduct('wide'), columnsOf(8)],
  productPairs: [quadsOfProduct('pairs'), columnsOf(8)],
  sparseDot: [quadsOfSparse('dot'), columnsOf(32)],
  sparseWide: [quadsOfSparse('wide'), columnsOf(32)],
  sparsePairs: [quadsOfSparse('pairs'), columnsOf(32)],
  vectorDot: [quadsOfProduct('dot')],
  vectorWide: [quadsOfProduct('wide')],
  vectorPairs: [quadsOfProduct('pairs')],
  depthwiseDot: [quadsOfDepthwise('dot')],
  depthwiseWide: [quadsOfDepthwise('wide')],
  depthwisePairs: [quadsOfDepthwise('pairs')],
  patches: [
    ({ quads, input, output, inPitch, outPitch, kernelSide }) => ({
      ...{ field: 'quads', count: quads, unit: 1, byChannel: true },
      from: (q) => ({
        input: input + q * inPitch,
        output: output + q * kernelSide ** 2 * outPitch,
      }),
    }),
  ],
  // Its images change from run to run, and it takes no hundredth of one.
  quantise: [],
  add: [
    ({ bytes, input, residual, output }) => ({
      ...{ field: 'bytes', count: bytes, unit: 64 },
      from: (at) => ({ input: input + at, residual: residual + at, output: output + at }),
    }),
  ],
  pool: [
    ({ quads, input, output, inPitch, outPitch }) => ({
      ...{ field: 'quads', count: quads, unit: 1, byChannel: true },
      from: (q) => ({ input: input + q * inPitch, output: output + q * outPitch }),
    }),
  ],
  // A few scores.
  scores: [],
};

function quadsOfProduct(way: Way): Axis<Int8Values<'vector'>> {
  return ({ outQuads, inQuads, output, outPitch, weights }) => ({
    ...{ field: 'outQuads', count: outQuads, unit: 1, byChannel: true },
    from: (q) => ({
      output: output + q * outPitch,
      weights: weights + q * (HEADER_BYTES + inQuads * quadBytes(way)),
    }),
  });
}

/** Quads of outputs, by what their rows hold. */
function quadsOfSparse(way: Way): Axis<Int8Values<'sparse'>> {
  return ({ outQuads, output, outPitch, headers, counts, entries }, memory) => {
    const ends = entriesBefore(memory, counts, 4 * outQuads);
    return {
      ...{ field: 'outQuads', count: outQuads, unit: 1, byChannel: true },
      work: (to) => ends[4 * to] + ROW_WORK * 4 * to,
      from: (q) => ({
        output: output + q * outPitch,
        headers: headers + HEADER_BYTES * q,
        counts: counts + 8 * q,
        entries: entries + entryBytes(way) * ends[4 * q],
      }),
    };
  };
}

/** Entries that lie before each row, and all of them at the end. */
function entriesBefore(memory: WebAssembly.Memory, counts: number, rows: number): Uint32Array {
  const ends = new Uint32Array(rows + 1);
  new Uint16Array(memory.buffer, counts, rows).forEach((n, row) => (ends[row + 1] = ends[row] + n));
  return ends;
}

/** Whole tiles. */
function columnsOf(unit: number): Axis<Readonly<Record<'columns' | 'input' | 'output', number>>> {
  return ({ columns, input, output }) => ({
    ...{ field: 'columns', count: columns, unit },
    from: (column) => ({ input: input + WORD * column, output: output + WORD * column }),
  });
}

function quadsOfDepthwise(way: Way): Axis<Int8Values<'depthwise'>> {
  return ({ quads, input, output, inPitch, outPitch, weights, kernelSide }) => {
    const bytes = HEADER_BYTES + kernelSide * quadsOf(kernelSide) * quadBytes(way);
    return {
      ...{ field: 'quads', count: quads, unit: 1, byChannel: true },
      from: (q) => ({
        input: input + q * inPitch,
        output: output + q * outPitch,
        weights: weights + q * bytes,
      }),
    };
  };
}
