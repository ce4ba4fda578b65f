/** Pictures in WebP → one that moves (RFC 9649). The pictures keep their bytes: only what is around them is written. */

export interface Frame {
  /** A whole file, as a canvas of Chromium writes it. */
  readonly webp: Uint8Array;
  /** Even pixels from the left and the top of the film: the rest stays as it was. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
}

export interface FilmSize {
  readonly width: number;
  readonly height: number;
}

const ANIMATION = 0x02;
/** Painted over what is there, which stays for the next. */
const OVERWRITE = 0x02;
const FOREVER = 0;
const IMAGE_DATA = new Set(['VP8 ', 'VP8L']);

/** @returns the film's bytes; it repeats for ever */
export function animatedWebp({ width, height }: FilmSize, frames: readonly Frame[]): Buffer {
  const head = chunk(
    'VP8X',
    Buffer.from([ANIMATION, 0, 0, 0]),
    uint24(width - 1),
    uint24(height - 1),
  );
  const animation = chunk('ANIM', Buffer.alloc(4, 0xff), Buffer.from([FOREVER, 0]));
  return chunk('RIFF', Buffer.from('WEBP'), head, animation, ...frames.map(frameChunk));
}

function frameChunk({ webp, x, y, width, height, durationMs }: Frame): Buffer {
  const place = [x / 2, y / 2, width - 1, height - 1, durationMs].map(uint24);
  return chunk('ANMF', ...place, Buffer.from([OVERWRITE]), imageData(webp));
}

/** What is in a file besides its head, colour profile and remarks. */
function imageData(webp: Uint8Array): Buffer {
  const bytes = Buffer.from(webp);
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= bytes.length;) {
    const end = at + 8 + even(bytes.readUInt32LE(at + 4));
    if (IMAGE_DATA.has(bytes.toString('latin1', at, at + 4))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** Its length leaves out the byte that makes it even. */
function chunk(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)]);
}

function uint24(value: number): Buffer {
  return Buffer.from([value & 0xff, (value >> 8) & 0xff, value >> 16]);
}

function even(length: number): number {
  return length + (length % 2);
}
