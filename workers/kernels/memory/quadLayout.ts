/**
 * Where the bytes of an int8 map lie: [channel / 4][column][channel % 4], so that one 32-bit word is a pixel of four
 * channels. Channels beyond the last are there and hold anything.
 */
export interface QuadLayout {
  readonly channels: number;
  /** Channels / 4, rounded up. */
  readonly quads: number;
  /** Pixels × images. */
  readonly columns: number;
  /** Bytes from one quad of channels to the next; a multiple of 16, into which vectors may reach. */
  readonly pitch: number;
}

const VECTOR = 16;
const LINE = 64;

export function quadLayout(channels: number, columns: number): QuadLayout {
  const pitch = pitchFor(Math.ceil((4 * columns) / VECTOR) * VECTOR);
  return { channels, quads: quadsOf(channels), columns, pitch };
}

export function quadsOf(channels: number): number {
  return Math.ceil(channels / 4);
}

/** Of the byte, from the map's start. */
export function quadOffset({ pitch }: QuadLayout, channel: number, column: number): number {
  return (channel >> 2) * pitch + 4 * column + (channel & 3);
}

/** An odd number of cache lines, from two lines on: see `mapLayout`. */
function pitchFor(bytes: number): number {
  if (bytes <= 2 * LINE) return bytes;
  const lines = Math.ceil(bytes / LINE);
  return LINE * (lines % 2 === 1 ? lines : lines + 1);
}
