/** Where training's maps lie: [channel][pixel][image], padded after each channel. */

/** `norm` is the record of the normalisation that the map's reader applies, or 0. */
export interface TrainingMap {
  readonly address: number;
  /** Bytes from one channel to the next. */
  readonly pitch: number;
  readonly channels: number;
  /** Pixels × images. */
  readonly columns: number;
  readonly norm: number;
}

const CACHE_LINE = 64;
/**
 * Cache lines of padding for rows of at least so many lines. A chunk is a few lines of each of many rows, and all of
 * them must find room in a cache of 1,024 sets: rows 1,025 lines apart would crowd into a few sets.
 */
const PADDING_LINES = [
  [1024, 67],
  [256, 11],
  [0, 1],
] as const;

export function pitchOf(columns: number): number {
  const lines = Math.ceil((4 * columns) / CACHE_LINE);
  const [, padding] = PADDING_LINES.find(([least]) => lines >= least)!;
  return CACHE_LINE * (lines + padding);
}

/** Columns a chunk, so that `values` values in `rows` rows stay in the cache. */
export function columnChunk(values: number, rows: number): number {
  return Math.min(1024, Math.max(64, Math.floor(values / rows) & ~31));
}
