/**
 * Where a map's values lie: [channel][pixel][image], channels `pitch` apart. One image, or images in groups of 4
 * to 16, the last group padded.
 */
export interface MapLayout {
  readonly channels: number;
  /** Height and width. */
  readonly size: number;
  /** 1, or a multiple of 4 up to 16. */
  readonly images: number;
  /** Values of a channel, rounded up to whole vectors. */
  readonly columns: number;
  /** Values from one channel to the next. */
  readonly pitch: number;
}

export const MAX_IMAGES = 16;

const LINE = 16;

export function mapLayout(channels: number, size: number, images: number): MapLayout {
  const columns = Math.ceil((size * size * images) / 4) * 4;
  return { channels, size, images, columns, pitch: pitchFor(columns) };
}

/** One pixel whose channels follow each other without a gap: what dense layers read. */
export function vectorLayout(channels: number, images: number): MapLayout {
  return { channels, size: 1, images, columns: images, pitch: images };
}

/**
 * An odd number of cache lines, from one line on: rows of a column then fall into all sets of the cache. A
 * multiple of 4,096 bytes, where all fall into one set, costs half the speed.
 */
function pitchFor(columns: number): number {
  if (columns <= 2 * LINE) return columns;
  const lines = Math.ceil(columns / LINE);
  return LINE * (lines % 2 === 1 ? lines : lines + 1);
}

/** Images that lie side by side when `batch` images are computed. */
export function imagesPerGroup(batch: number): number {
  return batch === 1 ? 1 : Math.min(MAX_IMAGES, Math.ceil(batch / 4) * 4);
}
