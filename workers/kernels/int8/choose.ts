/** When zeros pay, and how many columns are computed before the next ones. Measured on x86-64. */

/** Inputs of the columns that all outputs' weights pass over before the next columns: in the first cache. */
const CHUNK_BYTES = 24 * 1024;

/** Columns of a tile of a dense and of a sparse product. */
const DENSE_TILE = 8;
const SPARSE_TILE = 32;

export function denseChunk(inQuads: number): number {
  return chunkOf(DENSE_TILE, inQuads);
}

export function sparseChunk(inQuads: number): number {
  return chunkOf(SPARSE_TILE, inQuads);
}

function chunkOf(tile: number, inQuads: number): number {
  return tile * Math.max(1, Math.floor(CHUNK_BYTES / (4 * tile * inQuads)));
}

/** Tiles of 32 columns leave little over from here on. */
const WIDE_MAP = 64;

/** No sparse product pays with a smaller share of empty quads. */
export const LEAST_EMPTY = 0.2;

/**
 * Share of an output's quads of inputs without a weight from which on the sparse product is the faster: a channel × 32
 * columns reads as little as four channels × 8, so few zeros are enough. One column is a product of its own.
 */
export function sparseFrom(columns: number): number {
  if (columns === 1) return Infinity;
  return columns >= WIDE_MAP ? LEAST_EMPTY : 0.35;
}
