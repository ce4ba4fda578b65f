/** Which kernel computes a pointwise layer: the fastest for its shape and its share of zeros, as measured. */

export type PointwiseKernel =
  | 'pointwise'
  | 'pointwiseSmall'
  | 'sparse32'
  | 'sparse28'
  | 'sparse16'
  | 'sparse8'
  | 'sparse4'
  | 'sparseBlock'
  | WideKernel;

/** Their twins for processors with 32 vector registers: the same sums to the last bit. */
export type WideKernel =
  'pointwise16' | 'pointwiseSmall16' | 'sparse32Quads' | 'sparse28Quads' | 'sparse16Quads';

/** What the device's own clock says about kernels. */
export interface Tiles {
  /** Kernels whose twin is the faster here. */
  readonly twins: Partial<Readonly<Record<PointwiseKernel, WideKernel>>>;
  /** Shares of zeros from which on sparse kernels are the faster here, for one image; the table's where there are none. */
  readonly breakEvens: Partial<Readonly<Record<SparseClass, number>>>;
}

/** As measured on x86-64. */
export const USUAL_TILES: Tiles = { twins: {}, breakEvens: {} };

/** What a layer's weights look like to a sparse kernel. */
export interface ZeroShares {
  /** Share of weights that are zero, in [0, 1]. */
  readonly zeros: number;
  /** Share of blocks (4 neighbouring output channels of one input channel) that are all zero. */
  readonly zeroBlocks: number;
}

/** What decides: the shape of the product and its zeros. */
export interface Product extends ZeroShares {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Pixels × images, rounded up to a multiple of 4. */
  readonly columns: number;
  /** Distance of two input channels, in bytes. */
  readonly inPitch: number;
}

export interface Choice {
  readonly kernel: PointwiseKernel;
  /** Columns of all input channels that are computed before the next columns. */
  readonly chunk: number;
  /** Copies each tile's inputs together before it is computed. */
  readonly panel: boolean;
  /** Input channels that a sparse kernel takes at a time; all of them but where a tile overflows the first cache. */
  readonly segment: number;
}

/** Products that one sparse kernel stands for where it is timed against the dense one. */
export type SparseClass = 'sparse32' | 'sparse16' | 'sparse4';

interface BreakEven {
  readonly timedAs: SparseClass;
  readonly minColumns: number;
  readonly minInChannels: number;
  readonly maxOutChannels: number;
  /** Share of zeros from which on the sparse kernel is the faster. */
  readonly zeros: number;
}

/** Measured on x86-64; the first row that a product fits into counts. */
const BREAK_EVEN: readonly BreakEven[] = [
  // Many segments of inputs, or inputs that too few weights use for a panel.
  { timedAs: 'sparse32', minColumns: 17, minInChannels: 513, maxOutChannels: Infinity, zeros: 0.4 },
  { timedAs: 'sparse32', minColumns: 17, minInChannels: 96, maxOutChannels: 27, zeros: 0.45 },
  { timedAs: 'sparse32', minColumns: 17, minInChannels: 1, maxOutChannels: Infinity, zeros: 0.35 },
  { timedAs: 'sparse16', minColumns: 5, minInChannels: 1, maxOutChannels: Infinity, zeros: 0.35 },
  // 2×2 maps of one image: one multiply-add for each number that is looked up.
  { timedAs: 'sparse4', minColumns: 4, minInChannels: 1, maxOutChannels: Infinity, zeros: 0.55 },
];

/** Of products without the peculiarities of the first rows: what a timing is held against. */
const TYPICAL_BREAK_EVEN: Readonly<Record<SparseClass, number>> = {
  ...{ sparse32: 0.35, sparse16: 0.35, sparse4: 0.55 },
};

/** A multiplication costs this much in the block kernel, with 1 in the unstructured ones. */
const BLOCK_COST = 0.67;
const BLOCK_BREAK_EVEN = 0.15;

/** Columns of a tile. */
export const TILE: Readonly<Record<PointwiseKernel, number>> = {
  pointwise: 8,
  pointwiseSmall: 4,
  sparse32: 32,
  sparse28: 28,
  sparse16: 16,
  sparse8: 8,
  sparse4: 4,
  sparseBlock: 8,
  pointwise16: 16,
  pointwiseSmall16: 4,
  sparse32Quads: 32,
  sparse28Quads: 28,
  sparse16Quads: 16,
};

/** Non-zeros whose accumulators are kept apart: rows are padded to this multiple. */
export const UNROLL: Readonly<Record<PointwiseKernel, number>> = {
  pointwise: 1,
  pointwiseSmall: 1,
  sparse32: 1,
  sparse28: 1,
  sparse16: 2,
  sparse8: 4,
  sparse4: 4,
  sparseBlock: 1,
  pointwise16: 1,
  pointwiseSmall16: 1,
  sparse32Quads: 1,
  sparse28Quads: 1,
  sparse16Quads: 2,
};

/** Inputs of the columns that all dense panels pass over before the next columns: in the second cache. */
const DENSE_CHUNK_BYTES = 128 * 1024;
/** The same for sparse rows, which jump about in them: in the first cache, two tiles rather a little above it. */
const SPARSE_CHUNK_BYTES = 32 * 1024;
const TWO_TILES_BYTES = 48 * 1024;

/** From so many uses of each input on, copying it next to the others is paid back; from more on, small tiles too. */
const PANEL_USES = 16;
const SMALL_PANEL_USES = 24;
const PANEL_CHANNELS = 96;
/** Rows this close lie in few memory pages: inputs that overflow the first cache are then as well left there. */
const NEAR_PITCH_BYTES = 800;

/** Inputs of a tile and of one segment of input channels: they stay in the first cache beside weights and sums. */
const SEGMENT_BYTES = 24 * 1024;
/** Non-zeros a row and segment from which on loading and storing its sums between segments is paid back. */
const SEGMENT_WEIGHTS = 32;

/** @param tiles whose break-evens count for one image alone: pictures are answered in batches, everywhere with the same bits */
export function choose(product: Product, tiles: Tiles = USUAL_TILES): Choice {
  const { zeros, zeroBlocks } = product;
  if (zeroBlocks >= BLOCK_BREAK_EVEN && (1 - zeroBlocks) * BLOCK_COST < 1 - zeros) {
    return inPlace(product, 'sparseBlock');
  }
  return zeros >= breakEven(product, tiles)
    ? chooseSparse(product, tiles)
    : chooseDense(product, tiles);
}

function breakEven({ inChannels, outChannels, columns }: Product, { breakEvens }: Tiles): number {
  const fits = (row: BreakEven) =>
    columns >= row.minColumns &&
    inChannels >= row.minInChannels &&
    outChannels <= row.maxOutChannels;
  const row = BREAK_EVEN.find(fits);
  if (!row) return 1;
  const { timedAs, zeros } = row;
  const timed = breakEvens[timedAs];
  return timed === undefined ? zeros : timed + (zeros - TYPICAL_BREAK_EVEN[timedAs]);
}

export function chooseDense({ inChannels, columns }: Product, tiles = USUAL_TILES): Choice {
  const kernel = columns === 4 ? 'pointwiseSmall' : 'pointwise';
  const chunk = denseChunk(inChannels);
  return twin({ kernel, chunk, panel: false, segment: inChannels }, tiles);
}

export function chooseSparse(product: Product, tiles = USUAL_TILES): Choice {
  return twin(usualSparse(product), tiles);
}

/** Tiles of as many columns, so that all else stays. */
function twin(choice: Choice, { twins }: Tiles): Choice {
  return { ...choice, kernel: twins[choice.kernel] ?? choice.kernel };
}

function usualSparse(product: Product): Choice {
  const { inChannels, outChannels, columns, inPitch, zeros } = product;
  if (columns === 4) return inPlace(product, 'sparse4');
  if (columns < 16) return inPlace(product, 'sparse8');
  if (columns === 16) return inPlace(product, 'sparse16');
  const wide = columns % 32 !== 0 && columns % 28 === 0 ? 'sparse28' : 'sparse32';
  const segment = segmentOf(product, wide);
  if (segment < inChannels && (1 - zeros) * segment >= SEGMENT_WEIGHTS) {
    return { kernel: wide, chunk: TILE[wide], panel: columns > TILE[wide], segment };
  }
  const uses = (1 - zeros) * outChannels;
  if (columns <= TILE[wide] || uses < PANEL_USES || inChannels < PANEL_CHANNELS) {
    return inPlace(product, wide);
  }
  if (4 * inChannels * TILE[wide] <= SPARSE_CHUNK_BYTES) return inPanel(product, wide);
  if (inPitch < NEAR_PITCH_BYTES) return inPlace(product, wide);
  return inPanel(product, uses < SMALL_PANEL_USES ? wide : 'sparse16');
}

/** Even parts of the input channels that fit; all of them where no tile overflows. */
function segmentOf({ inChannels }: Product, kernel: PointwiseKernel): number {
  const channelBytes = 4 * TILE[kernel];
  if (inChannels * channelBytes <= SPARSE_CHUNK_BYTES) return inChannels;
  return Math.ceil(inChannels / Math.ceil((inChannels * channelBytes) / SEGMENT_BYTES));
}

function inPanel({ inChannels }: Product, kernel: PointwiseKernel): Choice {
  return { kernel, chunk: TILE[kernel], panel: true, segment: inChannels };
}

function inPlace({ inChannels }: Product, kernel: PointwiseKernel): Choice {
  const tileBytes = 4 * inChannels * TILE[kernel];
  const fitting = Math.floor(SPARSE_CHUNK_BYTES / tileBytes);
  const tiles = fitting > 1 ? fitting : Math.max(1, Math.floor(TWO_TILES_BYTES / tileBytes));
  return { kernel, chunk: tiles * TILE[kernel], panel: false, segment: inChannels };
}

/** Columns whose inputs fill DENSE_CHUNK_BYTES: whole tiles of each dense kernel. */
export function denseChunk(inChannels: number): number {
  const tileBytes = 4 * inChannels * TILE.pointwise16;
  return TILE.pointwise16 * Math.max(1, Math.floor(DENSE_CHUNK_BYTES / tileBytes));
}

/** Of a kernel [in][out]. */
export function zeroShares(kernel: Float32Array, outChannels: number): ZeroShares {
  const blocks = (kernel.length / outChannels) * Math.ceil(outChannels / 4);
  let zeros = 0;
  let emptyBlocks = 0;
  for (let row = 0; row < kernel.length; row += outChannels) {
    const end = row + outChannels;
    for (let first = row; first < end; first += 4) {
      const last = Math.min(first + 4, end);
      let empty = 0;
      // Added, not branched on: half-empty kernels would be mispredicted all along.
      for (let i = first; i < last; i++) empty += +(kernel[i] === 0);
      zeros += empty;
      emptyBlocks += +(empty === last - first);
    }
  }
  return { zeros: zeros / kernel.length, zeroBlocks: emptyBlocks / blocks };
}
