/** Which kernel computes a pointwise layer: the fastest for its share of zeros and its columns. */

export type PointwiseKernel =
  | 'pointwise'
  | 'pointwiseSmall'
  | 'sparse32'
  | 'sparse28'
  | 'sparse16'
  | 'sparse8'
  | 'sparse4'
  | 'sparseBlock';

/** What a layer's weights look like to a sparse kernel; both in [0, 1]. */
export interface ZeroShares {
  /** Weights that are zero. */
  readonly weights: number;
  /** Blocks of 4 neighbouring output channels of one input channel that are all zero. */
  readonly blocks: number;
}

/** Share of zeros from which on the sparse kernel is the faster, by columns (pixels × images). */
const BREAK_EVEN: readonly { readonly columns: number; readonly zeros: number }[] = [
  { columns: 4, zeros: 0.5 },
  { columns: Infinity, zeros: 0.35 },
];

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
};

/** Columns of a tile. */
export const DENSE_TILE = 8;
export const TILE_COLUMNS: Readonly<Record<PointwiseKernel, number>> = {
  pointwise: DENSE_TILE,
  pointwiseSmall: 4,
  sparse32: 32,
  sparse28: 28,
  sparse16: 16,
  sparse8: 8,
  sparse4: 4,
  sparseBlock: 8,
};

export function zeroShares(kernel: Float32Array, outChannels: number): ZeroShares {
  const inChannels = kernel.length / outChannels;
  let zeros = 0;
  let emptyBlocks = 0;
  for (let row = 0; row < kernel.length; row += outChannels) {
    for (let first = 0; first < outChannels; first += 4) {
      const end = Math.min(first + 4, outChannels);
      let empty = 0;
      for (let m = first; m < end; m++) if (kernel[row + m] === 0) empty++;
      zeros += empty;
      if (empty === end - first) emptyBlocks++;
    }
  }
  return {
    weights: zeros / kernel.length,
    blocks: emptyBlocks / (inChannels * Math.ceil(outChannels / 4)),
  };
}

export function chooseKernel(columns: number, zeros: ZeroShares): PointwiseKernel {
  const threshold = BREAK_EVEN.find((row) => columns <= row.columns)?.zeros ?? 1;
  if (zeros.blocks >= BLOCK_BREAK_EVEN && blocksPay(zeros)) return 'sparseBlock';
  if (zeros.weights >= threshold) return sparseTile(columns);
  return columns === 4 ? 'pointwiseSmall' : 'pointwise';
}

const BLOCK_BREAK_EVEN = 0.15;

/** Multiplications of the block kernel, zeros in kept blocks included, cost two thirds of single ones. */
function blocksPay({ weights, blocks }: ZeroShares): boolean {
  return (1 - blocks) * 0.67 < 1 - weights;
}

function sparseTile(columns: number): PointwiseKernel {
  if (columns === 4) return 'sparse4';
  if (columns === 16) return 'sparse16';
  if (columns < 16) return 'sparse8';
  return columns % 32 !== 0 && columns % 28 === 0 ? 'sparse28' : 'sparse32';
}
