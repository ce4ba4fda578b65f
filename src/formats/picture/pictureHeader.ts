/** What kind of picture bytes are, and how large it is, from its first bytes: a browser decodes before it tells. */

export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'bmp' | 'avif' | 'heic' | 'tiff';

/** Kinds that a browser decodes. */
export const DECODED: readonly PictureKind[] = ['jpeg', 'png', 'gif', 'webp', 'bmp', 'avif'];

/** Null for what is no picture. @param head at least 16 bytes, where there are so many */
export function pictureKind(head: Uint8Array): PictureKind | null {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (asciiAt(head, 0, 4) === 'GIF8') return 'gif';
  if (asciiAt(head, 0, 4) === 'RIFF' && asciiAt(head, 8, 4) === 'WEBP') return 'webp';
  if (starts(0x49, 0x49, 0x2a, 0) || starts(0x4d, 0x4d, 0, 0x2a)) return 'tiff';
  if (asciiAt(head, 4, 4) === 'ftyp') return brandOf(asciiAt(head, 8, 4));
  return asciiAt(head, 0, 2) === 'BM' && head[6] === 0 && head[7] === 0 ? 'bmp' : null;
}

function brandOf(brand: string): PictureKind | null {
  if (/^avi[fs]$/.test(brand)) return 'avif';
  return /^(hei[cxms]|mif1|msf1|hevc)$/.test(brand) ? 'heic' : null;
}

export interface PictureSides {
  readonly width: number;
  readonly height: number;
}

/** The largest sides that it claims; null where these bytes do not tell. @param start the first 256 kB or all of it */
export function pictureSides(start: Uint8Array): PictureSides | null {
  const kind = pictureKind(start);
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  try {
    return kind === null ? null : (SIDES[kind]?.(view, start) ?? null);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type ReadSides = (view: DataView, bytes: Uint8Array) => PictureSides | null;

const SIDES: Readonly<Partial<Record<PictureKind, ReadSides>>> = {
  png: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  bmp: (view) => ({
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
  }),
  gif: gifSides,
  jpeg: jpegSides,
  webp: webpSides,
  avif: avifSides,
};

/** Of the canvas and of the first frame, which may lie outside. */
function gifSides(view: DataView, bytes: Uint8Array): PictureSides {
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  let at = 13 + (bytes[10] & 0x80 ? 3 * 2 ** ((bytes[10] & 7) + 1) : 0);
  while (bytes[at] === 0x21) {
    at += 2;
    while (bytes[at] > 0) at += bytes[at] + 1;
    at++;
  }
  if (bytes[at] !== 0x2c) return { width, height };
  return {
    width: Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true)),
    height: Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true)),
  };
}

/** From segment to segment up to the frame's header. */
function jpegSides(view: DataView, bytes: Uint8Array): PictureSides | null {
  for (let at = 2; bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpSides(view: DataView, bytes: Uint8Array): PictureSides | null {
  const of24 = (at: number) => view.getUint16(at, true) + (bytes[at + 2] << 16);
  const chunk = asciiAt(bytes, 12, 4);
  if (chunk === 'VP8X') return { width: of24(24) + 1, height: of24(27) + 1 };
  if (chunk === 'VP8 ')
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk !== 'VP8L') return null;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** The largest of the boxes that say an image's extent: a tile is smaller than its picture. */
function avifSides(view: DataView, bytes: Uint8Array): PictureSides | null {
  let sides: PictureSides | null = null;
  for (let at = 4; at + 16 <= Math.min(bytes.length, 8192); at++) {
    if (asciiAt(bytes, at, 4) !== 'ispe') continue;
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!sides || found.width * found.height > sides.width * sides.height) sides = found;
  }
  return sides;
}

function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
