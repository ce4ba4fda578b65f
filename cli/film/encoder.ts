/** A blank page of Chromium that turns screenshots into frames: of each, the part that differs from the one before. */
import type { Browser } from 'playwright-core';
import type { FilmSize, Frame } from './animatedWebp';

export class FrameEncoder {
  readonly frames: Frame[] = [];
  private readonly encode: (png: string) => Promise<Part | null>;

  private constructor(encode: (png: string) => Promise<Part | null>) {
    this.encode = encode;
  }

  /** @param quality of WebP, 0 to 1 */
  static async open(browser: Browser, size: FilmSize, quality: number): Promise<FrameEncoder> {
    const page = await browser.newPage();
    const state = await page.evaluateHandle(blankFilm, size);
    return new FrameEncoder((png) => page.evaluate(changedPart, [state, png, quality] as const));
  }

  /** What shows nothing new only lengthens the frame before. */
  async add(png: Buffer, durationMs: number): Promise<void> {
    const part = await this.encode(png.toString('base64'));
    if (part) {
      const { base64, ...place } = part;
      this.frames.push({ ...place, webp: Buffer.from(base64, 'base64'), durationMs });
    } else {
      const last = this.frames.pop()!;
      this.frames.push({ ...last, durationMs: last.durationMs + durationMs });
    }
  }
}

interface Part extends Pick<Frame, 'x' | 'y' | 'width' | 'height'> {
  readonly base64: string;
}

interface Film {
  readonly context: OffscreenCanvasRenderingContext2D;
  before: Uint32Array | null;
}

/** In the page. Opaque: a picture without transparency is one chunk. */
function blankFilm({ width, height }: FilmSize): Film {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  return { context, before: null };
}

/** In the page. Null where nothing changed. */
async function changedPart([film, png, quality]: readonly [
  Film,
  string,
  number,
]): Promise<Part | null> {
  const { context } = film;
  const { width, height } = context.canvas;
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  context.imageSmoothingQuality = 'high';
  context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0, width, height);
  const now = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < now.length; i++) {
    if (film.before && film.before[i] === now[i]) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  film.before = now;
  if (right < 0) return null;
  const [x, y] = [left - (left % 2), top - (top % 2)];
  const part = new OffscreenCanvas(right - x + 1, bottom - y + 1);
  part.getContext('2d', { alpha: false })!.drawImage(context.canvas, -x, -y);
  const file = await part.convertToBlob({ type: 'image/webp', quality });
  const letters = Array.from(new Uint8Array(await file.arrayBuffer()), (byte) =>
    String.fromCharCode(byte),
  );
  return { x, y, width: part.width, height: part.height, base64: btoa(letters.join('')) };
}
