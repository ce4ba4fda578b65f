/**
 * How the calls of the inference kernels are cut: one row each. A part computes its values with the very additions of the
 * whole call, in their order, so that results are the same to the last bit, however many threads there are.
 */
import type { Axis } from '../threads/split';
import { TILE, type PointwiseKernel } from './choose';
import type { kernelRecords, KernelName } from './kernels';
import { panelWidth, panelWidth16 } from './pack';
import type { RecordValues } from './records';

type Row<N extends KernelName> = readonly Axis<RecordValues<(typeof kernelRecords)[N]>>[];

const COLUMN_BYTES = 4;
/** Additions that a row of a sparse product, or a tile of a dense one, takes beside its weights: bias, clamp, stores. */
const ROW_WORK = 4;

export const INFERENCE_SPLITS: { readonly [N in KernelName]: Row<N> } = {
  pointwise: [panels(panelWidth), columnsOf('pointwise')],
  pointwise16: [panels(panelWidth16), columnsOf('pointwise16')],
  pointwiseSmall: [groups(8)],
  pointwiseSmall16: [groups(16)],
  sparse32: [rowsOf(1), columnsOf('sparse32')],
  sparse28: [rowsOf(1), columnsOf('sparse28')],
  sparse16: [rowsOf(1), columnsOf('sparse16')],
  sparse32Quads: [rowsOf(1), columnsOf('sparse32Quads')],
  sparse28Quads: [rowsOf(1), columnsOf('sparse28Quads')],
  sparse16Quads: [rowsOf(1), columnsOf('sparse16Quads')],
  sparse8: [rowsOf(1)],
  sparse4: [rowsOf(1)],
  sparseBlock: [rowsOf(4), columnsOf('sparseBlock')],
  depthwise1: [depthwiseChannels()],
  depthwise2: [depthwiseChannels()],
  stem: [outputRows()],
  stem16: [outputRows()],
  convolution: [outputRows()],
  depthwise: [
    ({ inPlanes, input, output, inPitch, outPitch }) => ({
      ...{ field: 'inPlanes', count: inPlanes, unit: 1, byChannel: true },
      from: (c) => ({ input: input + c * inPitch, output: output + c * outPitch }),
    }),
  ],
  add: [
    ({ count, input, residual, output }) => ({
      ...{ field: 'count', count, unit: 16 },
      from: (at) => ({
        input: input + 4 * at,
        residual: residual + 4 * at,
        output: output + 4 * at,
      }),
    }),
  ],
  pool: [
    ({ channels, input, output, inPitch, images }) => ({
      ...{ field: 'channels', count: channels, unit: 1, byChannel: true },
      from: (c) => ({ input: input + c * inPitch, output: output + 4 * c * images }),
    }),
  ],
  classify: [
    ({ classes, features, output, weights, bias }) => ({
      ...{ field: 'classes', count: classes, unit: 1 },
      from: (c) => ({
        output: output + 4 * c,
        weights: weights + 4 * c * features,
        bias: bias + 4 * c,
      }),
    }),
  ],
  // A few scores.
  transpose: [],
};

/** That the last two panels leave to the second of them, see `panelWidth`. */
const FEWEST_LAST_CHANNELS = 4;

/** 0 means that nothing is added. */
function moved(residual: number, bytes: number): number {
  return residual === 0 ? 0 : residual + bytes;
}

/** Whole groups of output channels. */
function groups(unit: 8 | 16): Axis<RecordValues<'pointwiseSmall'>> {
  return ({ outChannels, inChannels, output, residual, weights }) => ({
    ...{ field: 'outChannels', count: outChannels, unit, byChannel: true },
    from: (c) => ({
      output: output + 16 * c,
      residual: moved(residual, 16 * c),
      weights: weights + 4 * c * (inChannels + 1),
    }),
  });
}

/** Whole panels of output channels, all of one width but for the last two, which are not cut apart. */
function panels(widthOf: typeof panelWidth): Axis<RecordValues<'pointwise'>> {
  return ({ outChannels, inChannels, output, residual, weights, outPitch }) => ({
    ...{ field: 'outChannels', count: outChannels, unit: widthOf(outChannels), byChannel: true },
    lastCut: outChannels - FEWEST_LAST_CHANNELS,
    from: (c) => ({
      output: output + c * outPitch,
      residual: moved(residual, c * outPitch),
      weights: weights + 4 * c * (inChannels + 1),
    }),
  });
}

type Product = Readonly<Record<'columns' | 'input' | 'output' | 'residual', number>>;

/** Whole tiles of columns, so that each column is computed in a tile of the same width as in the whole call. */
function columnsOf(kernel: PointwiseKernel): Axis<Product> {
  const tile = TILE[kernel];
  return ({ columns, input, output, residual }) => ({
    ...{ field: 'columns', count: columns, unit: tile },
    work: (to) => Math.ceil(to / 8),
    from: (column) => ({
      input: input + COLUMN_BYTES * column,
      output: output + COLUMN_BYTES * column,
      residual: moved(residual, COLUMN_BYTES * column),
    }),
  });
}

/** Rows of sparse weights, as they are sorted. @param height output channels of a row */
function rowsOf(height: 1 | 4): Axis<RecordValues<'sparse'>> {
  return ({ rowCount, rows, values, indices, panel, inChannels }, memory) => {
    const ends = entriesBefore(memory, rows, rowCount);
    return {
      ...{ field: 'rowCount', count: rowCount, unit: 1 },
      work: (to) => ends[to] + ROW_WORK * to,
      // Every part gathers the inputs of a tile for itself.
      repeated: panel === 0 ? 0 : inChannels,
      from: (row) => ({
        rows: rows + 4 * row,
        indices: indices + 2 * ends[row],
        values: values + 4 * height * (ends[row] + row),
      }),
    };
  };
}

/** Weights or blocks that lie before each row, and all of them at the end. */
function entriesBefore(memory: WebAssembly.Memory, rows: number, count: number): Uint32Array {
  const pairs = new Uint16Array(memory.buffer, rows, 2 * count);
  const ends = new Uint32Array(count + 1);
  for (let row = 0; row < count; row++) ends[row + 1] = ends[row] + pairs[2 * row + 1];
  return ends;
}

function depthwiseChannels(): Axis<RecordValues<'depthwise'>> {
  return (fields) => {
    const { channels, input, output, weights, inPitch, outPitch } = fields;
    return {
      ...{ field: 'channels', count: channels, byChannel: true },
      unit: writesIntoNext(fields) ? channels : 1,
      from: (c) => ({
        input: input + c * inPitch,
        output: output + c * outPitch,
        weights: weights + 40 * c,
      }),
    };
  };
}

/** Whether vectors write beyond a channel, whose next one has to be computed later then: 2×2 maps without a gap. */
function writesIntoNext(fields: RecordValues<'depthwise'>): boolean {
  const { images, outWidth, outHeight, outPitch } = fields;
  if (images > 1) return false;
  return 4 * ((outHeight - 1) * outWidth + 4 * Math.ceil(outWidth / 4)) > outPitch;
}

/** Rows of the output map; vectors round a part's end up to whole ones, so parts begin where one does. */
function outputRows(): Axis<RecordValues<'convolution'>> {
  return ({ outHeight, outWidth, images, output, stride, top }) => ({
    ...{ field: 'outHeight', count: outHeight, unit: 4 / commonDivisorWith4(outWidth * images) },
    from: (y) => ({ output: output + 4 * y * outWidth * images, top: top - y * stride }),
  });
}

function commonDivisorWith4(n: number): number {
  return n % 4 === 0 ? 4 : n % 2 === 0 ? 2 : 1;
}
